//! A column of whole numbers, in the shortest of a few forms.

use pco::ChunkConfig;
use pco::standalone::{simple_compress, simple_decompress_into};

use crate::StoreError;
use crate::wire::{Take, put_i64, put_u64};

/// Every number is the same.
const SAME: u8 = 0;
/// Each is so much more than the one before: regular times.
const STEPS: u8 = 1;
/// The first, then differences.
const DIFFERENCES: u8 = 2;
/// Each by itself: numbers that jump about zero.
const PLAIN: u8 = 3;
/// By the numeric codec.
const PACKED: u8 = 4;

/// From so many numbers on the numeric codec is asked, too: below, its head alone is longer than what it saves. Measured: 128 readings of a
/// thermostat take 84 bytes packed and 130 as differences; 32 take 40 and 33.
const PACKED_MIN: usize = 96;

/// Appends a column. How many numbers it has is written elsewhere.
pub(super) fn put_column(into: &mut Vec<u8>, numbers: &[i64]) {
    let Some((first, rest)) = numbers.split_first() else {
        return;
    };
    if rest.iter().all(|number| number == first) {
        into.push(SAME);
        put_i64(into, *first);
        return;
    }
    let mut steps = numbers
        .iter()
        .zip(rest)
        .map(|(one, next)| next.wrapping_sub(*one));
    let step = steps.next().unwrap_or(0);
    if steps.all(|other| other == step) {
        into.push(STEPS);
        put_i64(into, *first);
        put_i64(into, step);
        return;
    }
    let start = into.len();
    put_short(into, numbers);
    if numbers.len() >= PACKED_MIN
        && let Ok(packed) = simple_compress(numbers, &ChunkConfig::default())
        && packed.len().saturating_add(4) < into.len().saturating_sub(start)
    {
        into.truncate(start);
        into.push(PACKED);
        put_u64(into, u64::try_from(packed.len()).unwrap_or(u64::MAX));
        into.extend_from_slice(&packed);
    }
}

/// As differences, or plain when that is shorter.
fn put_short(into: &mut Vec<u8>, numbers: &[i64]) {
    let start = into.len();
    into.push(DIFFERENCES);
    let mut before = 0_i64;
    for number in numbers {
        put_i64(into, number.wrapping_sub(before));
        before = *number;
    }
    let differences = into.len();
    into.push(PLAIN);
    for number in numbers {
        put_i64(into, *number);
    }
    if into.len().saturating_sub(differences) < differences.saturating_sub(start) {
        into.drain(start..differences);
    } else {
        into.truncate(differences);
    }
}

/// Reads a column of `count` numbers. The caller has bounded `count`.
pub(super) fn take_column(take: &mut Take<'_>, count: usize) -> Result<Vec<i64>, StoreError> {
    const UNPACKED: StoreError = StoreError::Corrupt("a packed column of a block cannot be read");
    if count == 0 {
        return Ok(Vec::new());
    }
    Ok(match take.byte()? {
        SAME => vec![take.i64()?; count],
        STEPS => {
            let (first, step) = (take.i64()?, take.i64()?);
            core::iter::successors(Some(first), |number| Some(number.wrapping_add(step)))
                .take(count)
                .collect()
        }
        DIFFERENCES => {
            let mut before = 0_i64;
            let mut numbers = Vec::with_capacity(count);
            for _ in 0..count {
                before = before.wrapping_add(take.i64()?);
                numbers.push(before);
            }
            numbers
        }
        PLAIN => (0..count).map(|_| take.i64()).collect::<Result<_, _>>()?,
        PACKED => {
            let length = take.count()?;
            let packed = take.bytes(length)?;
            let mut numbers = vec![0_i64; count];
            let done = simple_decompress_into(packed, &mut numbers).map_err(|_| UNPACKED)?;
            if done.n_processed != count || !done.finished {
                return Err(UNPACKED);
            }
            numbers
        }
        _ => {
            return Err(StoreError::Corrupt(
                "a column of a block has a form that this version does not know",
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn back(numbers: &[i64]) -> (Vec<i64>, usize) {
        let mut bytes = Vec::new();
        put_column(&mut bytes, numbers);
        let mut take = Take::new(&bytes);
        let read = take_column(&mut take, numbers.len()).unwrap();
        assert!(take.is_empty(), "a column goes on after its end");
        (read, bytes.len())
    }

    proptest! {
        #[test]
        fn any_column_reads_back(numbers in prop::collection::vec(any::<i64>(), 0..300)) {
            prop_assert_eq!(back(&numbers).0, numbers);
        }

        #[test]
        fn a_column_that_hardly_moves_reads_back(moves in prop::collection::vec(-3..4_i64, 0..3_000), first: i64) {
            let numbers: Vec<i64> = moves.iter().scan(first, |at, step| { *at = at.wrapping_add(*step); Some(*at) }).collect();
            prop_assert_eq!(back(&numbers).0, numbers);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, count in 0..5_000_usize) {
            let _ = take_column(&mut Take::new(&bytes), count);
        }
    }

    #[test]
    fn what_is_regular_takes_a_few_bytes() {
        let minutes: Vec<i64> = (0..1_440)
            .map(|minute| 1_790_000_000_000 + minute * 60_000)
            .collect();
        assert!(back(&minutes).1 <= 12);
        assert!(back(&[21; 1_440]).1 <= 2);
    }

    #[test]
    fn a_day_of_a_thermostat_takes_less_than_half_a_byte_a_reading() {
        let day: Vec<i64> = (0..1_440)
            .map(|minute: i64| 205 + (minute / 50) % 7 + i64::from(minute % 11 == 0))
            .collect();
        assert!(back(&day).1 < 720, "{}", back(&day).1);
    }
}
