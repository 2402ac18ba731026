//! Plain values with their units in the type.
//!
//! **Invariant:** nothing here reads a clock, a disk, a network or chance; what needs them takes a [`Clock`] or a [`Random`].
//!
//! **Trust:** someone who can change this crate can make a date, an age or a period mean something else everywhere.

mod age;
mod clock;
mod duration;
mod id;
mod identifier;
mod quantum;
mod sensitive;
mod time;

pub use age::{
    AGES_OF_CONSENT, GROWN_UP_AT, age_of_consent, age_on, birthday, next_age_of_consent,
};
pub use clock::{Clock, FixedClock, FixedRandom, Random};
pub use duration::{CalendarDuration, DurationError};
pub use id::{DeviceId, HouseholdId, IdError, PersonId, SubjectId};
pub use identifier::is_identifier;
pub use jiff::civil::{Date, date};
pub use quantum::{Quantum, QuantumError};
pub use sensitive::Sensitive;
pub use time::UnixMillis;
