//! JSON of other people, and how it is said that it cannot be read.

use core::fmt;

use serde_json::{Map, Value};

use crate::limits::FILE_BYTES_MAX;

/// Why a file cannot be read, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where: a line, or a JSON Pointer; empty for the file as a whole.
    pub place: String,
    /// What is wrong there.
    pub why: String,
    /// What to do.
    pub help: &'static str,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "at {}: ", self.place)?;
        }
        write!(f, "{}; {}", self.why, self.help)
    }
}

impl std::error::Error for Unreadable {}

/// Of a place and two texts.
pub(crate) fn unreadable(place: &str, why: impl Into<String>, help: &'static str) -> Unreadable {
    Unreadable {
        place: place.to_owned(),
        why: why.into(),
        help,
    }
}

/// Refuses what is larger than a file may be.
pub(crate) fn fits(bytes: &[u8]) -> Result<&[u8], Unreadable> {
    if bytes.len() > FILE_BYTES_MAX {
        let why = format!("the file has more than {} MiB", FILE_BYTES_MAX >> 20);
        return Err(unreadable("", why, "import fewer devices at a time"));
    }
    // What some editors write before the first letter.
    Ok(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// A whole file of JSON.
pub(crate) fn parse(bytes: &[u8], help: &'static str) -> Result<Value, Unreadable> {
    serde_json::from_slice(fits(bytes)?).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        let why = match error.classify() {
            serde_json::error::Category::Eof => "the JSON ends too early",
            _ => "this is not JSON",
        };
        unreadable(&place, why, help)
    })
}

/// The text of a key.
pub(crate) fn text<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

/// The finite number of a key.
pub(crate) fn number(object: &Map<String, Value>, key: &str) -> Option<f64> {
    object.get(key).and_then(Value::as_f64)
}

/// Words of an enumeration as fields hold them: numbers as a number between the least and the greatest, texts as words.
pub(crate) fn words(values: &[Value]) -> crate::Form {
    let numbers: Vec<f64> = values.iter().filter_map(Value::as_f64).collect();
    if !numbers.is_empty() && numbers.len() == values.len() {
        let whole = numbers.iter().all(|number| number.fract() == 0.0);
        return crate::Form::Number {
            unit: None,
            low: Some(numbers.iter().copied().fold(f64::INFINITY, f64::min)),
            high: Some(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
            step: whole.then_some(1.0),
        };
    }
    if !values.is_empty() && values.iter().all(Value::is_boolean) {
        return crate::Form::Flag;
    }
    let word = |value: &Value| match value {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let words = values.iter().filter_map(word);
    crate::Form::Text(words.filter(|word| !word.trim().is_empty()).collect())
}

/// The form of something that is on or off: a flag where the gateway reads these words as one, else the two words.
pub(crate) fn on_off(on: Option<&Value>, off: Option<&Value>) -> crate::Form {
    let flag = |value: &Value, word: bool| match value {
        Value::Bool(_) => true,
        Value::String(text) => is_flag_word(text) == Some(word),
        Value::Number(number) => number.as_f64() == Some(if word { 1.0 } else { 0.0 }),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    match (on, off) {
        (None, None) => crate::Form::Flag,
        (on, off)
            if on.is_none_or(|on| flag(on, true)) && off.is_none_or(|off| flag(off, false)) =>
        {
            crate::Form::Flag
        }
        (on, off) => words(&on.into_iter().chain(off).cloned().collect::<Vec<_>>()),
    }
}

/// What the gateway takes for true or false (`decode/value.rs`).
pub(crate) fn is_flag_word(word: &str) -> Option<bool> {
    match word {
        "ON" | "on" | "true" | "open" | "1" => Some(true),
        "OFF" | "off" | "false" | "closed" | "0" => Some(false),
        _ => None,
    }
}
