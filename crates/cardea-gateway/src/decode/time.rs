//! Times as devices write them.

use cardea_units::UnixMillis;

/// Seconds beyond this are milliseconds: 1e11 s is the year 5138.
const SECONDS_MAX: f64 = 1e11;

/// The year 9999, and as far the other way.
const MILLIS_MAX: f64 = 253_402_300_799_999.0;

/// A number since 1970: seconds, or milliseconds when it is too large for seconds.
pub(super) fn from_number(number: f64) -> Option<UnixMillis> {
    let millis = if number.abs() > SECONDS_MAX {
        number
    } else {
        number * 1_000.0
    };
    if !millis.is_finite() || millis.abs() > MILLIS_MAX {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    Some(UnixMillis(millis.round() as i64))
}

/// RFC 3339; without a zone it is read as UTC, as firmware that has no zone means it.
pub(super) fn from_text(text: &str) -> Option<UnixMillis> {
    /// No form of a time is longer.
    const CHARS_MAX: usize = 40;
    if text.len() > CHARS_MAX {
        return None;
    }
    UnixMillis::parse_rfc3339(text).or_else(|| UnixMillis::parse_rfc3339(&format!("{text}Z")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_real_firmware_are_read() {
        let expected = UnixMillis::parse_rfc3339("2026-11-23T10:00:00Z");
        assert!(expected.is_some());
        assert_eq!(from_text("2026-11-23T10:00:00"), expected, "Tasmota");
        assert_eq!(
            from_text("2026-11-23T11:00:00+01:00"),
            expected,
            "zigbee2mqtt, ISO"
        );
        assert_eq!(from_number(1_795_428_000.0), expected, "Shelly, seconds");
        assert_eq!(
            from_number(1_795_428_000_000.0),
            expected,
            "zigbee2mqtt, epoch"
        );
        assert_eq!(from_text("yesterday"), None);
        assert_eq!(from_number(f64::INFINITY), None);
    }
}
