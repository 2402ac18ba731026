//! Single values, checked against their declared form.

use cardea_gate::{FieldRule, Value, ValueForm};
use cardea_store::DriftKind;
use cardea_store::limits::TEXT_BYTES_MAX;

/// A single value of a payload.
#[derive(Clone, Copy)]
pub(super) enum Scalar<'a> {
    Number(f64),
    Flag(bool),
    Text(&'a str),
}

/// The value in the form its field declares, rounded to its step; an error says why it does not fit, and nothing of what it is.
pub(super) fn fit(rule: &FieldRule, scalar: Scalar<'_>) -> Result<Value, DriftKind> {
    match &rule.form {
        ValueForm::Number { step, between } => {
            let number = match scalar {
                Scalar::Number(number) => number,
                // Some firmware quotes its numbers.
                Scalar::Text(text) => text.trim().parse().map_err(|_| DriftKind::WrongForm)?,
                Scalar::Flag(_) => return Err(DriftKind::WrongForm),
            };
            let in_range = between.is_none_or(|(low, high)| (low..=high).contains(&number));
            step.multiples(number)
                .filter(|_| in_range)
                .map(Value::Number)
                .ok_or(DriftKind::OutOfRange)
        }
        ValueForm::Flag => match scalar {
            Scalar::Flag(flag) => Ok(Value::Flag(flag)),
            Scalar::Text("ON" | "on" | "true" | "open" | "1") | Scalar::Number(1.0) => {
                Ok(Value::Flag(true))
            }
            Scalar::Text("OFF" | "off" | "false" | "closed" | "0") | Scalar::Number(0.0) => {
                Ok(Value::Flag(false))
            }
            Scalar::Text(_) | Scalar::Number(_) => Err(DriftKind::WrongForm),
        },
        ValueForm::Text { one_of } => {
            let Scalar::Text(text) = scalar else {
                return Err(DriftKind::WrongForm);
            };
            if one_of.is_empty() {
                return Ok(Value::Text(cut(text).into()));
            }
            one_of
                .iter()
                .find(|word| *word == text)
                .map(|word| Value::Text(word.as_str().into()))
                .ok_or(DriftKind::UnknownWord)
        }
        ValueForm::Media => Err(DriftKind::WrongForm),
    }
}

/// The first [`TEXT_BYTES_MAX`] bytes, ending with a whole character.
fn cut(text: &str) -> &str {
    if text.len() <= TEXT_BYTES_MAX {
        return text;
    }
    let end = (0..=TEXT_BYTES_MAX)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
