//! Putting right what is kept (UK GDPR Art 16).

use cardea_gate::{Value, ValueForm};
use cardea_units::UnixMillis;

use crate::limits::{CORRECTED_DAYS_MAX, TEXT_BYTES_MAX};
use crate::{Corrected, Correction, Store, StoreError, seal};

impl Store {
    /// Exchanges a value in what is kept of a time. When it returns the right value is served for every purpose, and the old one is in no file
    /// of this folder any more.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the time is longer than [`CORRECTED_DAYS_MAX`] or holds too much, or such a value cannot be of the field.
    pub async fn correct(&self, right: Correction) -> Result<Corrected, StoreError> {
        let millis = right.until.since(right.from);
        if millis <= 0 {
            return Err(StoreError::Refused(
                "the end lies before the beginning. Give the first and the last moment",
            ));
        }
        if millis > CORRECTED_DAYS_MAX.saturating_mul(UnixMillis::DAY) {
            return Err(StoreError::Refused(
                "one correction reaches over 31 days at most. Choose a shorter time",
            ));
        }
        self.seal().await?;
        // Nobody who seals looks at the files while what was exchanged is taken out of them.
        let _one = self.one_sealer().lock().await;
        self.with_writer(move |writer| seal::correct(writer, &right))
            .await?
    }
}

/// A value of a field from how people write it: a number, `yes` or `no`, a word.
///
/// # Errors
/// [`StoreError::Refused`] when the field cannot have it.
pub fn value_of(form: &ValueForm, text: &str) -> Result<Value, StoreError> {
    let text = text.trim();
    match form {
        ValueForm::Number { step, between } => {
            const NO_NUMBER: StoreError =
                StoreError::Refused("this has to be a number, such as 21.5");
            let number: f64 = text.replace(',', ".").parse().map_err(|_| NO_NUMBER)?;
            if !number.is_finite() {
                return Err(NO_NUMBER);
            }
            if between.is_some_and(|(low, high)| !(low..=high).contains(&number)) {
                return Err(StoreError::Refused(
                    "this product has no such value. Give one that it could have measured",
                ));
            }
            step.multiples(number).map(Value::Number).ok_or(NO_NUMBER)
        }
        ValueForm::Flag => match text.to_lowercase().as_str() {
            "yes" | "true" | "on" => Ok(Value::Flag(true)),
            "no" | "false" | "off" => Ok(Value::Flag(false)),
            _ => Err(StoreError::Refused("this has to be yes or no")),
        },
        ValueForm::Text { one_of } => {
            let word = text.replace(' ', "_");
            let known = |known: &&String| **known == text || **known == word;
            match one_of.iter().find(known) {
                Some(known) => Ok(Value::Text(known.as_str().into())),
                None if one_of.is_empty() && !text.is_empty() && text.len() <= TEXT_BYTES_MAX => {
                    Ok(Value::Text(text.into()))
                }
                None => Err(StoreError::Refused(
                    "this product has no such word. Give one that it uses",
                )),
            }
        }
        ValueForm::Media => Err(StoreError::Refused(
            "a recording cannot be corrected. It can be erased",
        )),
    }
}
