//! What was seen of one value: how often in which type, the range of its numbers, and words of a closed list. Nothing else.

use std::collections::BTreeSet;

use cardea_manifest::model::{DataCategory, Sensitivity};
use cardea_units::is_identifier;
use serde_json::{Number, Value};

use super::vocabulary;
use crate::json::is_flag_word;
use crate::limits::WORDS_SEEN_MAX;
use crate::messages::rfc3339;
use crate::{Form, reveals};

/// Decimals from which on a number is calculated, not measured: what it is sent with is no step.
const DECIMALS_MAX: usize = 6;
/// Digits from which on a number in quotes is the name of something or somebody.
const NAMING_DIGITS_MIN: usize = 10;
/// No range is told of numbers from here on, for the same reason.
const NAMING_NUMBER_MIN: f64 = 1e9;
/// Seconds since 1970 that are taken for a time, under a name of one: the years 2001 to 2065.
const EPOCH: core::ops::Range<f64> = 1e9..3e9;

/// A value in one place of a message.
#[derive(Debug, Default)]
pub(super) struct ValueSeen {
    flags: u64,
    numbers: Numbers,
    /// Numbers in quotes.
    quoted: Numbers,
    texts: u64,
    /// Texts that are times.
    times: u64,
    /// The words that texts were, as long as all of them are of the list and there are few.
    words: BTreeSet<String>,
    free: bool,
    lists: u64,
}

/// How many, from where to where, and with how many decimals.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    count: u64,
    low: f64,
    high: f64,
    decimals: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            count: 0,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            decimals: 0,
        }
    }
}

impl Numbers {
    fn see(&mut self, number: f64, text: &str) {
        self.count = self.count.saturating_add(1);
        self.low = self.low.min(number);
        self.high = self.high.max(number);
        self.decimals = self.decimals.max(decimals(text));
    }

    fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
        self.decimals = self.decimals.max(other.decimals);
    }
}

/// A number in quotes, as some firmware sends them. What is written as telephone and card numbers are is none.
fn quoted_number(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let whole = text.trim_start_matches('-');
    let named = text.starts_with('+')
        || digits >= NAMING_DIGITS_MIN
        || (whole.starts_with('0') && whole.len() > 1 && !whole.starts_with("0."));
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-.eE".contains(&byte));
    text.parse().ok().filter(|_| plain && digits > 0 && !named)
}

/// Digits behind the point; a number with an exponent has more than count.
fn decimals(text: &str) -> usize {
    if text.contains(['e', 'E']) {
        return DECIMALS_MAX.saturating_add(1);
    }
    let behind = text.split_once('.').map_or("", |(_, behind)| behind);
    behind.trim_end_matches('0').len()
}

impl ValueSeen {
    pub(super) fn see(&mut self, value: &Value) {
        let one_more = |count: &mut u64| *count = count.saturating_add(1);
        match value {
            Value::Null | Value::Object(_) => {}
            Value::Bool(_) => one_more(&mut self.flags),
            Value::Array(_) => one_more(&mut self.lists),
            Value::Number(number) => self.number(number),
            Value::String(text) => self.text(text),
        }
    }

