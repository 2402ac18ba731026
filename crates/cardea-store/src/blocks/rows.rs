//! The rows of a block.

use std::collections::BTreeMap;

use cardea_gate::{Accumulator, Value};
use cardea_units::UnixMillis;

use crate::StoreError;
use crate::wire::{Take, put_i64, put_u64, put_value};

/// The form of a block that this version writes.
const FORMAT: u8 = 1;
/// One value, not an interval of several.
const SINGLE: u8 = 1;
const SEVERAL: u8 = 2;

/// What each field of a tier comes to at one time; `None` where there was no value.
pub(crate) type Cells = Vec<Option<Accumulator>>;

/// Rows by time. Debug shows none of them.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct BlockRows {
    pub(crate) rows: BTreeMap<UnixMillis, Cells>,
}

impl core::fmt::Debug for BlockRows {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "BlockRows({})", self.rows.len())
    }
}

impl BlockRows {
    /// Takes the row of one reading: into its interval where the tier has intervals, else once for each time.
    pub(crate) fn add(&mut self, window: UnixMillis, cells: Cells, intervals: Intervals) {
        match self.rows.entry(window) {
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
        for (window, cells) in other.rows {
            self.add(window, cells, intervals);
        }
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        put_u64(
            &mut bytes,
            u64::try_from(self.rows.len()).unwrap_or(u64::MAX),
        );
        let mut before = UnixMillis(0);
        for (window, cells) in &self.rows {
            put_i64(&mut bytes, window.since(before));
            before = *window;
            put_u64(&mut bytes, u64::try_from(cells.len()).unwrap_or(u64::MAX));
            for cell in cells {
                write_cell(&mut bytes, *window, cell.as_ref());
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
        let mut at = UnixMillis(0);
        for _ in 0..count {
            at = at.plus(take.i64()?);
            let width = take.count()?;
            let cells = (0..width)
                .map(|_| read_cell(&mut take, at))
                .collect::<Result<_, _>>()?;
            rows.insert(at, cells);
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

fn write_cell(bytes: &mut Vec<u8>, window: UnixMillis, cell: Option<&Accumulator>) {
    let Some(cell) = cell else {
        bytes.push(0);
        return;
    };
    if cell.count == 1 && cell.last_at == window {
        bytes.push(SINGLE);
        put_value(bytes, Some(&cell.last));
        return;
    }
    bytes.push(SEVERAL);
    put_u64(bytes, cell.count);
    put_i64(bytes, cell.sum);
    put_i64(bytes, cell.min);
    put_i64(bytes, cell.max);
    put_i64(bytes, cell.last_at.since(window));
    put_value(bytes, Some(&cell.last));
}

fn read_cell(take: &mut Take<'_>, window: UnixMillis) -> Result<Option<Accumulator>, StoreError> {
    const EMPTY: StoreError = StoreError::Corrupt("a cell of a block has no value");
    Ok(match take.byte()? {
        0 => None,
        SINGLE => Some(Accumulator::of(window, take.value()?.ok_or(EMPTY)?)),
        SEVERAL => {
            let count = take.u64()?;
            let (sum, min, max) = (take.i64()?, take.i64()?, take.i64()?);
            let last_at = window.plus(take.i64()?);
            let last: Value = take.value()?.ok_or(EMPTY)?;
            Some(Accumulator {
                count,
                sum,
                min,
                max,
                last_at,
                last,
            })
        }
        _ => return Err(StoreError::Corrupt("a cell of a block has an unknown form")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
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
                prop::collection::vec(prop::option::of(value()), 3),
            ),
            0..60,
        )
    }

    fn rows_of(readings: &[(i64, Vec<Option<Value>>)], every: i64) -> BlockRows {
        let mut rows = BlockRows::default();
        for (at, values) in readings {
            let at = UnixMillis(*at);
            let window = UnixMillis(at.0.div_euclid(every) * every);
            let cells = values
                .iter()
                .map(|value| value.clone().map(|value| Accumulator::of(at, value)))
                .collect();
            rows.add(window, cells, Intervals::Yes);
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
