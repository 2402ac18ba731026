//! Reading back: what a purpose may see, or what a person's data is, from journal and blocks together.

mod stretches;

use std::collections::BTreeMap;
use std::sync::Arc;

use cardea_gate::{
    Accumulator, PurposeIndex, PurposeSet, Served, StreamIndex, StreamRules, Tier, TierField,
    serve_field,
};
use cardea_manifest::model::Aggregate;
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, PeriodName, VaultError};

pub use self::stretches::Stretch;
use crate::blocks::{BlockKey, BlockRows};
use crate::engine::{Connection, params, sql};
use crate::journal::{self, Record, segments};
use crate::limits::READ_ROWS_MAX;
use crate::seal::{self, cells, conversion, cuts_of, intervals, row_key};
use crate::{Product, ProductIndex, Store, StoreError};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// In which home.
    pub household: HouseholdId,
    /// Whose: the home's own, or one person's.
    pub subject: SubjectId,
    /// Of which product.
    pub product: ProductIndex,
    /// Of which stream.
    pub stream: StreamIndex,
    /// First time, included.
    pub from: UnixMillis,
    /// Last time, not included.
    pub until: UnixMillis,
}

/// Whose data is looked at, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// What one purpose may have, at its own precision and interval.
    Purpose(PurposeIndex),
    /// What is held for any of these purposes, as it is held: for the person it is about, to take elsewhere.
    AnyOf(PurposeSet),
    /// Everything that is held, as it is held: for the person it is about.
    Own,
}

/// One row of an answer.
#[derive(Clone, Debug)]
pub struct Row {
    /// The device.
    pub device: DeviceId,
    /// The time of the reading, or the start of its interval.
    pub at: UnixMillis,
    /// Values by field, in the order of [`Rows::fields`].
    pub values: Vec<Option<Served>>,
}

/// An answer: one tier's rows.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Names of the fields.
    pub fields: Vec<String>,
    /// How the values of one interval became one, in the order of the fields; `None` where every reading is there.
    pub aggregates: Vec<Option<Aggregate>>,
    /// The interval in milliseconds; `None` where every reading is there.
    pub every_millis: Option<i64>,
    /// In order of time.
    pub rows: Vec<Row>,
}

impl Store {
    /// The product and the stream that are asked about.
    pub(crate) fn asked(
        &self,
        question: &Question,
    ) -> Result<(&Product, &StreamRules), StoreError> {
        let product = self
            .products()
            .get(question.product)
            .ok_or(StoreError::Unknown("product"))?;
        let stream = product
            .gate
            .stream(question.stream)
            .ok_or(StoreError::Unknown("stream"))?;
        Ok((product, stream))
    }

    /// What is held, in one answer for each tier that is looked at.
    ///
    /// For a purpose, only what was permitted for it when it was kept and has not been taken away since. Whether the purpose is permitted
    /// now is for the caller to ask first ([`Store::permits`]), and again before it hands anything out.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when there are more than [`READ_ROWS_MAX`] rows.
    pub fn read(&self, question: &Question, whose: Whose) -> Result<Vec<Rows>, StoreError> {
        let (product, _) = self.asked(question)?;
        let mut answers = Vec::new();
        for looked_at in product.readable_tiers_of(question.stream) {
            let passed_over =
                matches!(whose, Whose::Purpose(purpose) if !looked_at.0.purposes.has(purpose));
            if !passed_over {
                answers.push(self.read_of_tier(question, whose, looked_at)?);
            }
        }
        Ok(answers)
    }

