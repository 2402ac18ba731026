//! Product security law (PSTI Act 2022 Part 1, PSTI Regulations 2023): whom it binds, what a statement of compliance says, how long a
//! copy is kept, which label of another country stands in its place.

mod copy;
mod label;
mod scope;
mod statement;
mod supply;

pub(crate) use copy::copy_until;
pub(crate) use label::{Label, label};
pub(crate) use scope::outside;
pub(crate) use statement::lacks;
pub(crate) use supply::{MANUFACTURERS, in_role};
