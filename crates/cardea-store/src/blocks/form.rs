//! A block as bytes: columns, each in the shortest of a few forms. The specification stands in the book, `book/src/formats/block.md`.

use cardea_gate::{Accumulator, Value};
use cardea_units::UnixMillis;

use super::column::{put_column, take_column};
use super::first_form::{self, FIRST_FORM, put_cell, take_cell};
use super::rows::{BlockRows, Cell, Intervals, RowKey};
use super::texts::{put_texts, take_texts};
use crate::StoreError;
use crate::limits::BLOCK_ROWS_MAX;
use crate::wire::{Take, put_u64};

/// The byte before a block of columns.
const COLUMNS: u8 = 2;

/// Which rows of a field have a value.
const NOWHERE: u8 = 0;
const EVERYWHERE: u8 = 1;
/// One bit a row follows, lowest first.
const SOMEWHERE: u8 = 2;

/// What the values of a field are.
const LAST_NUMBER: u8 = 1;
const LAST_FLAG: u8 = 2;
const LAST_TEXT: u8 = 3;
const MEAN: u8 = 4;
const MIN: u8 = 5;
const MAX: u8 = 6;
const SUM: u8 = 7;
const COUNT: u8 = 8;
/// Of different kinds, one after the other.
const MIXED: u8 = 9;

impl BlockRows {
    /// The bytes of all rows.
    pub(crate) fn write(&mut self) -> Vec<u8> {
        self.settle();
        let keys = self.keys();
        let mut bytes = Vec::with_capacity(64);
        bytes.push(COLUMNS);
        put_u64(&mut bytes, as_u64(keys.len()));
        put_u64(&mut bytes, as_u64(self.width()));
        let times: Vec<i64> = keys.iter().map(|key| key.at.0).collect();
        put_column(&mut bytes, &times);
        let numbers: Vec<i64> = keys.iter().map(|key| key.tie.cast_signed()).collect();
        put_column(&mut bytes, &numbers);
        for field in 0..self.width() {
            put_field(&mut bytes, &times, self.column(field));
        }
        bytes
    }

    /// Reads the bytes of rows, of any form that was ever written.
    pub(crate) fn read(bytes: &[u8], intervals: Intervals) -> Result<Self, StoreError> {
        let mut take = Take::new(bytes);
        let mut rows = match take.byte()? {
            FIRST_FORM => first_form::read(&mut take, intervals)?,
            COLUMNS => read_columns(&mut take, intervals)?,
            _ => {
                return Err(StoreError::Corrupt(
                    "a block has a form that this version does not know",
                ));
            }
        };
        rows.settle();
        if take.is_empty() {
            Ok(rows)
        } else {
            Err(StoreError::Corrupt("a block goes on after its end"))
        }
    }
}

fn read_columns(take: &mut Take<'_>, intervals: Intervals) -> Result<BlockRows, StoreError> {
    const TOO_LARGE: StoreError = StoreError::Corrupt("a block says that it has too many rows");
    let count = usize::try_from(take.u64()?).map_err(|_| TOO_LARGE)?;
    let width = usize::try_from(take.u64()?).map_err(|_| TOO_LARGE)?;
    if count > BLOCK_ROWS_MAX || width > cardea_manifest::limits::FIELDS_MAX {
        return Err(TOO_LARGE);
    }
    let times = take_column(take, count)?;
    let numbers = take_column(take, count)?;
    let keys: Vec<RowKey> = times
        .iter()
        .zip(numbers)
        .map(|(at, tie)| RowKey {
            at: UnixMillis(*at),
            tie: tie.cast_unsigned(),
        })
        .collect();
    let columns: Vec<Vec<Cell>> = (0..width)
        .map(|_| take_field(take, &times))
        .collect::<Result<_, _>>()?;
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let mut cells = Vec::with_capacity(count.saturating_mul(width));
    for _ in 0..count {
        cells.extend(columns.iter_mut().map(|column| column.next().flatten()));
    }
    Ok(BlockRows::from_parts(intervals, width, keys, cells))
}

fn put_field<'r>(
    bytes: &mut Vec<u8>,
    times: &[i64],
    column: impl Iterator<Item = Option<&'r Accumulator>>,
) {
    let column: Vec<Option<&Accumulator>> = column.collect();
    let present: Vec<(i64, &Accumulator)> = times
        .iter()
        .zip(&column)
        .filter_map(|(at, cell)| Some((*at, (*cell)?)))
        .collect();
    if present.is_empty() {
        bytes.push(NOWHERE);
        return;
    }
    if present.len() == column.len() {
        bytes.push(EVERYWHERE);
    } else {
        bytes.push(SOMEWHERE);
        bytes.extend(column.chunks(8).map(|eight| {
            let bit = |byte: u8, present: bool| (byte >> 1) | if present { 0x80 } else { 0 };
            let byte = eight.iter().map(Option::is_some).fold(0, bit);
            byte.wrapping_shr(u32::try_from(8_usize.saturating_sub(eight.len())).unwrap_or(0))
        }));
    }
    put_values(bytes, &present);
}

fn kind_of(cell: &Accumulator) -> u8 {
    match cell {
        Accumulator::Last { value, .. } => match value {
            Value::Number(_) => LAST_NUMBER,
            Value::Flag(_) => LAST_FLAG,
            Value::Text(_) => LAST_TEXT,
        },
        Accumulator::Mean { .. } => MEAN,
        Accumulator::Min(_) => MIN,
        Accumulator::Max(_) => MAX,
        Accumulator::Sum(_) => SUM,
        Accumulator::Count(_) => COUNT,
    }
}

