//! The rows of a block.

use std::collections::BTreeMap;

use cardea_gate::Accumulator;
use cardea_units::UnixMillis;

use crate::StoreError;
use crate::wire::{Take, put_i64, put_u64, put_value};

/// The form of a block that this version writes.
const FORMAT: u8 = 1;
/// What each field of a tier comes to at one time; `None` where there was no value.
pub(crate) type Cells = Vec<Option<Accumulator>>;

/// Where a row stands: by time, and among readings that arrived in the same millisecond by a number of their own. The tie is 0 for a
/// reading that has its device's time and for an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    pub(crate) at: UnixMillis,
    pub(crate) tie: u64,
}

impl RowKey {
    /// The row of an interval.
    pub(crate) const fn of_window(at: UnixMillis) -> Self {
        Self { at, tie: 0 }
    }
}

/// Rows by time. Debug shows none of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct BlockRows {
    pub(crate) rows: BTreeMap<RowKey, Cells>,
}

impl core::fmt::Debug for BlockRows {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "BlockRows({})", self.rows.len())
    }
}

impl BlockRows {
    /// Takes the row of one reading: into its interval where the tier has intervals, else once for each time.
    pub(crate) fn add(&mut self, key: RowKey, cells: Cells, intervals: Intervals) {
        match self.rows.entry(key) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(cells);
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                if intervals == Intervals::Yes {
                    merge(entry.get_mut(), &cells);
                }
            }
        }
    }

    /// Takes every row of another part.
    pub(crate) fn absorb(&mut self, other: Self, intervals: Intervals) {
        for (key, cells) in other.rows {
            self.add(key, cells, intervals);
        }
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        put_u64(
            &mut bytes,
            u64::try_from(self.rows.len()).unwrap_or(u64::MAX),
        );
        let mut before = RowKey::of_window(UnixMillis(0));
        for (key, cells) in &self.rows {
            put_i64(&mut bytes, key.at.since(before.at));
            put_i64(&mut bytes, key.tie.wrapping_sub(before.tie).cast_signed());
            before = *key;
            put_u64(&mut bytes, u64::try_from(cells.len()).unwrap_or(u64::MAX));
            for cell in cells {
                write_cell(&mut bytes, key.at, cell.as_ref());
            }
        }
        bytes
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut take = Take::new(bytes);
        if take.byte()? != FORMAT {
            return Err(StoreError::Corrupt(
                "a block has a form that this version does not know",
            ));
        }
        let count = take.count()?;
        let mut rows = BTreeMap::new();
        let mut key = RowKey::of_window(UnixMillis(0));
        for _ in 0..count {
            key = RowKey {
                at: key.at.plus(take.i64()?),
                tie: key.tie.wrapping_add(take.i64()?.cast_unsigned()),
            };
            let width = take.count()?;
            let cells = (0..width)
                .map(|_| read_cell(&mut take, key.at))
                .collect::<Result<_, _>>()?;
            rows.insert(key, cells);
        }
        if take.is_empty() {
            Ok(Self { rows })
        } else {
            Err(StoreError::Corrupt("a block goes on after its end"))
        }
    }
}

/// Whether rows of one time are intervals that add up, or the same reading come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intervals {
    Yes,
    No,
}

fn merge(into: &mut Cells, from: &Cells) {
    if into.len() < from.len() {
        into.resize(from.len(), None);
    }
    for (into, from) in into.iter_mut().zip(from) {
        match (into.as_mut(), from) {
            (Some(here), Some(there)) => here.merge(there),
            (None, Some(there)) => *into = Some(there.clone()),
            (_, None) => {}
        }
    }
}

/// The forms of a cell, by the byte that stands before it.
const NONE: u8 = 0;
/// The last value, read at the row's own time.
const LAST_HERE: u8 = 1;
const LAST: u8 = 2;
const MEAN: u8 = 3;
const MIN: u8 = 4;
const MAX: u8 = 5;
const SUM: u8 = 6;
const COUNT: u8 = 7;

