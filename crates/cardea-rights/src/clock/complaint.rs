//! Complaints to the controller (DPA 2018 s.164A).

use jiff::civil::{Date, date};

use super::Nation;
use super::month::{next_working_day, plus_days};

/// Since when a complaint has to be acknowledged.
pub const COMPLAINTS_SINCE: Date = date(2026, 6, 19);

/// Days within which receipt is acknowledged; day 1 is the day after receipt (ICO).
const ACKNOWLEDGE_DAYS: i64 = 30;

/// When a complaint is to be acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComplaintDue {
    /// The last day, as the ICO counts.
    pub due: Date,
    /// When an alarm is to be over: the statute says "beginning when the complaint is received", and so might mean a day less; and no working
    /// day is waited for.
    pub alarm: Date,
}

/// When receipt of a complaint has to be acknowledged; `None` when it came before there was the duty.
pub fn complaint_due(received: Date, nation: Nation) -> Option<ComplaintDue> {
    if received < COMPLAINTS_SINCE {
        return None;
    }
    Some(ComplaintDue {
        due: next_working_day(plus_days(received, ACKNOWLEDGE_DAYS), nation),
        alarm: plus_days(received, ACKNOWLEDGE_DAYS.saturating_sub(1)),
    })
}
