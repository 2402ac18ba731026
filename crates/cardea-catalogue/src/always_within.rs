//! Whether a length of time can ever be longer than a limit, whatever day it begins on.

use cardea_units::{CalendarDuration, Date, UnixMillis, date};

/// The first day of each month of a year without a leap day. Months are shortest, and so limits in months strictest, from these.
const STARTS: [Date; 12] = [
    date(2026, 1, 1),
    date(2026, 2, 1),
    date(2026, 3, 1),
    date(2026, 4, 1),
    date(2026, 5, 1),
    date(2026, 6, 1),
    date(2026, 7, 1),
    date(2026, 8, 1),
    date(2026, 9, 1),
    date(2026, 10, 1),
    date(2026, 11, 1),
    date(2026, 12, 1),
];

/// Whether `length` ends no later than `limit`, whatever day both begin on: 28 days are always within a month, 29 are not when it begins in
/// February. Both ends on the same day count as within.
pub(crate) fn always_within(length: CalendarDuration, limit: CalendarDuration) -> bool {
    STARTS.into_iter().all(|start| {
        let start = UnixMillis::at_start_of(start);
        length.after(start) <= limit.after(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(length: &str, limit: &str) -> bool {
        always_within(length.parse().unwrap(), limit.parse().unwrap())
    }

    #[test]
    fn a_month_is_as_long_as_february() {
        assert!(within("1mo", "1mo") && within("28d", "1mo") && within("4w", "1mo"));
        assert!(!within("29d", "1mo") && !within("2mo", "1mo") && !within("P28DT1S", "1mo"));
        assert!(!within("P1M1D", "1mo") && within("0d", "1mo"));
    }

    #[test]
    fn two_months_are_as_long_as_january_and_february() {
        assert!(within("2mo", "2mo") && within("59d", "2mo") && within("P1M28D", "2mo"));
        assert!(!within("60d", "2mo") && !within("P1M29D", "2mo") && !within("3mo", "2mo"));
    }

    #[test]
    fn a_month_may_be_longer_than_thirty_days() {
        assert!(within("30d", "30d") && within("720h", "30d") && within("28d", "30d"));
        assert!(!within("31d", "30d") && !within("1mo", "30d"));
    }
}
