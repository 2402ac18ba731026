//! Blocks: what is kept of one subject, device, tier and period, sealed at once.
//!
//! Plain, a block is a format byte and rows in order of time: the time, and for each field of the tier nothing or what its interval comes to.
//! A block may have several parts; merging parts is the same in any order.

mod key;
mod rows;

pub(crate) use key::BlockKey;
pub(crate) use rows::{BlockRows, Cells, Intervals, RowKey};
