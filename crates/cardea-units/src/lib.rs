//! Plain values with their units in the type.
//!
//! **Invariant:** nothing here reads a clock, a disk, a network or chance; what needs them takes a [`Clock`] or a [`Random`].
//!
//! **Trust:** someone who can change this crate can make a date, an age or a period mean something else everywhere.

mod clock;
mod duration;
mod id;
mod identifier;
mod quantum;
mod sensitive;
mod time;

pub use clock::{Clock, FixedClock, FixedRandom, Random};
pub use duration::{CalendarDuration, DurationError};
pub use id::{DeviceId, HouseholdId, IdError, PersonId, SubjectId};
pub use identifier::is_identifier;
pub use jiff::civil::{Date, date};
pub use quantum::{Quantum, QuantumError};
pub use sensitive::Sensitive;
pub use time::UnixMillis;