fn put_values(bytes: &mut Vec<u8>, present: &[(i64, &Accumulator)]) {
    let kind = present.first().map_or(MIXED, |(_, cell)| kind_of(cell));
    if present.iter().any(|(_, cell)| kind_of(cell) != kind) {
        bytes.push(MIXED);
        for (at, cell) in present {
            put_cell(bytes, UnixMillis(*at), cell);
        }
        return;
    }
    bytes.push(kind);
    let numbers: Vec<i64> = present.iter().map(|(_, cell)| number_of(cell)).collect();
    match kind {
        LAST_NUMBER | LAST_FLAG | LAST_TEXT => {
            let later = |(row, cell): &(i64, &Accumulator)| match cell {
                Accumulator::Last { at, .. } => at.0.wrapping_sub(*row),
                _ => 0,
            };
            put_column(bytes, &present.iter().map(later).collect::<Vec<_>>());
        }
        MEAN => {
            let count = |(_, cell): &(i64, &Accumulator)| match cell {
                Accumulator::Mean { count, .. } => count.cast_signed(),
                _ => 0,
            };
            put_column(bytes, &present.iter().map(count).collect::<Vec<_>>());
        }
        _ => {}
    }
    if kind == LAST_TEXT {
        let texts: Vec<&str> = present.iter().map(|(_, cell)| text_of(cell)).collect();
        put_texts(bytes, &texts);
    } else {
        put_column(bytes, &numbers);
    }
}

/// The number that stands for a cell: its value, or its sum.
fn number_of(cell: &Accumulator) -> i64 {
    match cell {
        Accumulator::Last { value, .. } => match value {
            Value::Number(number) => *number,
            Value::Flag(flag) => i64::from(*flag),
            Value::Text(_) => 0,
        },
        Accumulator::Mean { sum, .. } => *sum,
        Accumulator::Min(number) | Accumulator::Max(number) | Accumulator::Sum(number) => *number,
        Accumulator::Count(count) => count.cast_signed(),
    }
}

fn text_of(cell: &Accumulator) -> &str {
    match cell {
        Accumulator::Last {
            value: Value::Text(text),
            ..
        } => text,
        _ => "",
    }
}

fn take_field(take: &mut Take<'_>, times: &[i64]) -> Result<Vec<Cell>, StoreError> {
    let present: Vec<bool> = match take.byte()? {
        NOWHERE => return Ok(vec![None; times.len()]),
        EVERYWHERE => vec![true; times.len()],
        SOMEWHERE => {
            let bytes = take.bytes(times.len().div_ceil(8))?;
            let bits = bytes
                .iter()
                .flat_map(|byte| (0..8_u32).map(move |bit| byte.wrapping_shr(bit) & 1 == 1));
            bits.take(times.len()).collect()
        }
        _ => {
            return Err(StoreError::Corrupt(
                "a field of a block is present in a way that this version does not know",
            ));
        }
    };
    let rows: Vec<i64> = times
        .iter()
        .zip(&present)
        .filter_map(|(at, present)| present.then_some(*at))
        .collect();
    let mut values = take_values(take, &rows)?.into_iter();
    Ok(present
        .into_iter()
        .map(|present| if present { values.next() } else { None })
        .collect())
}

fn take_values(take: &mut Take<'_>, rows: &[i64]) -> Result<Vec<Accumulator>, StoreError> {
    const UNKNOWN: StoreError =
        StoreError::Corrupt("a field of a block has a kind that this version does not know");
    let kind = take.byte()?;
    match kind {
        MIXED => rows
            .iter()
            .map(|at| {
                take_cell(take, UnixMillis(*at))?
                    .ok_or(StoreError::Corrupt("a cell of a block has no value"))
            })
            .collect(),
        LAST_NUMBER | LAST_FLAG | LAST_TEXT => {
            let later = take_column(take, rows.len())?;
            let times = rows
                .iter()
                .zip(later)
                .map(|(row, later)| UnixMillis(row.wrapping_add(later)));
            let last = |(at, value): (UnixMillis, Value)| Accumulator::Last { at, value };
            if kind == LAST_TEXT {
                let texts = take_texts(take, rows.len())?;
                return Ok(times
                    .zip(texts.into_iter().map(Value::Text))
                    .map(last)
                    .collect());
            }
            let numbers = take_column(take, rows.len())?.into_iter();
            Ok(if kind == LAST_FLAG {
                times
                    .zip(numbers.map(|number| Value::Flag(number != 0)))
                    .map(last)
                    .collect()
            } else {
                times.zip(numbers.map(Value::Number)).map(last).collect()
            })
        }
        MEAN => {
            let counts = take_column(take, rows.len())?;
            let sums = take_column(take, rows.len())?;
            let mean = |(count, sum): (i64, i64)| Accumulator::Mean {
                count: count.cast_unsigned(),
                sum,
            };
            Ok(counts.into_iter().zip(sums).map(mean).collect())
        }
        MIN | MAX | SUM | COUNT => {
            let number = |number: i64| match kind {
                MIN => Accumulator::Min(number),
                MAX => Accumulator::Max(number),
                SUM => Accumulator::Sum(number),
                _ => Accumulator::Count(number.cast_unsigned()),
            };
            Ok(take_column(take, rows.len())?
                .into_iter()
                .map(number)
                .collect())
        }
        _ => Err(UNKNOWN),
    }
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
