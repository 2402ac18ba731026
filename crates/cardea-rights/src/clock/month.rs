//! Months that end on a working day.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::Nation;
use super::holidays::{holidays, is_weekend};

/// The day on which a period of months ends that begins with a day: the same day of the month so many months later, else that month's last;
/// when that is a weekend or a bank holiday, the next working day. The first day counts whether it is a working day or not.
///
/// (UK GDPR Art 12A(1); ICO, subject access requests; Regulation 1182/71 Art 3(4).)
pub fn due(start: Date, months: u8, nation: Nation) -> Date {
    next_working_day(month_later(start, months), nation)
}

/// The same day of the month so many months later, else that month's last day; whatever day of the week it is. The calendar's last day where
/// there is no such month.
pub fn month_later(start: Date, months: u8) -> Date {
    start
        .checked_add(i64::from(months).months())
        .unwrap_or(Date::MAX)
}

/// This day, or the next that is neither a weekend nor a bank holiday.
pub fn next_working_day(day: Date, nation: Nation) -> Date {
    let is_working = |day: &Date| {
        !is_weekend(*day)
            && !holidays(nation, day.year())
                .iter()
                .any(|holiday| holiday.day == *day)
    };
    day.series(1.day()).find(is_working).unwrap_or(Date::MAX)
}

/// So many days later, earlier when negative. The calendar's last day where there is no such day.
pub(super) fn plus_days(day: Date, days: i64) -> Date {
    Span::new()
        .try_days(days)
        .and_then(|span| day.checked_add(span))
        .unwrap_or(Date::MAX)
}
