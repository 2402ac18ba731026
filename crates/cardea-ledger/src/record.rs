//! An entry with its time, in the one spelling that is hashed.

use std::collections::BTreeMap;

use cardea_units::UnixMillis;
use serde_json::Value;

use crate::limits::{ENTRY_BYTES_MAX, NUMBER_MAX};
use crate::{Entry, rfc3339, strict_json};

/// The format of an entry. A new shape gets a new number; old entries keep theirs for ever.
const FORMAT: u64 = 1;

/// Why a record cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A time outside the range of RFC 3339, or a value JSON cannot hold.
    #[error("an entry cannot be written: {0}")]
    Unwritable(String),
    /// A number above [`NUMBER_MAX`].
    #[error("an entry holds a number above {NUMBER_MAX}, which other languages would round")]
    Number,
    /// More than [`ENTRY_BYTES_MAX`] bytes.
    #[error("an entry is longer than {ENTRY_BYTES_MAX} bytes")]
    Length,
    /// Not an entry, or one of a newer format.
    #[error(
        "this is not an entry of a log that this version of Cardea can read: it was changed, or written by a newer version"
    )]
    Unreadable,
}

/// An entry and when it was logged.
///
/// Its text is JSON with sorted names, no blanks, whole numbers and times in RFC 3339 (UTC): for these values the
/// canonical form of RFC 8785. The text's bytes are the leaf of the Merkle tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// When it was logged, by the clock of the service.
    pub at: UnixMillis,
    /// What happened.
    pub entry: Entry,
}

impl Record {
    /// The one spelling of this record.
    pub fn to_text(&self) -> Result<String, RecordError> {
        Self::text_of(self.at, &self.entry)
    }

    pub(crate) fn text_of(at: UnixMillis, entry: &Entry) -> Result<String, RecordError> {
        let value = serde_json::to_value(entry).map_err(|error| unwritable(&error))?;
        let Value::Object(fields) = value else {
            return Err(RecordError::Unwritable("an entry is an object".to_owned()));
        };
        if fields
            .values()
            .any(|value| value.as_u64().is_some_and(|number| number > NUMBER_MAX))
        {
            return Err(RecordError::Number);
        }
        let at = rfc3339::write(at).ok_or_else(|| {
            RecordError::Unwritable("the clock is outside the years of RFC 3339".to_owned())
        })?;
        let mut sorted: BTreeMap<String, Value> = fields.into_iter().collect();
        sorted.insert("at".to_owned(), Value::from(at));
        sorted.insert("v".to_owned(), Value::from(FORMAT));
        let text = serde_json::to_string(&sorted).map_err(|error| unwritable(&error))?;
        if text.len() > ENTRY_BYTES_MAX {
            return Err(RecordError::Length);
        }
        Ok(text)
    }

    /// Reads a record. An error unless the text is, byte for byte, what [`Record::to_text`] writes.
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        if text.len() > ENTRY_BYTES_MAX {
            return Err(RecordError::Length);
        }
        let Ok(Value::Object(mut fields)) = strict_json::parse(text) else {
            return Err(RecordError::Unreadable);
        };
        let at = fields
            .remove("at")
            .and_then(|at| at.as_str().and_then(rfc3339::read));
        let format = fields.remove("v").and_then(|format| format.as_u64());
        let (Some(at), Some(FORMAT)) = (at, format) else {
            return Err(RecordError::Unreadable);
        };
        let entry = serde_json::from_value(Value::Object(fields));
        let record = Self {
            at,
            entry: entry.map_err(|_| RecordError::Unreadable)?,
        };
        if record.to_text()? == text {
            Ok(record)
        } else {
            Err(RecordError::Unreadable)
        }
    }
}

fn unwritable(error: &serde_json::Error) -> RecordError {
    RecordError::Unwritable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Commitment, ConsentState, Name, Salt};

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn consent() -> Record {
        let salt = Salt::from_bytes([7; 32]);
        Record {
            at: UnixMillis(1_795_428_000_250),
            entry: Entry::ConsentChanged {
                subject: Commitment::of_reference(&salt, b"x"),
                product: name("warmly"),
                purpose: name("savings_report"),
                version: name("sha256:ab"),
                state: ConsentState::VoidByAge,
                channel: name("portal"),
                expression: crate::Expression::Plain,
            },
        }
    }

    #[test]
    fn the_spelling_is_canonical() {
        let record = consent();
        let Entry::ConsentChanged { subject, .. } = &record.entry else {
            panic!("a consent")
        };
        assert_eq!(
            record.to_text().unwrap(),
            format!(
                r#"{{"at":"2026-11-23T10:00:00.25Z","channel":"portal","kind":"consent_changed","product":"warmly","purpose":"savings_report","state":"void_by_age","subject":"{subject}","v":1,"version":"sha256:ab"}}"#
            )
        );
        assert_eq!(
            Record::from_text(&record.to_text().unwrap()).unwrap(),
            record
        );
    }

    #[test]
    fn any_other_spelling_is_refused() {
        let text = consent().to_text().unwrap();
        for changed in [
            text.replace(":1,", ":2,"),
            text.replace(r#""v":1"#, r#""v":1.0"#),
            text.replace(r#"{"at""#, r#"{ "at""#),
            text.replace(r#""v":1"#, r#""more":1,"v":1"#),
            text.replace("portal", r"\u0070ortal"),
            text.replace(".25Z", ".250Z"),
            text.replace("consent_changed", "consent_dreamt"),
            format!("{text}\n"),
        ] {
            assert_ne!(changed, text);
            assert!(Record::from_text(&changed).is_err(), "{changed}");
        }
    }

    #[test]
    fn numbers_that_others_would_round_and_times_nobody_can_write_are_refused() {
        let subject = Commitment::of_reference(&Salt::from_bytes([7; 32]), b"x");
        let at = UnixMillis(0);
        let export = |count| Record {
            at,
            entry: Entry::Export { subject, count },
        };
        assert!(export(NUMBER_MAX).to_text().is_ok());
        assert!(matches!(
            export(NUMBER_MAX + 1).to_text(),
            Err(RecordError::Number)
        ));
        let never = Record {
            at: UnixMillis(i64::MAX),
            ..export(1)
        };
        assert!(matches!(never.to_text(), Err(RecordError::Unwritable(_))));
        let access = Entry::Access {
            recipient: name("gridwise"),
            product: name("warmly"),
            purpose: name("research"),
            subject,
            stream: None,
            from: UnixMillis(i64::MIN),
            to: at,
            count: 1,
        };
        let access = Record { at, entry: access };
        assert!(matches!(access.to_text(), Err(RecordError::Unwritable(_))));
    }

    #[test]
    fn the_longest_entry_fits() {
        let long = name(&"a".repeat(crate::limits::NAME_BYTES_MAX));
        let entry = Entry::Access {
            recipient: long.clone(),
            product: long.clone(),
            purpose: long.clone(),
            subject: Commitment::of_reference(&Salt::from_bytes([7; 32]), b"x"),
            stream: Some(long),
            from: UnixMillis(-1),
            to: UnixMillis(-1),
            count: NUMBER_MAX,
        };
        let record = Record {
            at: UnixMillis(-1),
            entry,
        };
        let text = record.to_text().unwrap();
        assert!(text.len() < ENTRY_BYTES_MAX);
        assert_eq!(Record::from_text(&text).unwrap(), record);
    }
}
