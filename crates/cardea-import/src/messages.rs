//! Messages as people write them down: a line each.

use cardea_units::UnixMillis;
use serde_json::Value;

/// An MQTT message that was taken down.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its topic.
    pub topic: String,
    /// Its content.
    pub payload: Vec<u8>,
    /// When it came, where that was taken down.
    pub at: Option<UnixMillis>,
}

/// Neither topic nor payload is shown: people may be in both.
impl core::fmt::Debug for Message {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Message")
            .field("bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

/// Reads a line: `{"topic": ..., "payload": ..., "at": ...}` (as `mosquitto_sub -F %j` and `%J` write it, too), or topic and payload with a
/// space between (`mosquitto_sub -v`). `None` for an empty line.
///
/// # Errors
/// Why it is neither.
pub fn message(line: &[u8]) -> Result<Option<Message>, &'static str> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return Ok(None);
    }
    if !line.starts_with(b"{") {
        let mut parts = line.splitn(2, |byte| *byte == b' ');
        let topic = core::str::from_utf8(parts.next().unwrap_or_default());
        let topic = topic.map_err(|_| "its topic is not UTF-8")?.to_owned();
        let payload = parts.next().ok_or("there is a topic and no payload")?;
        return Ok(Some(Message {
            topic,
            payload: payload.to_vec(),
            at: None,
        }));
    }
    let value: Value = serde_json::from_slice(line).map_err(|_| "it is not JSON")?;
    of_json(&value).map(Some)
}

/// Of an object with `topic` and `payload`.
pub(crate) fn of_json(value: &Value) -> Result<Message, &'static str> {
    let topic = value.get("topic").and_then(Value::as_str);
    let topic = topic.ok_or("there is no `topic`")?.to_owned();
    let payload = match value.get("payload") {
        None => return Err("there is no `payload`"),
        Some(Value::Null) => Vec::new(),
        // A payload in quotes is the payload itself, whatever it is.
        Some(Value::String(text)) => text.clone().into_bytes(),
        Some(value) => value.to_string().into_bytes(),
    };
    let at = ["at", "tst", "timestamp"]
        .iter()
        .find_map(|key| value.get(key));
    Ok(Message {
        topic,
        payload,
        at: at.and_then(time),
    })
}

/// RFC 3339, also with an offset without a colon; or seconds or milliseconds since 1970.
fn time(value: &Value) -> Option<UnixMillis> {
    if let Some(text) = value.as_str() {
        return rfc3339(text);
    }
    let number = value.as_f64()?;
    // 1e11 s is the year 5138.
    let millis = if number.abs() > 1e11 {
        number
    } else {
        number * 1_000.0
    };
    let fits = millis.is_finite() && millis.abs() < 253_402_300_800_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    fits.then(|| UnixMillis(millis.round() as i64))
}

/// RFC 3339; `+0100` is read as `+01:00`, and nothing as UTC.
pub(crate) fn rfc3339(text: &str) -> Option<UnixMillis> {
    /// No form of a time is longer, none shorter.
    const CHARS: core::ops::RangeInclusive<usize> = 16..=40;
    if !CHARS.contains(&text.len()) || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let colon = || {
        let cut = text.len().checked_sub(2)?;
        let (before, after) = text.split_at_checked(cut)?;
        UnixMillis::parse_rfc3339(&format!("{before}:{after}"))
    };
    UnixMillis::parse_rfc3339(text)
        .or_else(|| UnixMillis::parse_rfc3339(&format!("{text}Z")))
        .or_else(colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_mosquitto_sub_are_read() {
        let j = br#"{"tst":"2026-11-23T10:00:00.123456+0000","topic":"a/b","qos":0,"retain":0,"payloadlen":2,"payload":"ON"}"#;
        let read = message(j).unwrap().unwrap();
        assert_eq!(
            (read.topic.as_str(), read.payload.as_slice()),
            ("a/b", &b"ON"[..])
        );
        assert_eq!(
            read.at,
            UnixMillis::parse_rfc3339("2026-11-23T10:00:00.123Z")
        );
        let big = message(br#"{"topic":"a","payload":{"t":1},"at":1795428000}"#)
            .unwrap()
            .unwrap();
        assert_eq!(big.payload, br#"{"t":1}"#);
        assert_eq!(big.at, UnixMillis::parse_rfc3339("2026-11-23T10:00:00Z"));
        let verbose = message(b"zigbee2mqtt/hall {\"temperature\": 20}\r\n")
            .unwrap()
            .unwrap();
        assert_eq!(verbose.topic, "zigbee2mqtt/hall");
        assert_eq!(verbose.payload, br#"{"temperature": 20}"#);
        assert_eq!(message(b"  \n"), Ok(None));
    }

    #[test]
    fn what_is_none_says_why() {
        for line in [
            &b"{"[..],
            b"{}",
            br#"{"topic":1,"payload":2}"#,
            br#"{"topic":"a"}"#,
            b"alone",
            b"\xff x",
        ] {
            assert!(message(line).is_err());
        }
    }
}
