//! The gate: a manifest compiled to decisions and tiers.
//!
//! Begin with [`Gate::compile`]; [`Home::permissions`] says what is permitted for the people of a home, and
//! [`Permissions::for_stream`] decides about one reading with one `and`.
//!
//! **Invariant:** a decision is a pure function of the compiled manifest and the people a reading is about. What it cannot decide is not
//! permitted (law L8).
//!
//! **Trust:** someone who can change this crate can let data flow that nobody agreed to.

mod accumulator;
mod age;
mod answer;
mod compile;
mod directive;
mod home;
mod permissions;
mod purpose_set;
mod reading;
mod rules;
mod serve;
mod tier;

pub use accumulator::Accumulator;
pub use age::Age;
pub use answer::{Acknowledge, Answer, Ticket};
pub use directive::{Asked, AskedField, Directive};
pub use home::{ConsentKind, GivenBy, Grant, Home, Member, Role};
pub use permissions::Permissions;
pub use purpose_set::{PurposeIndex, PurposeSet};
pub use reading::{Again, Identity, Reading, StreamIndex, Value};
pub use rules::{AboutRule, ChildDefault, FieldRule, Gate, PurposeRules, StreamRules, ValueForm};
pub use serve::{Served, serve_field};
pub use tier::{Tier, TierField, TierIndex};
