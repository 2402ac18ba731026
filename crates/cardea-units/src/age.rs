//! Ages: the first day on which somebody is so many years old, and the age from which children say yes for themselves.

use jiff::ToSpan;
use jiff::civil::Date;

/// From this age on somebody is grown up (children's code: a child is under 18).
pub const GROWN_UP_AT: u32 = 18;

/// The age from which somebody says yes for themselves, by the first day on which it was in force (UK GDPR Art 8(1)). Ministers may set
/// another from 13 to 16 (Art 8(2A)): add a line with its first day, and nothing before that day changes.
pub const AGES_OF_CONSENT: &[(Date, u32)] = &[(jiff::civil::date(2018, 5, 25), 13)];

/// The age of consent in force on a day. Before the first of them it is the first.
pub fn age_of_consent(day: Date) -> u32 {
    age_in(AGES_OF_CONSENT, day)
}

/// The next day on which another age of consent comes into force; `None` where none is known.
pub fn next_age_of_consent(after: Date) -> Option<Date> {
    AGES_OF_CONSENT
        .iter()
        .map(|(since, _)| *since)
        .find(|since| *since > after)
}

fn age_in(ages: &[(Date, u32)], day: Date) -> u32 {
    let in_force = ages.iter().rev().find(|(since, _)| *since <= day);
    in_force
        .or_else(|| ages.first())
        .map_or(16, |(_, age)| *age)
}

/// The first day on which somebody is `years` old. Who was born on 29 February is a year older on 1 March where the year has no such day.
pub fn birthday(born: Date, years: u32) -> Date {
    let years = i16::try_from(years).unwrap_or(i16::MAX);
    let moved = born.saturating_add(i32::from(years).years());
    // The library stays in February; the law of the United Kingdom goes on to March.
    if born.month() == 2 && born.day() == 29 && moved.day() != 29 {
        moved.saturating_add(1.day())
    } else {
        moved
    }
}

/// Age in whole years on a day; 0 before somebody was born.
pub fn age_on(born: Date, day: Date) -> u32 {
    let years = i32::from(day.year()).saturating_sub(i32::from(born.year()));
    let years = u32::try_from(years).unwrap_or(0);
    if birthday(born, years) <= day {
        years
    } else {
        years.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_birthday_is_the_same_day_of_another_year() {
        assert_eq!(birthday(date(2013, 11, 25), 13), date(2026, 11, 25));
        assert_eq!(age_on(date(2013, 11, 25), date(2026, 11, 24)), 12);
        assert_eq!(age_on(date(2013, 11, 25), date(2026, 11, 25)), 13);
    }

    #[test]
    fn who_was_born_on_the_leap_day_is_older_on_the_first_of_march() {
        let born = date(2012, 2, 29);
        assert_eq!(birthday(born, 13), date(2025, 3, 1));
        assert_eq!(birthday(born, 16), date(2028, 2, 29));
        assert_eq!(age_on(born, date(2025, 2, 28)), 12);
        assert_eq!(age_on(born, date(2025, 3, 1)), 13);
        assert_eq!(age_on(born, date(2028, 2, 28)), 15);
        assert_eq!(age_on(born, date(2028, 2, 29)), 16);
    }

    #[test]
    fn each_age_is_reached_on_its_birthday_and_not_a_day_before() {
        for born in [
            date(2000, 1, 1),
            date(2008, 2, 29),
            date(2012, 12, 31),
            date(2011, 3, 1),
        ] {
            for years in 0..30 {
                let reached = birthday(born, years);
                assert_eq!(age_on(born, reached), years, "{born} {years}");
                let eve = reached.saturating_sub(1.day());
                assert!(age_on(born, eve) < years || years == 0, "{born} {years}");
            }
        }
    }

    #[test]
    fn another_age_counts_from_its_first_day_on() {
        let ages = [(date(2018, 5, 25), 13), (date(2027, 4, 1), 16)];
        assert_eq!(age_in(&ages, date(2027, 3, 31)), 13);
        assert_eq!(age_in(&ages, date(2027, 4, 1)), 16);
        assert_eq!(age_in(&ages, date(1999, 1, 1)), 13);
        assert_eq!(age_in(&[], date(2027, 4, 1)), 16, "unknown is the oldest");
        assert_eq!(age_of_consent(date(2026, 11, 25)), 13);
        assert!(
            AGES_OF_CONSENT
                .iter()
                .all(|(_, age)| (13..=16).contains(age))
        );
        assert!(AGES_OF_CONSENT.is_sorted());
    }
}
