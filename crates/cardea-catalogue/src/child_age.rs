//! The age from which a child consents alone (UK GDPR Art 8(1)), as dated data: ministers may set another, also for one kind of service.

use core::ops::RangeInclusive;

use cardea_units::{Date, date};

/// The age that is in force from a day on, until the next entry of the table begins.
#[derive(Clone, Debug)]
pub(crate) struct ChildAge {
    /// First day, UK civil date.
    pub from: Date,
    /// The age in years: under it, the consent of who holds parental responsibility is needed.
    pub age: u32,
    /// Ages in years that a rule for a service of its own may set from that day on (UK GDPR Art 8(2A)).
    pub permitted: RangeInclusive<u32>,
}

/// How an age that a manifest sets fits the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AgeFit {
    /// It is the age in force, or above it and permitted.
    Fits,
    /// Children would decide too early.
    TooYoung,
    /// It takes from children what no rule can take from them.
    TooOld,
}

/// In the order of the days. A change of the law is one entry more, written when the regulations are made, before they bind.
const TABLE: [ChildAge; 2] = [
    ChildAge {
        from: date(2018, 5, 25),
        age: 13,
        permitted: 13..=13,
    },
    // The Children's Wellbeing and Schools Act 2026 s.72 lets ministers set an age; no regulations had been found by November 2026.
    ChildAge {
        from: date(2026, 4, 29),
        age: 13,
        permitted: 13..=16,
    },
];

/// The entry in force on a day; before the first one, the first.
pub(crate) fn child_age(day: Date) -> &'static ChildAge {
    let [first, ..] = &TABLE;
    let mut begun = TABLE.iter().filter(|entry| entry.from <= day);
    begun.next_back().unwrap_or(first)
}

impl ChildAge {
    /// How an age that a manifest sets, in years, fits.
    pub(crate) fn fit(&self, set: u32) -> AgeFit {
        if set < self.age {
            AgeFit::TooYoung
        } else if set > self.age && !self.permitted.contains(&set) {
            AgeFit::TooOld
        } else {
            AgeFit::Fits
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_begins_on_its_day() {
        let first_days = TABLE.map(|entry| entry.from);
        assert!(first_days.is_sorted_by(|one, next| one < next));
        for (day, from) in [
            (date(2018, 5, 24), date(2018, 5, 25)),
            (date(2018, 5, 25), date(2018, 5, 25)),
            (date(2026, 4, 28), date(2018, 5, 25)),
            (date(2026, 4, 29), date(2026, 4, 29)),
            (date(2026, 11, 23), date(2026, 4, 29)),
        ] {
            assert_eq!(child_age(day).from, from, "{day}");
        }
    }

    #[test]
    fn the_age_is_thirteen_since_the_first_entry_and_within_what_is_permitted() {
        for entry in &TABLE {
            assert_eq!(entry.age, 13);
            assert!(entry.permitted.contains(&entry.age));
        }
    }

    #[test]
    fn an_age_fits_from_the_one_in_force_up_to_the_highest_permitted() {
        let raised = ChildAge {
            from: date(2027, 1, 1),
            age: 15,
            permitted: 13..=16,
        };
        for (set, fit) in [
            (13, AgeFit::TooYoung),
            (14, AgeFit::TooYoung),
            (15, AgeFit::Fits),
            (16, AgeFit::Fits),
            (17, AgeFit::TooOld),
        ] {
            assert_eq!(raised.fit(set), fit, "{set}");
        }
    }

    #[test]
    fn no_rule_for_a_service_could_set_an_age_before_ministers_could() {
        let before = child_age(date(2026, 4, 28));
        assert_eq!(before.fit(13), AgeFit::Fits);
        assert_eq!(before.fit(14), AgeFit::TooOld);
        assert_eq!(child_age(date(2026, 4, 29)).fit(14), AgeFit::Fits);
    }
}