    fn read_of_tier(
        &self,
        question: &Question,
        whose: Whose,
        (tier, layout): (&Tier, i64),
    ) -> Result<Rows, StoreError> {
        let (product, rules) = self.asked(question)?;
        let slots = match whose {
            Whose::Own => u64::MAX,
            Whose::Purpose(purpose) => product
                .slot(purpose)
                .map_or(0, |slot| 1_u64.wrapping_shl(u32::from(slot))),
            Whose::AnyOf(purposes) => product.to_slots(tier.purposes.and(purposes)),
        };
        let held = self.held(question, product, tier, layout, slots)?;
        let name = |held: &TierField| rules.fields.get(held.field).map(|rule| rule.name.clone());
        let interval = |held: &TierField| tier.every_millis.map(|_| held.aggregate);
        Ok(Rows {
            fields: tier
                .fields
                .iter()
                .map(|held| name(held).unwrap_or_default())
                .collect(),
            aggregates: tier.fields.iter().map(interval).collect(),
            every_millis: tier.every_millis,
            rows: serve(held, tier),
        })
    }

    fn held(
        &self,
        question: &Question,
        product: &Product,
        tier: &Tier,
        layout: i64,
        slots: u64,
    ) -> Result<BTreeMap<DeviceId, BlockRows>, StoreError> {
        // The list first, the snapshot second: what is sealed in between has left the journal and is in the blocks of the snapshot.
        let journalled = self.directory().of(question.household);
        let mut reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        // A part of an interval would say more than the whole: an interval is answered whole or not at all.
        let until = question.until.max(question.from);
        let mut found = Found {
            rows: BTreeMap::new(),
            store: self,
            product,
            tier,
            slots,
            question,
            now: self.clock().now(),
            from: tier.window_of(question.from),
            until: tier
                .window_of(until.plus(-1))
                .plus(tier.every_millis.unwrap_or(1)),
            count: 0,
        };
        if question.from < question.until {
            found.blocks(&snapshot, layout)?;
            for row in journalled {
                found.journal(&snapshot, row)?;
            }
        }
        Ok(found.rows)
    }
}

struct Found<'a> {
    rows: BTreeMap<DeviceId, BlockRows>,
    store: &'a Store,
    product: &'a Product,
    tier: &'a Tier,
    /// The purposes it is for; every one for the person themselves.
    slots: u64,
    question: &'a Question,
    now: UnixMillis,
    /// Start of the first interval, or the first time.
    from: UnixMillis,
    /// End of the last interval, or just after the last time.
    until: UnixMillis,
    count: usize,
}

