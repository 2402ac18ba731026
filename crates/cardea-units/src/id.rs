//! Names of people, homes and devices: random numbers that say nothing.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Random;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id: ids are a letter, a dash and 16 hexadecimal digits")
    }
}

impl std::error::Error for IdError {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        ///
        /// Drawn at random from 1 to 2^63 - 1, so that it fits a signed integer column and can be
        /// sharded by. Written as a letter, a dash and 16 hexadecimal digits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Draws a new id. `None` when the system has no randomness to give.
            pub fn draw(random: &dyn Random) -> Option<Self> {
                let mut bytes = [0; 8];
                random.fill(&mut bytes).then(|| Self((u64::from_le_bytes(bytes) >> 1).max(1)))
            }

            /// The id as a number, for keys of tables.
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The id as a signed number, for columns of tables. Never negative.
            pub const fn to_column(self) -> i64 {
                self.0.cast_signed()
            }

            /// Back from a column. `None` when the column holds no id.
            pub fn from_column(column: i64) -> Option<Self> {
                u64::try_from(column).ok().filter(|n| *n > 0).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "-{:016x}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let digits = text.strip_prefix(concat!($letter, "-")).ok_or(IdError)?;
                if digits.len() != 16 || digits.bytes().any(|b| !matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                    return Err(IdError);
                }
                let number = u64::from_str_radix(digits, 16).map_err(|_| IdError)?;
                (number > 0 && number <= i64::MAX.cast_unsigned()).then_some(Self(number)).ok_or(IdError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// One home.
    HouseholdId,
    "h"
);
id!(
    /// One person.
    PersonId,
    "p"
);
id!(
    /// One device, as Cardea knows it; the name the device itself uses is another thing.
    DeviceId,
    "d"
);

/// Whose secret a reading is locked with: a household's or one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectId {
    /// The home as a whole: streams about the household or about people passing by.
    Household(HouseholdId),
    /// One person: streams about a wearer or a known profile.
    Person(PersonId),
}

impl SubjectId {
    /// Nine bytes that no other subject has: a kind byte, then the number, big endian.
    pub fn to_bytes(self) -> [u8; 9] {
        let (kind, number) = match self {
            Self::Household(id) => (b'h', id.get()),
            Self::Person(id) => (b'p', id.get()),
        };
        let mut bytes = [kind; 9];
        for (to, from) in bytes.iter_mut().skip(1).zip(number.to_be_bytes()) {
            *to = from;
        }
        bytes
    }

    /// Back from [`SubjectId::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        let number = i64::from_be_bytes(rest.try_into().ok()?);
        match kind {
            b'h' => HouseholdId::from_column(number).map(Self::Household),
            b'p' => PersonId::from_column(number).map(Self::Person),
            _ => None,
        }
    }
}

impl From<HouseholdId> for SubjectId {
    fn from(id: HouseholdId) -> Self {
        Self::Household(id)
    }
}

impl From<PersonId> for SubjectId {
    fn from(id: PersonId) -> Self {
        Self::Person(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FixedRandom;

    #[test]
    fn an_id_reads_back_from_its_text_its_column_and_its_bytes() {
        let random = FixedRandom::seeded(7);
        for _ in 0..1_000 {
            let id = PersonId::draw(&random).unwrap();
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(PersonId::from_column(id.to_column()), Some(id));
            let subject = SubjectId::from(id);
            assert_eq!(SubjectId::from_bytes(&subject.to_bytes()), Some(subject));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "p-",
            "p-0000000000000000",
            "h-00000000000000",
            "p-00000000000000FF",
            "x-0000000000000001",
            "p-ffffffffffffffff",
            "p-+000000000000001",
        ] {
            assert_eq!(text.parse::<PersonId>(), Err(IdError), "{text}");
        }
    }
}
