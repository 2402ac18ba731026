//! Putting kept values right: blocks are opened, the value is exchanged, and they are locked again. The old value is in no file afterwards.
//!
//! Where every reading is kept, its value is exchanged. What an interval came to is made again from the readings of the interval, if they are
//! all still there: that is known by their old values coming to exactly what is kept. If not, and the correction covers the whole interval, it
//! comes to the right value; else it goes, since nobody can say what it should be.

use std::collections::BTreeMap;

use cardea_gate::{Accumulator, StreamIndex, StreamRules, Tier, TierField, Value};
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{NonceSequence, PeriodName, VaultError};

use super::part::{Part, Place, delete};
use super::{Bench, Sealed, first_part, in_turn, intervals, relay};
use crate::blocks::{BlockKey, BlockRows, Cell};
use crate::engine::{params, sql};
use crate::journal;
use crate::limits::CORRECTED_ROWS_MAX;
use crate::writer::Writer;
use crate::{Product, ProductIndex, StoreError};

/// What is right.
#[derive(Clone, Debug)]
pub struct Correction {
    /// In which home.
    pub household: HouseholdId,
    /// Whose readings: the home's own, or one person's.
    pub subject: SubjectId,
    /// Of which product.
    pub product: ProductIndex,
    /// Of which stream.
    pub stream: StreamIndex,
    /// Of which device; of all where there is none.
    pub device: Option<DeviceId>,
    /// The field's place in the stream.
    pub field: usize,
    /// First time, included.
    pub from: UnixMillis,
    /// Last time, not included.
    pub until: UnixMillis,
    /// The right value, in the field's own steps.
    pub value: Value,
}

/// What was put right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// Values that are now right, over all tiers.
    pub values: u64,
    /// Values of intervals that were taken away, because nobody can say what they should be.
    pub taken_away: u64,
}

/// A block, its parts together: what an interval comes to may be in several of them.
struct Held {
    key: BlockKey,
    parts: Vec<i64>,
    rows: BlockRows,
    /// Its place among the tiers that hold the field.
    tier: usize,
}

/// A tier that holds the field, and where.
struct Holds<'p> {
    tier: &'p Tier,
    layout: i64,
    place: usize,
    field: &'p TierField,
}

/// The values of one interval's readings before and after, in the field's own steps.
type Singles = BTreeMap<DeviceId, Vec<(UnixMillis, Value, Value)>>;

/// Exchanges the value, in one transaction of the writer's turn.
pub(crate) fn correct(writer: &mut Writer, right: &Correction) -> Result<Corrected, StoreError> {
    // What waits in the journal, and what is of an older manifest, is in blocks of today's tiers first.
    while in_turn(writer)? == Sealed::Some {}
    while relay::step(writer)? == Sealed::Some {}
    let products = std::sync::Arc::clone(&writer.products);
    let product = products
        .get(right.product)
        .ok_or(StoreError::Unknown("product"))?;
    let rules = product
        .gate
        .stream(right.stream)
        .ok_or(StoreError::Unknown("stream"))?;
    let tiers = tiers_with(product, right);
    let now = writer.clock.now();
    let row = writer.next_row;
    let tx = writer.db.write()?;
    let bench = Bench {
        db: &tx,
        vault: &writer.vault,
        products: &writer.products,
        random: &*writer.random,
        now,
    };
    let mut blocks = held(bench, product, rules, right, &tiers)?;
    let singles = singles(&blocks, right, &tiers);
    let mut done = Corrected::default();
    journal::use_up(&tx, row, now)?;
    let mut nonces = NonceSequence::draw(&*writer.random)?;
    let mut number = first_part(row);
    for block in &mut blocks {
        let Some(holds) = tiers.get(block.tier) else {
            continue;
        };
        let Some(rows) = exchanged(
            &block.rows,
            block.key.device,
            right,
            holds,
            &singles,
            now,
            &mut done,
        ) else {
            continue;
        };
        number = number.saturating_add(1);
        if rows.len() == 0 {
            for part in &block.parts {
                delete(&tx, &block.key, *part)?;
            }
            continue;
        }
        let place = Place {
            product: product.gate.product().to_owned(),
            stream: rules.name.clone(),
            tier: holds.tier.name(),
            intervals: intervals(holds.tier),
            ends_at: holds.tier.period_ends(block.key.period),
        };
        let parts = core::mem::take(&mut block.parts);
        let part = Part::instead_of(bench, block.key, &place, rows, number, &mut nonces, parts)?;
        if let Some(part) = part {
            part.write(&tx)?;
        }
    }
    tx.commit()?;
    writer.next_row = row.saturating_add(1);
    writer.db.purge_deleted()?;
    Ok(done)
}

