//! What somebody's age means for a decision, and until when it does.

use cardea_units::{
    Date, GROWN_UP_AT, UnixMillis, age_of_consent, age_on, birthday, next_age_of_consent,
};

use crate::Gate;

/// Who decides for somebody, by their age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    /// Under the age of consent in force, or of an age that nobody knows: a guardian decides.
    Young,
    /// From that age to 18: they decide for themselves, and are protected as a child.
    Deciding,
    /// 18 or more, and a child when they came: an adult, for whom nothing opens by itself. Since when.
    GrownUp(UnixMillis),
    /// An adult when they came.
    Adult,
}

impl Age {
    /// Of a child whose date of birth may be known, at a time. Days are those of UTC.
    pub fn of_child(born: Option<Date>, guardian_under: u32, now: UnixMillis) -> Self {
        let Some(born) = born else {
            return Self::Young;
        };
        let years = age_on(born, now.date());
        if years >= GROWN_UP_AT {
            Self::GrownUp(UnixMillis::at_start_of(birthday(born, GROWN_UP_AT)))
        } else if years >= guardian_under {
            Self::Deciding
        } else {
            Self::Young
        }
    }

    /// Whether they are protected as a child.
    pub const fn is_child(self) -> bool {
        matches!(self, Self::Young | Self::Deciding)
    }

    /// The next time at which the age of somebody born on a day means something else; `None` when it never does again.
    pub fn next_change(born: Option<Date>, gate: &Gate, now: UnixMillis) -> Option<UnixMillis> {
        let born = born?;
        let today = now.date();
        let decides_at = gate.guardian_under(today);
        let law =
            next_age_of_consent(today).filter(|day| age_of_consent(*day) != age_of_consent(today));
        [
            Some(birthday(born, decides_at)),
            Some(birthday(born, GROWN_UP_AT)),
            law,
        ]
        .into_iter()
        .flatten()
        .filter(|day| *day > today)
        .min()
        .map(UnixMillis::at_start_of)
    }
}
