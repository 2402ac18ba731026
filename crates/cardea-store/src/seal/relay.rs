//! Blocks of an older version of a manifest, moved to the tiers of today's: what a change of the manifest narrows is narrowed in what is
//! already kept, too, and what it leaves is still found.

use std::collections::BTreeMap;

use cardea_gate::{Accumulator, StreamRules, Tier, TierField, Value, ValueForm};
use cardea_units::{DeviceId, Quantum, SubjectId, UnixMillis};
use cardea_vault::{NonceSequence, PeriodName, VaultError};

use super::part::{Part, Place, delete};
use super::{Bench, Sealed, conversion, first_part, intervals};
use crate::blocks::{BlockKey, BlockRows, Cell, RowKey};
use crate::engine::{Connection, params, sql};
use crate::journal;
use crate::limits::RELAY_BLOCKS_MAX;
use crate::products::OldLayout;
use crate::writer::Writer;
use crate::{Product, StoreError};

/// Moves up to [`RELAY_BLOCKS_MAX`] blocks.
pub(crate) fn step(writer: &mut Writer) -> Result<Sealed, StoreError> {
    let products = std::sync::Arc::clone(&writer.products);
    for (_, product) in products.iter() {
        for old in product.old_layouts() {
            let blocks = blocks_of(&writer.db, old.id)?;
            if !blocks.is_empty() {
                relay(writer, product, old, &blocks)?;
                return Ok(Sealed::Some);
            }
        }
    }
    Ok(Sealed::Nothing)
}

struct Old {
    key: BlockKey,
    part: i64,
    sealed: Vec<u8>,
}

fn blocks_of(db: &Connection, layout: i64) -> Result<Vec<Old>, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a block names nobody");
    let limit = i64::try_from(RELAY_BLOCKS_MAX).unwrap_or(i64::MAX);
    db.all(
        sql!("SELECT household, subject, device, period, mask, part, data FROM block WHERE layout = ?1 LIMIT ?2"),
        params![layout, limit],
        |row| {
            Ok(Old {
                key: BlockKey {
                    household: row.get(0)?,
                    subject: SubjectId::from_bytes(row.get(1)?).ok_or(BROKEN)?,
                    layout,
                    device: DeviceId::from_column(row.get(2)?).ok_or(BROKEN)?,
                    period: UnixMillis(row.get(3)?),
                    mask: row.get::<i64>(4)?.cast_unsigned(),
                },
                part: row.get(5)?,
                sealed: row.get(6)?,
            })
        },
    )
}

/// One transaction writes the new blocks and deletes the old ones, so that each is moved once whatever happens.
fn relay(
    writer: &mut Writer,
    product: &Product,
    old: &OldLayout,
    blocks: &[Old],
) -> Result<(), StoreError> {
    let now = writer.clock.now();
    let mut pile: BTreeMap<BlockKey, (Place, BlockRows)> = BTreeMap::new();
    for block in blocks {
        if let Some(rows) = open(writer, product, old, block)? {
            spread(product, old, block, &rows, now, &mut pile);
        }
    }
    let row = writer.next_row;
    let tx = writer.db.write()?;
    journal::use_up(&tx, row, now)?;
    let mut nonces = NonceSequence::draw(&*writer.random)?;
    let bench = Bench {
        db: &tx,
        vault: &writer.vault,
        products: &writer.products,
        random: &*writer.random,
        now,
    };
    for (number, (key, (place, rows))) in (first_part(row).saturating_add(1)..).zip(pile) {
        if let Some(part) = Part::make(bench, key, &place, rows, number, &mut nonces)? {
            part.write(&tx)?;
        }
    }
    for Old { key, part, .. } in blocks {
        delete(&tx, key, *part)?;
    }
    tx.commit()?;
    writer.next_row = row.saturating_add(1);
    Ok(())
}

