//! Blocks: what is kept of one subject, device, tier and period, sealed at once.
//!
//! Plain, a block is a format byte and columns: the times, and for each field of the tier what is there in order of time. A block may have
//! several parts; merging parts is the same in any order.

mod column;
mod first_form;
mod form;
mod key;
mod rows;
mod texts;
#[cfg(fuzzing)]
mod trial;

pub(crate) use key::BlockKey;
pub(crate) use rows::{BlockRows, Cell, Intervals, RowKey};
#[cfg(fuzzing)]
pub use trial::try_block;
