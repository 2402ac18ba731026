//! Values that go into statements and come out of rows.

/// One value, borrowed from whoever has it: from the caller on the way in, from the database on the way out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'v> {
    Null,
    Integer(i64),
    Text(&'v str),
    Bytes(&'v [u8]),
}

/// Shows what it is, never what it says (law L11).
impl core::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Integer(_) => "an integer",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        })
    }
}

/// The values of a statement, in the order of their numbers.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::engine::ToValue::to_value(&$value)),*]
    };
}

pub(crate) use params;

/// What can go into a statement.
pub(crate) trait ToValue {
    fn to_value(&self) -> Value<'_>;
}

impl ToValue for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl ToValue for u8 {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

/// What can come out of a row. Borrow (`&str`, `&[u8]`) what is only looked at.
pub(crate) trait FromValue<'v>: Sized {
    /// `None` when the value is of another type, or does not fit.
    fn from_value(value: Value<'v>) -> Option<Self>;
}

impl FromValue<'_> for i64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(number),
            Value::Null | Value::Text(_) | Value::Bytes(_) => None,
        }
    }
}

impl FromValue<'_> for u8 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Self::try_from(i64::from_value(value)?).ok()
    }
}

impl<'v> FromValue<'v> for &'v str {
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text),
            Value::Null | Value::Integer(_) | Value::Bytes(_) => None,
        }
    }
}

impl FromValue<'_> for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&str>::from_value(value).map(str::to_owned)
    }
}

impl<'v> FromValue<'v> for &'v [u8] {
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes),
            Value::Null | Value::Integer(_) | Value::Text(_) => None,
        }
    }
}

impl FromValue<'_> for Vec<u8> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&[u8]>::from_value(value).map(<[u8]>::to_vec)
    }
}

impl<const N: usize> FromValue<'_> for [u8; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&[u8]>::from_value(value)?.try_into().ok()
    }
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Option<T> {
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_out_as_what_it_went_in_and_as_nothing_else() {
        assert_eq!(i64::from_value(7_i64.to_value()), Some(7));
        assert_eq!(u8::from_value(255_u8.to_value()), Some(255));
        assert_eq!(u8::from_value(256_i64.to_value()), None, "it does not fit");
        assert_eq!(<&str>::from_value("a".to_value()), Some("a"));
        assert_eq!(<[u8; 2]>::from_value([1, 2].to_value()), Some([1, 2]));
        assert_eq!(<[u8; 3]>::from_value([1, 2].to_value()), None);
        assert_eq!(
            Option::<i64>::from_value(None::<i64>.to_value()),
            Some(None)
        );
        assert_eq!(i64::from_value(Value::Null), None);
        assert_eq!(i64::from_value("7".to_value()), None, "a text is no number");
        assert_eq!(String::from_value(b"a".to_value()), None);
    }

    #[test]
    fn what_is_shown_of_a_value_is_not_what_it_says() {
        let shown = format!("{:?}", params!["ann@beech.example", 1971_i64, [7_u8; 4]]);
        assert_eq!(shown, "[a text, an integer, bytes]");
    }
}
