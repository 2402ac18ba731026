//! Periods of law, in civil days by the clock on a British wall. Nothing here reads a clock: days come in as arguments.
//!
//! UK GDPR Arts 12A and 4A (Regulation 1182/71), DPA 2018 s.164A, Art 33. Periods in months or days end on a working day; periods in hours
//! end when they end.

mod breach;
mod complaint;
mod holidays;
mod month;
mod nation;
mod pause;
mod rights;
mod wall;

pub use breach::{BREACH_HOURS, breach_due};
pub use complaint::{COMPLAINTS_SINCE, ComplaintDue, complaint_due};
pub use holidays::{HOLIDAYS_KNOWN_FROM, HOLIDAYS_LISTED_ON, Holiday, holidays};
pub use month::{due, month_later, next_working_day};
pub use nation::Nation;
pub use pause::{Pause, Reading};
pub use rights::{
    EXTENSION_MONTHS, INTERNAL_DAYS, REASK_MONTHS, RightDue, WARNING_DAYS, may_ask_again_from,
};
pub use wall::day_on_the_wall;