fn write_cell(bytes: &mut Vec<u8>, row: UnixMillis, cell: Option<&Accumulator>) {
    let number = |bytes: &mut Vec<u8>, form: u8, number: i64| {
        bytes.push(form);
        put_i64(bytes, number);
    };
    match cell {
        None => bytes.push(NONE),
        Some(Accumulator::Last { at, value }) if *at == row => {
            bytes.push(LAST_HERE);
            put_value(bytes, Some(value));
        }
        Some(Accumulator::Last { at, value }) => {
            number(bytes, LAST, at.since(row));
            put_value(bytes, Some(value));
        }
        Some(Accumulator::Mean { count, sum }) => {
            number(bytes, MEAN, *sum);
            put_u64(bytes, *count);
        }
        Some(Accumulator::Min(min)) => number(bytes, MIN, *min),
        Some(Accumulator::Max(max)) => number(bytes, MAX, *max),
        Some(Accumulator::Sum(sum)) => number(bytes, SUM, *sum),
        Some(Accumulator::Count(count)) => {
            bytes.push(COUNT);
            put_u64(bytes, *count);
        }
    }
}

fn read_cell(take: &mut Take<'_>, row: UnixMillis) -> Result<Option<Accumulator>, StoreError> {
    const EMPTY: StoreError = StoreError::Corrupt("a cell of a block has no value");
    Ok(Some(match take.byte()? {
        NONE => return Ok(None),
        LAST_HERE => Accumulator::Last {
            at: row,
            value: take.value()?.ok_or(EMPTY)?,
        },
        LAST => Accumulator::Last {
            at: row.plus(take.i64()?),
            value: take.value()?.ok_or(EMPTY)?,
        },
        MEAN => {
            let sum = take.i64()?;
            let count = take.u64()?;
            Accumulator::Mean { count, sum }
        }
        MIN => Accumulator::Min(take.i64()?),
        MAX => Accumulator::Max(take.i64()?),
        SUM => Accumulator::Sum(take.i64()?),
        COUNT => Accumulator::Count(take.u64()?),
        _ => return Err(StoreError::Corrupt("a cell of a block has an unknown form")),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cardea_gate::Value;
    use cardea_manifest::model::Aggregate;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<i32>().prop_map(|number| Value::Number(number.into())),
            any::<bool>().prop_map(Value::Flag),
            "[a-z]{0,20}".prop_map(|text| Value::Text(text.into())),
        ]
    }

    fn readings() -> impl Strategy<Value = Vec<(i64, Vec<Option<Value>>)>> {
        prop::collection::vec(
            (
                0..200_000_i64,
                prop::collection::vec(prop::option::of(value()), Aggregate::ALL.len()),
            ),
            0..60,
        )
    }

    fn rows_of(readings: &[(i64, Vec<Option<Value>>)], every: i64) -> BlockRows {
        let mut rows = BlockRows::default();
        for (at, values) in readings {
            let at = UnixMillis(*at);
            let window = UnixMillis(at.0.div_euclid(every).saturating_mul(every));
            let cells = values
                .iter()
                .zip(Aggregate::ALL)
                .map(|(value, aggregate)| Accumulator::of(*aggregate, at, value.clone()?))
                .collect();
            rows.add(RowKey::of_window(window), cells, Intervals::Yes);
        }
        rows
    }

    proptest! {
        #[test]
        fn a_block_reads_back(readings in readings()) {
            let rows = rows_of(&readings, 60_000);
            prop_assert_eq!(BlockRows::read(&rows.write()).unwrap(), rows);
        }

        #[test]
        fn rows_of_one_millisecond_stay_apart(rows in prop::collection::btree_map((0..5_i64, 0..u64::MAX), value(), 0..40)) {
            let mut block = BlockRows::default();
            for ((at, tie), value) in &rows {
                let at = UnixMillis(*at);
                let cell = Accumulator::of(Aggregate::Last, at, value.clone());
                block.add(RowKey { at, tie: *tie }, vec![cell], Intervals::No);
            }
            let read = BlockRows::read(&block.write()).unwrap();
            prop_assert_eq!(read.rows.len(), rows.len());
            prop_assert_eq!(read, block);
        }

        #[test]
        fn parts_come_to_the_same_as_the_whole(readings in readings(), at in 0..60_usize) {
            let (first, second) = readings.split_at(at.min(readings.len()));
            let mut joined = rows_of(first, 60_000);
            joined.absorb(rows_of(second, 60_000), Intervals::Yes);
            prop_assert_eq!(joined, rows_of(&readings, 60_000));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = BlockRows::read(&bytes);
        }
    }
}
