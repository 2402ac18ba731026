//! A column of short texts: each different one once, then by its number.

use std::collections::HashMap;

use crate::StoreError;
use crate::limits::TEXT_BYTES_MAX;
use crate::wire::{Take, put_u64};

use super::column::{put_column, take_column};

/// The texts stand as they are.
const PLAIN: u8 = 0;
/// The texts are compressed by Zstandard.
const ZSTD: u8 = 1;

/// From so many bytes of texts on compressing is tried: below, the head of a frame is longer than what it saves.
const ZSTD_BYTES_MIN: usize = 128;
/// The level at which a further one costs much more time than it saves bytes.
const ZSTD_LEVEL: i32 = 3;

/// Appends a column of texts.
pub(super) fn put_texts(into: &mut Vec<u8>, texts: &[&str]) {
    let mut numbers: HashMap<&str, i64> = HashMap::new();
    let mut words: Vec<u8> = Vec::new();
    let mut column = Vec::with_capacity(texts.len());
    for text in texts {
        let next = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
        let number = *numbers.entry(text).or_insert_with(|| {
            put_u64(&mut words, as_u64(text.len()));
            words.extend_from_slice(text.as_bytes());
            next
        });
        column.push(number);
    }
    put_u64(into, as_u64(numbers.len()));
    put_u64(into, as_u64(words.len()));
    let packed = (words.len() >= ZSTD_BYTES_MIN)
        .then(|| zstd::bulk::compress(&words, ZSTD_LEVEL).ok())
        .flatten()
        .filter(|packed| packed.len() < words.len());
    if let Some(packed) = packed {
        into.push(ZSTD);
        put_u64(into, as_u64(packed.len()));
        into.extend_from_slice(&packed);
    } else {
        into.push(PLAIN);
        into.extend_from_slice(&words);
    }
    put_column(into, &column);
}

/// Reads a column of `count` texts. The caller has bounded `count`.
pub(super) fn take_texts(take: &mut Take<'_>, count: usize) -> Result<Vec<Box<str>>, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("the texts of a block cannot be read");
    let different = usize::try_from(take.u64()?).map_err(|_| BROKEN)?;
    let length = usize::try_from(take.u64()?).map_err(|_| BROKEN)?;
    // Each is short, and none is there that no row has.
    if different > count || length > different.saturating_mul(TEXT_BYTES_MAX.saturating_add(2)) {
        return Err(BROKEN);
    }
    let unpacked;
    let words = match take.byte()? {
        PLAIN => take.bytes(length)?,
        ZSTD => {
            let packed = take.count()?;
            let packed = take.bytes(packed)?;
            unpacked = zstd::bulk::decompress(packed, length).map_err(|_| BROKEN)?;
            &unpacked
        }
        _ => return Err(BROKEN),
    };
    let mut from = Take::new(words);
    let mut known: Vec<&str> = Vec::with_capacity(different);
    for _ in 0..different {
        let length = from.count()?;
        if length > TEXT_BYTES_MAX {
            return Err(BROKEN);
        }
        known.push(core::str::from_utf8(from.bytes(length)?).map_err(|_| BROKEN)?);
    }
    if !from.is_empty() {
        return Err(BROKEN);
    }
    take_column(take, count)?
        .into_iter()
        .map(|number| {
            let place = usize::try_from(number).map_err(|_| BROKEN)?;
            known.get(place).map(|text| (*text).into()).ok_or(BROKEN)
        })
        .collect()
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_read_back(texts in prop::collection::vec("[a-zäß]{0,40}", 0..200)) {
            let mut bytes = Vec::new();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            put_texts(&mut bytes, &texts);
            let mut take = Take::new(&bytes);
            let read = take_texts(&mut take, texts.len()).unwrap();
            prop_assert!(take.is_empty());
            prop_assert_eq!(read.iter().map(|text| &**text).collect::<Vec<_>>(), texts);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, count in 0..5_000_usize) {
            let _ = take_texts(&mut Take::new(&bytes), count);
        }
    }

    #[test]
    fn a_text_that_comes_again_takes_no_room() {
        let mut bytes = Vec::new();
        put_texts(&mut bytes, &vec!["heating"; 1_440]);
        assert!(bytes.len() < 20, "{}", bytes.len());
    }
}
