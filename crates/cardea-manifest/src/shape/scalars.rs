//! Single values with a form of their own.

use core::fmt;

use cardea_units::{CalendarDuration, Date, Quantum};
use serde_json::{Value as Json, json};

use crate::limits::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use crate::shape::{Definitions, Reader, Shape, shown};
use crate::{Node, Span};

/// Defines a text with a form: what is expected, its pattern for editors, and the test that decides.
macro_rules! text {
    ($(#[doc = $doc:literal])+ $name:ident, $expected:literal, $pattern:expr, $holds:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub(crate) fn check(text: &str, span: Span, reader: &mut Reader) -> Option<Self> {
                let holds: fn(&str) -> bool = $holds;
                // A block of lines ends with a line break that nobody means.
                let text = text.trim_end_matches(['\n', '\r']);
                if holds(text) {
                    return Some(Self(text.to_owned()));
                }
                let message = match text.trim() {
                    "" => "nothing is written here".to_owned(),
                    _ => format!("`{}` does not fit here", shown(text)),
                };
                reader.problem(span, message, concat!("write ", $expected));
                None
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Shape for $name {
            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                let text = reader.scalar(node, $expected)?;
                Self::check(text, node.span, reader)
            }

            fn schema(_: &mut Definitions) -> Json {
                json!({ "type": ["string", "number", "boolean"], "pattern": $pattern, "description": $expected })
            }

            fn normal(&self) -> Option<Json> {
                Some(json!(self.0))
            }
        }
    };
}

text!(
    /// Free text for people.
    Text, "a text of at most 4,000 characters", r"\S",
    |text| !text.trim().is_empty() && text.chars().count() <= TEXT_CHARS_MAX
);
text!(
    /// A name that other places refer to.
    Name, "a name of letters, digits, `_` and `-`, at most 64", "^[A-Za-z0-9_-]{1,64}$",
    |text| !text.is_empty()
        && text.len() <= NAME_CHARS_MAX
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
);
text!(
    /// A country or region by its two letters (ISO 3166-1 alpha-2), `GB` for the United Kingdom.
    Country, "a country as two capital letters (ISO 3166), such as `GB`", "^(?!UK)[A-Z]{2}$",
    |text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) && text != "UK"
);
text!(
    /// A unit by its UCUM code: `Cel`, `%`, `W`, `/min`.
    Unit, "a UCUM unit such as `Cel`, `%`, `W` or `/min`", r"^[!-~]{1,32}$",
    |text| (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
);
text!(
    /// A web address.
    Url, "a web address that begins with `https://`", "^https://[^ ]+$",
    |text| text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
);
text!(
    /// A JSON Pointer (RFC 6901) into a payload: `/SI7021/Temperature`; empty for the whole payload.
    Pointer, "a JSON Pointer such as `/SI7021/Temperature`, or `\"\"` for the whole payload; a `~` in a key is written `~0`, a `/` in it `~1`", r"^(/([^~]|~[01])*)?$",
    |text| text.is_empty()
        || (text.starts_with('/')
            && text.len() <= 256
            && text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1'])))
);
text!(
    /// An MQTT topic with `{device}` where the device's own id stands.
    TopicTemplate, "an MQTT topic with `{device}` in it once and without `+` and `#`, such as `{device}/climate`", r"^(?!.*\{device\}.*\{device\})[^#+]*\{device\}[^#+]*$",
    |text| text.matches("{device}").count() == 1
        && text.len() <= 512
        && !text.contains(['#', '+', '\0'])
        && text.split('/').all(|level| !level.contains("{device}") || level == "{device}" || level.len() <= 128)
);

/// Reads and writes a type by its own text form.
macro_rules! by_text {
    ($type:ty, $expected:literal, $schema:expr, $parse:expr, $write:expr) => {
        impl Shape for $type {
            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                let text = reader.scalar(node, $expected)?;
                let parse: fn(&str) -> Option<$type> = $parse;
                let read = parse(text);
                if read.is_none() {
                    reader.problem(
                        node.span,
                        format!("`{}` does not fit here", shown(text)),
                        concat!("write ", $expected),
                    );
                }
                read
            }

            fn schema(_: &mut Definitions) -> Json {
                $schema
            }

            fn normal(&self) -> Option<Json> {
                let write: fn(&$type) -> Json = $write;
                Some(write(self))
            }
        }
    };
}

by_text!(
    CalendarDuration,
    "a length of time: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or `P13M`, at most 200 years",
    json!({ "type": "string", "pattern": "^([0-9]+(s|m|h|d|w|mo|y)|P[0-9YMWDTHS]+)$", "description": "A length of time: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or ISO 8601" }),
    |text| text.parse().ok(),
    |duration| json!(duration.to_string())
);
by_text!(
    Date,
    "a day of the calendar as year-month-day, such as `2026-11-23`",
    json!({ "type": "string", "format": "date", "description": "A date: `2026-11-23`" }),
    // One spelling: neither `20261123` nor a time of day that would be lost.
    |text| text
        .parse()
        .ok()
        .filter(|date: &Date| date.to_string() == text),
    |date| json!(date.to_string())
);
by_text!(
    Quantum,
    "a step: a positive number such as `0.1`, `0.5` or `50`",
    json!({ "type": "number", "exclusiveMinimum": 0, "description": "The step that values are rounded to" }),
    |text| text.parse().ok(),
    |quantum| json!(quantum.to_string())
);
by_text!(
    u32,
    "a whole number in digits, at most 4294967295",
    json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
    whole,
    |number| json!(number)
);
by_text!(
    u64,
    "a whole number in digits, at most 18446744073709551615",
    json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }),
    whole,
    |number| json!(number)
);
by_text!(
    bool,
    "`true` or `false`",
    json!({ "type": "boolean" }),
    |text| text.parse().ok(),
    |flag| json!(flag)
);

/// A number in digits alone: neither `+5` nor `0x1F` nor `1e3`.
fn whole<T: core::str::FromStr>(text: &str) -> Option<T> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A finite decimal number.
impl Shape for f64 {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, "a number")?;
        let number = text
            .parse::<Self>()
            .ok()
            .filter(|number| number.is_finite());
        if number.is_none() {
            reader.problem(
                node.span,
                format!("`{}` is not a number", shown(text)),
                "write a number, such as `0.93` or `-20`",
            );
        }
        number
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "number" })
    }

    fn normal(&self) -> Option<Json> {
        Some(json!(self))
    }
}