fn tiers_with<'p>(product: &'p Product, right: &Correction) -> Vec<Holds<'p>> {
    product
        .readable_tiers_of(right.stream)
        .filter_map(|(tier, layout)| {
            let place = tier
                .fields
                .iter()
                .position(|held| held.field == right.field)?;
            Some(Holds {
                tier,
                layout,
                place,
                field: tier.fields.get(place)?,
            })
        })
        .collect()
}

/// Every part that may have something of the time in it, opened.
fn held(
    bench: Bench<'_>,
    product: &Product,
    rules: &StreamRules,
    right: &Correction,
    tiers: &[Holds<'_>],
) -> Result<Vec<Held>, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a block names no device");
    // An interval is looked at whole, so that its readings have to be, too.
    let from = tiers
        .iter()
        .map(|holds| holds.tier.window_of(right.from))
        .min()
        .unwrap_or(right.from);
    let until = tiers
        .iter()
        .map(|holds| window_end(holds.tier, right.until.plus(-1)))
        .max()
        .unwrap_or(right.until);
    let mut all: BTreeMap<BlockKey, Held> = BTreeMap::new();
    let mut count = 0_usize;
    for (place, holds) in tiers.iter().enumerate() {
        let found = bench.db.all(
            sql!("SELECT period, device, mask, part, data FROM block
                  WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period >= ?4 AND period < ?5 ORDER BY part"),
            params![
                right.household.to_column(),
                right.subject.to_bytes(),
                holds.layout,
                holds.tier.period_of(from).0,
                until.0
            ],
            |row| {
                let key = BlockKey {
                    household: right.household.to_column(),
                    subject: right.subject,
                    layout: holds.layout,
                    period: UnixMillis(row.get(0)?),
                    device: DeviceId::from_column(row.get(1)?).ok_or(BROKEN)?,
                    mask: row.get::<i64>(2)?.cast_unsigned(),
                };
                Ok((key, row.get::<i64>(3)?, row.get::<Vec<u8>>(4)?))
            },
        )?;
        for (key, part, sealed) in found {
            if right.device.is_some_and(|device| device != key.device) {
                continue;
            }
            let name = PeriodName {
                product: product.gate.product(),
                stream: &rules.name,
                tier: &holds.tier.name(),
                starts_at: key.period,
            };
            let found = bench.vault.find_period(&name).and_then(|period| {
                period
                    .map(|period| bench.vault.data_key(key.subject, period))
                    .transpose()
            });
            let data_key = match found {
                Ok(Some(data_key)) => data_key,
                Ok(None) | Err(VaultError::PeriodEnded) => continue,
                Err(error) => return Err(error.into()),
            };
            let plain = key.open(part, &data_key, &sealed)?;
            let rows = BlockRows::read(&plain, intervals(holds.tier))?;
            count = count.saturating_add(rows.len());
            if count > CORRECTED_ROWS_MAX {
                return Err(StoreError::Refused(
                    "this is too much to correct at once. Choose a shorter time",
                ));
            }
            let block = all.entry(key).or_insert_with(|| Held {
                key,
                parts: Vec::new(),
                rows: BlockRows::new(intervals(holds.tier)),
                tier: place,
            });
            block.parts.push(part);
            block.rows.absorb(rows);
        }
    }
    let mut all: Vec<Held> = all.into_values().collect();
    for block in &mut all {
        block.rows.settle();
    }
    Ok(all)
}

/// The readings of the finest tier that has every one.
fn singles(blocks: &[Held], right: &Correction, tiers: &[Holds<'_>]) -> Singles {
    let mut singles = Singles::new();
    let finest = tiers
        .iter()
        .enumerate()
        .filter(|(_, holds)| holds.tier.every_millis.is_none())
        .min_by_key(|(_, holds)| holds.field.own_steps);
    let Some((place, holds)) = finest else {
        return singles;
    };
    for block in blocks.iter().filter(|block| block.tier == place) {
        for (key, cells) in block.rows.iter() {
            let Some(Some(Accumulator::Last { value, .. })) = cells.get(holds.place) else {
                continue;
            };
            let own = in_own_steps(value, holds.field);
            let after = if is_in(right, key.at) {
                right.value.clone()
            } else {
                own.clone()
            };
            singles
                .entry(block.key.device)
                .or_default()
                .push((key.at, own, after));
        }
    }
    for readings in singles.values_mut() {
        readings.sort_by_key(|(at, ..)| *at);
    }
    singles
}

fn in_own_steps(value: &Value, field: &TierField) -> Value {
    match value {
        Value::Number(steps) => Value::Number(steps.saturating_mul(field.own_steps)),
        other => other.clone(),
    }
}

fn is_in(right: &Correction, at: UnixMillis) -> bool {
    (right.from..right.until).contains(&at)
}

fn window_end(tier: &Tier, at: UnixMillis) -> UnixMillis {
    tier.window_of(at).plus(tier.every_millis.unwrap_or(1))
}

/// The rows with the value exchanged; `None` where nothing of them is concerned.
fn exchanged(
    rows: &BlockRows,
    device: DeviceId,
    right: &Correction,
    holds: &Holds<'_>,
    singles: &Singles,
    now: UnixMillis,
    done: &mut Corrected,
) -> Option<BlockRows> {
    let tier = holds.tier;
    let mut new = BlockRows::new(intervals(tier));
    let mut is_changed = false;
    for (key, cells) in rows.iter() {
        let mut cells: Vec<Cell> = cells.to_vec();
        let concerned = key.at < right.until && window_end(tier, key.at) > right.from;
        let held = cells.get_mut(holds.place);
        if let (true, true, Some(cell @ Some(_))) = (concerned, tier.holds(key.at, now), held) {
            let before = cell.clone();
            let readings = singles.get(&device).map_or(&[][..], Vec::as_slice);
            *cell = before
                .as_ref()
                .and_then(|before| after(before, key.at, right, holds, readings));
            if cell.is_none() {
                done.taken_away = done.taken_away.saturating_add(1);
            } else {
                done.values = done.values.saturating_add(1);
            }
            is_changed |= *cell != before;
        }
        if cells.iter().any(Option::is_some) {
            new.add(key, cells);
        }
    }
    is_changed.then_some(new)
}

/// What a cell comes to.
fn after(
    before: &Accumulator,
    at: UnixMillis,
    right: &Correction,
    holds: &Holds<'_>,
    readings: &[(UnixMillis, Value, Value)],
) -> Cell {
    let (tier, field) = (holds.tier, holds.field);
    if tier.every_millis.is_none() {
        return tier.cell(field, at, &right.value);
    }
    // How many there were is as it was.
    if let Accumulator::Count(_) = before {
        return Some(before.clone());
    }
    let (start, end) = (at, window_end(tier, at));
    let of_interval = || readings.iter().filter(|(at, ..)| (start..end).contains(at));
    let sum = |pick: fn(&(UnixMillis, Value, Value)) -> &Value| {
        let mut sum: Cell = None;
        for reading in of_interval() {
            let cell = tier.cell(field, reading.0, pick(reading))?;
            match &mut sum {
                Some(sum) => sum.merge(&cell),
                None => sum = Some(cell),
            }
        }
        sum
    };
    if sum(|reading| &reading.1).as_ref() == Some(before) {
        return sum(|reading| &reading.2);
    }
    if right.from > start || right.until < end {
        return None;
    }
    let one = tier.cell(field, at, &right.value)?;
    match (before, one) {
        (Accumulator::Mean { count, .. }, Accumulator::Mean { sum, .. }) => {
            Some(Accumulator::Mean {
                count: *count,
                sum: sum.saturating_mul(i64::try_from(*count).unwrap_or(i64::MAX)),
            })
        }
        (Accumulator::Last { at, .. }, Accumulator::Last { value, .. }) => {
            Some(Accumulator::Last { at: *at, value })
        }
        (Accumulator::Min(_), one @ Accumulator::Min(_))
        | (Accumulator::Max(_), one @ Accumulator::Max(_)) => Some(one),
        // A sum of nobody knows how many.
        _ => None,
    }
}
