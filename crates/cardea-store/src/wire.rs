//! How numbers and values are written inside sealed bytes: variable-length integers, small ones in one byte.

use cardea_gate::Value;

use crate::StoreError;
use crate::limits::TEXT_BYTES_MAX;

/// Writes an unsigned number, seven bits a byte, lowest first.
pub(crate) fn put_u64(into: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = number.to_le_bytes().first().copied().unwrap_or(0) & 0x7F;
        number >>= 7;
        if number == 0 {
            into.push(low);
            return;
        }
        into.push(low | 0x80);
    }
}

/// Writes a signed number so that small ones of either sign are short.
pub(crate) fn put_i64(into: &mut Vec<u8>, number: i64) {
    put_u64(
        into,
        (number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned(),
    );
}

/// Writes a value that may be missing.
pub(crate) fn put_value(into: &mut Vec<u8>, value: Option<&Value>) {
    match value {
        None => into.push(0),
        Some(Value::Number(number)) => {
            into.push(1);
            put_i64(into, *number);
        }
        Some(Value::Flag(false)) => into.push(2),
        Some(Value::Flag(true)) => into.push(3),
        Some(Value::Text(text)) => {
            into.push(4);
            put_u64(into, u64::try_from(text.len()).unwrap_or(u64::MAX));
            into.extend_from_slice(text.as_bytes());
        }
    }
}

/// Reads what [`put_u64`] and the others wrote. Every read is checked against what is left.
#[derive(Debug)]
pub(crate) struct Take<'a> {
    rest: &'a [u8],
}

const CUT_OFF: StoreError = StoreError::Corrupt("a block or journal row ends too early");
const TOO_LARGE: StoreError =
    StoreError::Corrupt("a number in a block or journal row is too large");

impl<'a> Take<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, StoreError> {
        let (byte, rest) = self.rest.split_first().ok_or(CUT_OFF)?;
        self.rest = rest;
        Ok(*byte)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], StoreError> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(CUT_OFF)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        self.bytes(N)?.try_into().map_err(|_| CUT_OFF)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, StoreError> {
        let mut number = 0_u64;
        for shift in (0..64_u32).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7F);
            if shift == 63 && part > 1 {
                return Err(TOO_LARGE);
            }
            number |= part.wrapping_shl(shift);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(TOO_LARGE)
    }

    pub(crate) fn i64(&mut self) -> Result<i64, StoreError> {
        let coded = self.u64()?;
        Ok((coded >> 1).cast_signed() ^ (coded & 1).cast_signed().wrapping_neg())
    }

    /// A count of things that each take at least one byte: never more than there are bytes left.
    pub(crate) fn count(&mut self) -> Result<usize, StoreError> {
        let count = usize::try_from(self.u64()?).map_err(|_| TOO_LARGE)?;
        if count > self.rest.len() {
            Err(CUT_OFF)
        } else {
            Ok(count)
        }
    }

    pub(crate) fn value(&mut self) -> Result<Option<Value>, StoreError> {
        Ok(match self.byte()? {
            0 => None,
            1 => Some(Value::Number(self.i64()?)),
            2 => Some(Value::Flag(false)),
            3 => Some(Value::Flag(true)),
            4 => {
                let length = self.count()?;
                if length > TEXT_BYTES_MAX {
                    return Err(StoreError::Corrupt(
                        "a text in a block or journal row is too long",
                    ));
                }
                let text = core::str::from_utf8(self.bytes(length)?).map_err(|_| {
                    StoreError::Corrupt("a text in a block or journal row is not UTF-8")
                })?;
                Some(Value::Text(text.into()))
            }
            _ => {
                return Err(StoreError::Corrupt(
                    "a value in a block or journal row has an unknown form",
                ));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_read_back(unsigned: u64, signed: i64) {
            let mut bytes = Vec::new();
            put_u64(&mut bytes, unsigned);
            put_i64(&mut bytes, signed);
            let mut take = Take::new(&bytes);
            prop_assert_eq!(take.u64().unwrap(), unsigned);
            prop_assert_eq!(take.i64().unwrap(), signed);
            prop_assert!(take.is_empty());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let mut take = Take::new(&bytes);
            while !take.is_empty() {
                if take.value().is_err() { break; }
            }
        }
    }
}
