//! What one reading is in a tier.

use cardea_gate::Tier;
use cardea_vault::DataKey;

use crate::StoreError;
use crate::blocks::{Cell, Intervals, RowKey};
use crate::journal::{Record, Segment};
use crate::wire::Take;

/// Whether a tier's rows are intervals.
pub(crate) const fn intervals(tier: &Tier) -> Intervals {
    if tier.every_millis.is_some() {
        Intervals::Yes
    } else {
        Intervals::No
    }
}

/// What one reading is in a tier.
pub(crate) fn cells<'r>(tier: &'r Tier, record: &'r Record) -> impl Iterator<Item = Cell> + 'r {
    let cell = |held: &cardea_gate::TierField| {
        let value = record.values.get(held.field)?.as_ref()?;
        tier.cell(held, record.at, value)
    };
    tier.fields.iter().map(cell)
}

/// Where one reading stands in a tier.
pub(crate) fn row_key(tier: &Tier, record: &Record, row: i64, place: u64) -> RowKey {
    match intervals(tier) {
        Intervals::Yes => RowKey::of_window(tier.window_of(record.at)),
        Intervals::No => record.row_key(row, place),
    }
}

/// The records of a segment.
pub(crate) fn open(segment: &Segment<'_>, key: &DataKey) -> Result<Vec<Record>, StoreError> {
    let plain = segment.open(key)?;
    let mut take = Take::new(&plain);
    let mut records = Vec::new();
    while !take.is_empty() {
        records.push(Record::read(&mut take)?);
    }
    Ok(records)
}
