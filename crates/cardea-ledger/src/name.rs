//! Names that the manifest gives: of products, purposes, streams, recipients, versions.

use core::fmt;

use cardea_units::{DeviceId, HouseholdId, PersonId};
use serde::{Deserialize, Serialize};

use crate::limits::NAME_BYTES_MAX;

/// Why a text is not a name. Does not repeat the text, which may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Empty or longer than [`NAME_BYTES_MAX`].
    #[error("a name in the log has 1 to {NAME_BYTES_MAX} characters")]
    Length,
    /// A character that names do not have.
    #[error(
        "a name in the log has small letters a to z, digits, `_`, `-`, `.` and `:`, and begins with a letter or digit"
    )]
    Character,
    /// The id of a person, home or device.
    #[error("the log holds no id of a person, home or device: give a commitment instead")]
    Id,
}

/// A name from the manifest, or a step, channel or version: 1 to [`NAME_BYTES_MAX`] of `a-z 0-9 _ - . :`, beginning
/// with a letter or digit.
///
/// No space, no `@`, no capital: free text and e-mail addresses do not fit. A text that holds the id of a person,
/// home or device is refused, so that an id cannot be logged by mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// Checks a text and takes it as a name.
    pub fn new(text: &str) -> Result<Self, NameError> {
        if text.is_empty() || text.len() > NAME_BYTES_MAX {
            return Err(NameError::Length);
        }
        let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b':');
        let starts_well = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if !starts_well || !text.bytes().all(allowed) {
            return Err(NameError::Character);
        }
        if holds_id(text) {
            return Err(NameError::Id);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::new(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// Length of an id as text: a letter, a dash, 16 digits.
const ID_BYTES: usize = 18;

fn holds_id(text: &str) -> bool {
    text.as_bytes().windows(ID_BYTES).any(|window| {
        core::str::from_utf8(window).is_ok_and(|part| {
            part.parse::<PersonId>().is_ok()
                || part.parse::<HouseholdId>().is_ok()
                || part.parse::<DeviceId>().is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use cardea_units::FixedRandom;

    use super::*;

    #[test]
    fn names_of_a_manifest_are_names() {
        for text in [
            "savings_report",
            "warmly-thermostat",
            "sha256:0af3",
            "2026-11",
            "a",
        ] {
            assert_eq!(Name::new(text).unwrap().as_str(), text);
        }
        assert!(Name::new(&"a".repeat(NAME_BYTES_MAX)).is_ok());
    }

    #[test]
    fn what_may_be_personal_is_no_name() {
        assert_eq!(Name::new(""), Err(NameError::Length));
        assert_eq!(
            Name::new(&"a".repeat(NAME_BYTES_MAX + 1)),
            Err(NameError::Length)
        );
        for text in [
            "Ada",
            "ada@example.org",
            "two words",
            "_x",
            "-x",
            "caf\u{e9}",
            "a/b",
            "a\"b",
        ] {
            assert_eq!(Name::new(text), Err(NameError::Character), "{text}");
        }
    }

    #[test]
    fn an_id_is_no_name_wherever_it_stands() {
        let random = FixedRandom::seeded(3);
        let person = PersonId::draw(&random).unwrap().to_string();
        let device = DeviceId::draw(&random).unwrap().to_string();
        let household = HouseholdId::draw(&random).unwrap().to_string();
        for id in [person, device, household] {
            for text in [id.clone(), format!("erase.{id}"), format!("{id}:done")] {
                assert_eq!(Name::new(&text), Err(NameError::Id), "{text}");
            }
        }
    }
}
