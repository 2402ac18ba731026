//! Times in entries: RFC 3339 in UTC, to the millisecond, in one spelling only.

use cardea_units::UnixMillis;
use serde::{Deserialize, Deserializer, Serializer};

/// The one spelling of a time. `None` for a time outside the years that RFC 3339 can write.
pub(crate) fn write(time: UnixMillis) -> Option<String> {
    let text = time.to_string();
    (read(&text) == Some(time)).then_some(text)
}

/// Reads a time that [`write`] has written. `None` for any other spelling of it.
pub(crate) fn read(text: &str) -> Option<UnixMillis> {
    UnixMillis::parse_rfc3339(text).filter(|time| time.to_string() == text)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
pub(crate) fn serialize<S: Serializer>(
    time: &UnixMillis,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = write(*time).ok_or_else(|| serde::ser::Error::custom(OUT_OF_RANGE))?;
    serializer.serialize_str(&text)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<UnixMillis, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| serde::de::Error::custom("not a time in RFC 3339, UTC"))
}

const OUT_OF_RANGE: &str = "a time in the log lies between the years -9999 and 9999";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_one_spelling_is_read() {
        assert_eq!(
            write(UnixMillis(0)).as_deref(),
            Some("1970-01-01T00:00:00Z")
        );
        assert_eq!(
            write(UnixMillis(5)).as_deref(),
            Some("1970-01-01T00:00:00.005Z")
        );
        for other in [
            "1970-01-01T00:00:00.000Z",
            "1970-01-01T01:00:00+01:00",
            "1970-01-01",
            "",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(write(UnixMillis(i64::MAX)), None);
        assert_eq!(write(UnixMillis(i64::MIN)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(millis in any::<i64>()) {
            if let Some(text) = write(UnixMillis(millis)) {
                prop_assert_eq!(read(&text), Some(UnixMillis(millis)));
            } else {
                prop_assert!(millis.abs() > 200_000_000_000_000);
            }
        }

        #[test]
        fn years_people_live_in_are_written(millis in 0_i64..253_370_000_000_000) {
            prop_assert!(write(UnixMillis(millis)).is_some());
        }
    }
}
