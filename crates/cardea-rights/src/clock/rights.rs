//! The clock of a request: one month, two more on notice, and what does not count.

use jiff::civil::Date;

use super::month::{month_later, next_working_day, plus_days};
use super::pause::days_out;
use super::{Nation, Pause, Reading};

/// Months that an extension adds (UK GDPR Art 12A(3)).
pub const EXTENSION_MONTHS: u8 = 2;
/// Days within which an answer is always in time, whatever the month (ICO): the house's own target.
pub const INTERNAL_DAYS: i64 = 28;
/// Days before a request is due from which on it is called urgent.
pub const WARNING_DAYS: i64 = 7;
/// Months after a refusal before anybody is asked again (ICO, storage and access technologies).
pub const REASK_MONTHS: u8 = 6;

/// What the clock of one request goes by. Every field only ever moves the end later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightDue {
    /// The day of receipt, any hour, working day or not.
    pub received: Date,
    /// The day on which the person showed who they are, where that was asked; this is no pause, it moves the start.
    pub identified: Option<Date>,
    /// The day on which a fee was paid, where one may be asked.
    pub paid: Option<Date>,
    /// Whether two more months were told of in time.
    pub extended: bool,
    /// Waiting for clarification; of access alone.
    pub pauses: Vec<Pause>,
    /// Whose holidays count.
    pub nation: Nation,
}

impl RightDue {
    /// The day from which the month runs: the latest of receipt, identity and fee (UK GDPR Art 12A(2)).
    pub fn start(&self) -> Date {
        [self.identified, self.paid]
            .into_iter()
            .flatten()
            .fold(self.received, Date::max)
    }

    /// The last day for the answer.
    pub fn due(&self, reading: Reading) -> Date {
        let months = if self.extended {
            EXTENSION_MONTHS.saturating_add(1)
        } else {
            1
        };
        self.after(month_later(self.start(), months), reading)
    }

    /// The last day on which an extension can be told of, by the stricter reading: its month is paused in the same way (UK GDPR Art 12A(4)).
    pub fn notice_due(&self) -> Date {
        self.after(month_later(self.start(), 1), Reading::Strict)
    }

    /// The day by which the house wants it done: 28 days, and what does not count. Never after [`RightDue::due`] of a request that was not
    /// extended.
    pub fn target(&self) -> Date {
        let days = INTERNAL_DAYS.saturating_add(days_out(&self.pauses, Reading::Strict));
        plus_days(self.start(), days)
    }

    fn after(&self, end: Date, reading: Reading) -> Date {
        let days = days_out(&self.pauses, reading);
        next_working_day(plus_days(end, days), self.nation)
    }
}

/// The first day on which somebody who refused may be asked again.
pub fn may_ask_again_from(refused: Date) -> Date {
    month_later(refused, REASK_MONTHS)
}