/// What a block says; `None` when nobody can read it any more.
fn open(
    writer: &Writer,
    product: &Product,
    old: &OldLayout,
    block: &Old,
) -> Result<Option<BlockRows>, StoreError> {
    let name = PeriodName {
        product: product.gate.product(),
        stream: &old.stream_name,
        tier: &old.tier.name(),
        starts_at: block.key.period,
    };
    let found = writer.vault.find_period(&name).and_then(|period| {
        period
            .map(|period| writer.vault.data_key(block.key.subject, period))
            .transpose()
    });
    let key = match found {
        Ok(Some(key)) => key,
        Ok(None)
        | Err(
            VaultError::PeriodEnded | VaultError::SubjectDestroyed | VaultError::SubjectUnknown,
        ) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let rows = block
        .key
        .open(block.part, &key, &block.sealed)
        .and_then(|plain| BlockRows::read(&plain, intervals(&old.tier)));
    Ok(rows
        .inspect_err(|error| tracing::error!(%error, "a block is damaged and lost"))
        .ok())
}

/// Puts rows into the tiers of the purposes they were kept for.
fn spread(
    product: &Product,
    old: &OldLayout,
    block: &Old,
    rows: &BlockRows,
    now: UnixMillis,
    pile: &mut BTreeMap<BlockKey, (Place, BlockRows)>,
) {
    let Some(rules) = product.gate.stream(old.stream) else {
        return;
    };
    for (tier, layout) in product.targets_of(old) {
        let mask = block.key.mask & product.to_slots(tier.purposes);
        if mask == 0 {
            continue;
        }
        for (key, cells) in rows.iter() {
            let new = converted(rules, old, &tier, cells);
            if !tier.holds(key.at, now) || new.iter().all(Option::is_none) {
                continue;
            }
            let period = tier.period_of(key.at);
            let target = BlockKey {
                layout,
                period,
                mask,
                ..block.key
            };
            let place = || Place {
                product: product.gate.product().to_owned(),
                stream: rules.name.clone(),
                tier: tier.name(),
                intervals: intervals(&tier),
                ends_at: tier.period_ends(period),
            };
            let row = match tier.every_millis {
                Some(_) => RowKey::of_window(tier.window_of(key.at)),
                None => key,
            };
            let (_, rows) = pile
                .entry(target)
                .or_insert_with(|| (place(), BlockRows::new(intervals(&tier))));
            rows.add(row, new);
        }
    }
}

/// The cells of an old row as a tier of today has them.
fn converted(rules: &StreamRules, old: &OldLayout, tier: &Tier, cells: &[Cell]) -> Vec<Cell> {
    let new = |held: &TierField| {
        let rule = rules.fields.get(held.field)?;
        let place = old
            .fields
            .iter()
            .position(|field| field.name == rule.name)?;
        let was = old.fields.get(place)?;
        // Single readings can become any interval; intervals only longer ones of the same kind.
        if old.tier.every_millis.is_some() && was.aggregate != held.aggregate {
            return None;
        }
        let form = match (&rule.form, held.step) {
            (ValueForm::Number { between, .. }, Some(step)) => ValueForm::Number {
                step,
                between: *between,
            },
            (form, _) => form.clone(),
        };
        cell(cells.get(place)?.as_ref()?, &was.form, held, &form)
    };
    tier.fields.iter().map(new).collect()
}

fn cell(
    before: &Accumulator,
    old_form: &str,
    held: &TierField,
    form: &ValueForm,
) -> Option<Accumulator> {
    let number = |number: i64| {
        let old_step: Quantum = old_form.parse().ok()?;
        let value = conversion::convert(&Value::Number(number), &old_step.to_string(), form)?;
        match value {
            Value::Number(number) => Some(number),
            Value::Flag(_) | Value::Text(_) => None,
        }
    };
    let after = match before {
        Accumulator::Last { at, value } => {
            let value = conversion::convert(value, old_form, form)?;
            return Accumulator::of(held.aggregate, *at, value);
        }
        Accumulator::Mean { count, sum } => Accumulator::Mean {
            count: *count,
            sum: number(*sum)?,
        },
        Accumulator::Min(min) => Accumulator::Min(number(*min)?),
        Accumulator::Max(max) => Accumulator::Max(number(*max)?),
        Accumulator::Sum(sum) => Accumulator::Sum(number(*sum)?),
        Accumulator::Count(count) => Accumulator::Count(*count),
    };
    (after.aggregate() == held.aggregate).then_some(after)
}