    fn number(&mut self, number: &Number) {
        if let Some(value) = number.as_f64().filter(|value| value.is_finite()) {
            self.numbers.see(value, &number.to_string());
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(number) = quoted_number(text.trim()) {
            self.quoted.see(number, text.trim());
            return;
        }
        self.texts = self.texts.saturating_add(1);
        if rfc3339(text).is_some() {
            self.times = self.times.saturating_add(1);
            return;
        }
        // A text that could be somebody's is not held, nor are the others of its place: one that is free once is free.
        if !self.free && vocabulary::has(text) && self.words.len() < WORDS_SEEN_MAX {
            self.words.insert(text.to_owned());
        } else if !self.words.contains(text) {
            self.free = true;
            self.words.clear();
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.flags = self.flags.saturating_add(other.flags);
        self.texts = self.texts.saturating_add(other.texts);
        self.times = self.times.saturating_add(other.times);
        self.lists = self.lists.saturating_add(other.lists);
        self.numbers.add(other.numbers);
        self.quoted.add(other.quoted);
        self.free |= other.free;
        self.words.extend(other.words);
        if self.free || self.words.len() > WORDS_SEEN_MAX {
            self.free = true;
            self.words.clear();
        }
    }

    /// In how many messages it was, and not empty.
    pub(super) const fn count(&self) -> u64 {
        self.flags
            .saturating_add(self.numbers.count)
            .saturating_add(self.quoted.count)
            .saturating_add(self.texts)
            .saturating_add(self.lists)
    }

    /// Whether it may be the time of a message.
    pub(super) fn is_time(&self) -> bool {
        let all = self.count();
        let epoch = |number: f64| EPOCH.contains(&number) || EPOCH.contains(&(number / 1_000.0));
        let numbers = self.numbers.count > 0 && epoch(self.numbers.low) && epoch(self.numbers.high);
        all > 0 && (self.times == all || (numbers && self.numbers.count == all))
    }

    /// Its form; an error says why it has none.
    pub(super) fn form(&self, name: &str, above: Option<&str>) -> Result<Form, &'static str> {
        let kinds = [
            self.flags > 0,
            self.numbers.count > 0 || self.quoted.count > 0,
            self.texts > 0,
            self.lists > 0,
        ];
        // Texts of which some look like numbers are texts.
        let quoted_texts = self.numbers.count == 0 && self.quoted.count > 0 && self.texts > 0;
        match kinds.iter().filter(|seen| **seen).count() {
            0 => return Err("it was always empty: look again when it is not"),
            1 => {}
            2 if quoted_texts && self.flags == 0 && self.lists == 0 => {
                return Ok(Form::Text(Vec::new()));
            }
            _ => return Err("it is of several types: a field has one"),
        }
        if self.lists > 0 {
            return Err("it is a list, and a field holds one value");
        }
        if self.times > 0 && self.times == self.texts {
            return Err("it is a time: when something was is said once, by `clock`");
        }
        if self.flags > 0 {
            return Ok(Form::Flag);
        }
        if self.texts > 0 {
            return Ok(self.words_form());
        }
        let mut numbers = self.numbers;
        numbers.add(self.quoted);
        Ok(number_form(numbers, name, above))
    }

    fn words_form(&self) -> Form {
        if self.free || self.times > 0 {
            return Form::Text(Vec::new());
        }
        if self.words.iter().all(|word| is_flag_word(word).is_some()) {
            return Form::Flag;
        }
        Form::Text(self.words.iter().cloned().collect())
    }
}

fn number_form(numbers: Numbers, name: &str, above: Option<&str>) -> Form {
    let step = (numbers.decimals <= DECIMALS_MAX)
        .then(|| i32::try_from(numbers.decimals).ok())
        .flatten()
        .map(|digits| 10_f64.powi(digits.saturating_neg()));
    let data = reveals(name, above).data;
    let range = match data {
        // Where everything may be, whoever was seen.
        DataCategory::PreciseLocation | DataCategory::CoarseLocation => match name.to_lowercase() {
            name if name.starts_with("lat") => Some((-90.0, 90.0)),
            name if name.starts_with("lon") || name.starts_with("lng") => Some((-180.0, 180.0)),
            _ => None,
        },
        // Between which numbers one body or one account lies is about somebody.
        DataCategory::AccountIdentifier
        | DataCategory::ContactDetails
        | DataCategory::DeviceIdentifier
        | DataCategory::NetworkSurroundings
        | DataCategory::Age => None,
        data if data.sensitivity() != Sensitivity::Ordinary => None,
        _ => outward(numbers.low, numbers.high),
    };
    Form::Number {
        unit: None,
        low: range.map(|(low, _)| low),
        high: range.map(|(_, high)| high),
        step,
    }
}

/// The next round numbers outside: 18.3 to 24.9 as 10 to 30, 0.2 to 0.7 as 0 to 1. `None` for what is no range.
fn outward(low: f64, high: f64) -> Option<(f64, f64)> {
    let largest = low.abs().max(high.abs());
    if !largest.is_finite() || largest >= NAMING_NUMBER_MIN {
        return None;
    }
    let power = largest.max(1.0).log10().floor();
    let round = 10_f64.powf(power);
    let (below, above) = ((low / round).floor() * round, (high / round).ceil() * round);
    // What always was the same may be otherwise.
    let above = if above > below { above } else { below + round };
    // To a hundred, where it may be so many of a hundred.
    Some(
        if (0.0..10.0).contains(&below) && above > 50.0 && above <= 100.0 {
            (0.0, 100.0)
        } else {
            (below, above)
        },
    )
}

/// Whether a key may be told: one that a programmer gave, or that with a number behind it, as in `switch:0`.
pub(super) fn is_key(key: &str) -> bool {
    is_identifier(key)
        || key.split_once(':').is_some_and(|(name, number)| {
            let digits =
                (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            is_identifier(name) && digits
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(values: &[Value]) -> ValueSeen {
        let mut seen = ValueSeen::default();
        for value in values {
            seen.see(value);
        }
        seen
    }

    #[test]
    fn numbers_are_rounded_outward() {
        for (low, high, expected) in [
            (18.3, 24.9, (10.0, 30.0)),
            (0.2, 0.7, (0.0, 1.0)),
            (-3.1, 21.3, (-10.0, 30.0)),
            (48.0, 64.0, (40.0, 70.0)),
            (5.0, 88.0, (0.0, 100.0)),
            (230.0, 230.0, (200.0, 300.0)),
            (0.0, 0.0, (0.0, 1.0)),
            (0.0, 2247.0, (0.0, 3000.0)),
        ] {
            assert_eq!(outward(low, high), Some(expected), "{low} {high}");
        }
        assert_eq!(outward(0.0, 1e300), None);
    }

    #[test]
    fn a_text_that_may_be_somebodys_is_not_held() {
        let mut value = seen(&[Value::from("ON"), Value::from("OFF")]);
        assert_eq!(value.form("state", None), Ok(Form::Flag));
        value.see(&Value::from("Ana is home"));
        assert_eq!(value.form("state", None), Ok(Form::Text(Vec::new())));
        value.see(&Value::from("ON"));
        assert!(value.words.is_empty() && value.free);
        for text in [
            "ana",
            "Ana",
            "07700900123",
            "ana@beech.example",
            "Beech Cottage 5G",
        ] {
            assert!(
                !format!("{:?}", seen(&[Value::from(text)])).contains(text),
                "{text}"
            );
        }
    }

    #[test]
    fn what_lies_in_a_range_is_told_of_things_and_not_of_bodies() {
        let weight = seen(&[Value::from(71.3), Value::from(71.8)]);
        let range = |form: Result<Form, _>| match form {
            Ok(Form::Number { low, high, .. }) => (low, high),
            other => panic!("{other:?}"),
        };
        assert_eq!(range(weight.form("weight", None)), (None, None));
        assert_eq!(
            range(weight.form("temperature", None)),
            (Some(70.0), Some(80.0))
        );
        let place = seen(&[Value::from(51.5007)]);
        assert_eq!(
            range(place.form("latitude", None)),
            (Some(-90.0), Some(90.0))
        );
    }

    #[test]
    fn numbers_that_name_somebody_are_no_numbers() {
        for text in [
            "07700900123",
            "+447700900123",
            "4417700900123",
            "007",
            "1e",
            "-",
            "NaN",
            "inf",
        ] {
            assert_eq!(quoted_number(text), None, "{text}");
            assert_eq!(
                seen(&[Value::from(text)]).form("x", None),
                Ok(Form::Text(Vec::new())),
                "{text}"
            );
        }
        for (text, number) in [("21.50", 21.5), ("-3", -3.0), ("0", 0.0), ("0.5", 0.5)] {
            assert_eq!(
                quoted_number(text).map(|n| n.to_string()),
                Some(number.to_string())
            );
        }
        assert_eq!(outward(4.477e11, 4.477e11), None);
    }

    #[test]
    fn types_do_not_mix() {
        assert!(
            seen(&[Value::from(1), Value::from(true)])
                .form("x", None)
                .is_err()
        );
        assert!(seen(&[Value::Null]).form("x", None).is_err());
        assert!(seen(&[serde_json::json!([1])]).form("x", None).is_err());
        let step = |values: &[Value]| match seen(values).form("x", None) {
            Ok(Form::Number { step, .. }) => step,
            other => panic!("{other:?}"),
        };
        assert_eq!(step(&[Value::from("21.50"), Value::from(3)]), Some(0.1));
        assert_eq!(step(&[Value::from(0.1 + 0.2)]), None);
    }
}
