//! Blocks of the first form, row after row. No longer written; read as long as somebody may have one.

use cardea_gate::Accumulator;
use cardea_units::UnixMillis;

use super::rows::{BlockRows, Cell, Intervals, RowKey};
use crate::StoreError;
use crate::wire::{Take, put_i64, put_u64, put_value};

/// The byte before a block of this form.
pub(super) const FIRST_FORM: u8 = 1;

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

/// Reads what follows the first byte.
pub(super) fn read(take: &mut Take<'_>, intervals: Intervals) -> Result<BlockRows, StoreError> {
    let count = take.count()?;
    let mut rows = BlockRows::new(intervals);
    let mut key = RowKey::of_window(UnixMillis(0));
    for _ in 0..count {
        key = RowKey {
            at: key.at.plus(take.i64()?),
            tie: key.tie.wrapping_add(take.i64()?.cast_unsigned()),
        };
        let width = take.count()?;
        let cells: Vec<Cell> = (0..width)
            .map(|_| take_cell(take, key.at))
            .collect::<Result<_, _>>()?;
        rows.add(key, cells);
    }
    Ok(rows)
}

/// Appends one cell. A column whose cells are not of one kind is still written so.
pub(super) fn put_cell(bytes: &mut Vec<u8>, row: UnixMillis, cell: &Accumulator) {
    let number = |bytes: &mut Vec<u8>, form: u8, number: i64| {
        bytes.push(form);
        put_i64(bytes, number);
    };
    match cell {
        Accumulator::Last { at, value } if *at == row => {
            bytes.push(LAST_HERE);
            put_value(bytes, Some(value));
        }
        Accumulator::Last { at, value } => {
            number(bytes, LAST, at.since(row));
            put_value(bytes, Some(value));
        }
        Accumulator::Mean { count, sum } => {
            number(bytes, MEAN, *sum);
            put_u64(bytes, *count);
        }
        Accumulator::Min(min) => number(bytes, MIN, *min),
        Accumulator::Max(max) => number(bytes, MAX, *max),
        Accumulator::Sum(sum) => number(bytes, SUM, *sum),
        Accumulator::Count(count) => {
            bytes.push(COUNT);
            put_u64(bytes, *count);
        }
    }
}

/// Reads one cell.
pub(super) fn take_cell(take: &mut Take<'_>, row: UnixMillis) -> Result<Cell, StoreError> {
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
