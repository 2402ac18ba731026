//! The JSON type of a value that nobody looks at.

use core::fmt;

use cardea_store::DriftForm;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::value::Scalar;

/// The type of a value, without the value.
pub(super) struct Form(pub(super) DriftForm);

impl Form {
    /// That of a single value.
    pub(super) const fn of(scalar: Scalar<'_>) -> DriftForm {
        match scalar {
            Scalar::Number(_) => DriftForm::Number,
            Scalar::Flag(_) => DriftForm::Boolean,
            Scalar::Text(_) => DriftForm::Text,
        }
    }

    /// That of a payload, by its first letter.
    pub(super) fn of_payload(payload: &[u8]) -> DriftForm {
        match payload.trim_ascii_start().first() {
            Some(b'{') => DriftForm::Object,
            Some(b'[') => DriftForm::List,
            Some(b'"') => DriftForm::Text,
            Some(b'0'..=b'9' | b'-') => DriftForm::Number,
            Some(_) | None => DriftForm::Unknown,
        }
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormOf)
    }
}

struct FormOf;

impl<'de> Visitor<'de> for FormOf {
    type Value = Form;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Form, E> {
        Ok(Form(DriftForm::Boolean))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Form, E> {
        Ok(Form(DriftForm::Number))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Form, E> {
        Ok(Form(DriftForm::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Form, E> {
        Ok(Form(DriftForm::Number))
    }

    fn visit_str<E>(self, _: &str) -> Result<Form, E> {
        Ok(Form(DriftForm::Text))
    }

    fn visit_unit<E>(self) -> Result<Form, E> {
        Ok(Form(DriftForm::Null))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Form, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Form(DriftForm::Object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Form, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Form(DriftForm::List))
    }
}