impl Found<'_> {
    fn blocks(&mut self, db: &Connection, layout: i64) -> Result<(), StoreError> {
        let question = self.question;
        let Some(rules) = self.product.gate.stream(question.stream) else {
            return Ok(());
        };
        let (first, until) = (self.tier.period_of(self.from).0, self.until.0);
        let household = question.household.to_column();
        db.each(
            sql!("SELECT period, device, mask, part, data FROM block
                  WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period >= ?4 AND period < ?5"),
            params![household, question.subject.to_bytes(), layout, first, until],
            |row| {
                let mask = row.get::<i64>(2)?.cast_unsigned();
                if mask & self.slots == 0 {
                    return Ok(());
                }
                let device = DeviceId::from_column(row.get(1)?)
                    .ok_or(StoreError::Corrupt("a block names no device"))?;
                let block = BlockKey {
                    household,
                    subject: question.subject,
                    layout,
                    period: UnixMillis(row.get(0)?),
                    device,
                    mask,
                };
                let Some(key) = self.key_of(&block, &rules.name)? else {
                    return Ok(());
                };
                let part = BlockRows::read(
                    &block.open(row.get(3)?, &key, row.get(4)?)?,
                    intervals(self.tier),
                )?;
                self.take(device, part)
            },
        )
    }

    /// What opens a block; `None` when nobody can any more.
    fn key_of(&self, block: &BlockKey, stream: &str) -> Result<Option<Arc<DataKey>>, StoreError> {
        let name = PeriodName {
            product: self.product.gate.product(),
            stream,
            tier: &self.tier.name(),
            starts_at: block.period,
        };
        let vault = self.store.vault();
        let Some(id) = ended_is_none(vault.find_period(&name))? else {
            return Ok(None);
        };
        gone_is_none(vault.data_key(block.subject, id))
    }

    fn journal(&mut self, db: &Connection, row: i64) -> Result<(), StoreError> {
        let question = self.question;
        let found: Option<(i64, Option<Vec<u8>>)> = db.first(
            sql!("SELECT at, data FROM journal WHERE id = ?1"),
            params![row],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let Some((at, Some(data))) = found else {
            return Ok(());
        };
        let name = journal::period_name(journal::period_of(UnixMillis(at)));
        let vault = self.store.vault();
        let Some(period) = ended_is_none(vault.find_period(&name))? else {
            return Ok(());
        };
        let mine = |segment: &&journal::Segment<'_>| {
            segment.household == question.household && segment.subject == question.subject
        };
        for segment in segments(row, &data)?.iter().filter(mine) {
            let Some(key) = gone_is_none(vault.data_key(segment.subject, period))? else {
                continue;
            };
            let cut = cuts_of(
                db,
                question.household,
                self.product.gate.product(),
                question.subject,
                row,
            )?;
            for (place, record) in (0..).zip(seal::open(segment, &key)?) {
                self.record(db, row, place, cut, record)?;
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        db: &Connection,
        row: i64,
        place: u64,
        cut: u64,
        record: Record,
    ) -> Result<(), StoreError> {
        let Some((product, stream, record)) =
            conversion::to_today(db, self.store.products(), record)?
        else {
            return Ok(());
        };
        let here =
            product.gate.product() == self.product.gate.product() && stream == self.question.stream;
        let mask = record.mask & !cut & product.to_slots(self.tier.purposes);
        if here && mask & self.slots != 0 && self.tier.holds(record.at, self.now) {
            let mut part = BlockRows::new(intervals(self.tier));
            part.add(
                row_key(self.tier, &record, row, place),
                cells(self.tier, &record),
            );
            self.take(record.device, part)?;
        }
        Ok(())
    }

    fn take(&mut self, device: DeviceId, mut part: BlockRows) -> Result<(), StoreError> {
        let (tier, now) = (self.tier, self.now);
        let (from, until) = (self.from, self.until);
        part.retain(|key| key.at >= from && key.at < until && tier.holds(key.at, now));
        self.count = self.count.saturating_add(part.len());
        self.rows
            .entry(device)
            .or_insert_with(|| BlockRows::new(intervals(tier)))
            .absorb(part);
        if self.count > READ_ROWS_MAX {
            // Some may have been of one interval.
            self.rows.values_mut().for_each(BlockRows::settle);
            self.count = self.rows.values().map(BlockRows::len).sum();
        }
        if self.count > READ_ROWS_MAX {
            return Err(StoreError::Refused(
                "this is more than one answer can hold. Ask for a shorter time",
            ));
        }
        Ok(())
    }
}

/// What an ended period held can be read by nobody.
fn ended_is_none<T>(found: Result<Option<T>, VaultError>) -> Result<Option<T>, StoreError> {
    match found {
        Err(VaultError::PeriodEnded | VaultError::PeriodUnknown) => Ok(None),
        other => Ok(other?),
    }
}

/// What an erased person's key locked can be read by nobody.
fn gone_is_none<T>(found: Result<T, VaultError>) -> Result<Option<T>, StoreError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(
            VaultError::SubjectDestroyed
            | VaultError::SubjectUnknown
            | VaultError::PeriodEnded
            | VaultError::PeriodUnknown,
        ) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn serve(held: BTreeMap<DeviceId, BlockRows>, tier: &Tier) -> Vec<Row> {
    let mut rows = Vec::new();
    for (device, mut block) in held {
        block.settle();
        for (key, cells) in block.iter() {
            let value = |(held, cell): (&TierField, &Option<Accumulator>)| {
                serve_field(held, cell.as_ref()?)
            };
            let values: Vec<Option<Served>> = tier.fields.iter().zip(cells).map(value).collect();
            if values.iter().any(Option::is_some) {
                rows.push(Row {
                    device,
                    at: key.at,
                    values,
                });
            }
        }
    }
    rows.sort_by_key(|row| (row.at, row.device));
    rows
}
