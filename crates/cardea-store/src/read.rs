//! Reading back: what a purpose may see, or what a person's data is, from journal and blocks together.

use std::collections::BTreeMap;

use cardea_gate::{Accumulator, PurposeIndex, Served, StreamIndex, Tier, serve_field};
use cardea_manifest::model::Aggregate;
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{PeriodName, VaultError};
use rusqlite::{Connection, params};

use crate::blocks::{BlockKey, BlockRows};
use crate::journal::{self, Record, segments};
use crate::limits::READ_ROWS_MAX;
use crate::seal::{cells, cuts_of, intervals};
use crate::wire::Take;
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
    /// What is held, in one answer for each tier that is looked at.
    ///
    /// For a purpose, only what was permitted for it when it was kept and has not been taken away since. Whether the purpose is permitted
    /// now is for the caller to ask first ([`Store::permits`]), and again before it hands anything out.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when there are more than [`READ_ROWS_MAX`] rows.
    pub fn read(&self, question: &Question, whose: Whose) -> Result<Vec<Rows>, StoreError> {
        let product = self
            .products()
            .get(question.product)
            .ok_or(StoreError::Unknown("product"))?;
        let rules = product
            .gate
            .stream(question.stream)
            .ok_or(StoreError::Unknown("stream"))?;
        let mut answers = Vec::new();
        for (tier, layout) in product.tiers_of(question.stream) {
            let slots = match whose {
                Whose::Own => u64::MAX,
                Whose::Purpose(purpose) if tier.purposes.has(purpose) => product
                    .slot(purpose)
                    .map_or(0, |slot| 1_u64.wrapping_shl(u32::from(slot))),
                Whose::Purpose(_) => continue,
            };
            let columns = columns(tier, whose);
            let held = self.held(question, product, &rules.name, tier, layout, slots)?;
            let name = |place: &usize| {
                tier.fields
                    .get(*place)
                    .and_then(|held| rules.fields.get(held.field))
            };
            answers.push(Rows {
                fields: columns
                    .iter()
                    .map(|(place, _, _)| {
                        name(place)
                            .map(|rule| rule.name.clone())
                            .unwrap_or_default()
                    })
                    .collect(),
                aggregates: columns
                    .iter()
                    .map(|(_, _, aggregate)| tier.every_millis.map(|_| *aggregate))
                    .collect(),
                every_millis: tier.every_millis,
                rows: serve(held, tier, &columns),
            });
        }
        Ok(answers)
    }

    fn held(
        &self,
        question: &Question,
        product: &Product,
        stream: &str,
        tier: &Tier,
        layout: i64,
        slots: u64,
    ) -> Result<BTreeMap<DeviceId, BlockRows>, StoreError> {
        // The list first, the snapshot second: what is sealed in between has left the journal and is in the blocks of the snapshot.
        let journalled = self.directory().of(question.household);
        let mut reader = self.reader()?;
        let snapshot = reader.transaction()?;
        let now = self.clock().now();
        let mut found = Found {
            rows: BTreeMap::new(),
            tier,
            now,
            question,
            count: 0,
        };
        found.blocks(&snapshot, self, product, stream, layout, slots)?;
        for row in journalled {
            found.journal(&snapshot, self, product, row, slots)?;
        }
        Ok(found.rows)
    }
}

struct Found<'a> {
    rows: BTreeMap<DeviceId, BlockRows>,
    tier: &'a Tier,
    now: UnixMillis,
    question: &'a Question,
    count: usize,
}

impl Found<'_> {
    fn blocks(
        &mut self,
        db: &Connection,
        store: &Store,
        product: &Product,
        stream: &str,
        layout: i64,
        slots: u64,
    ) -> Result<(), StoreError> {
        let question = self.question;
        let mut select = db.prepare_cached(
            "SELECT period, device, mask, part, data FROM block
             WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period >= ?4 AND period < ?5",
        )?;
        let first = self.tier.period_of(question.from);
        let household = question.household.to_column();
        let mut rows = select.query(params![
            household,
            question.subject.to_bytes(),
            layout,
            first.0,
            question.until.0
        ])?;
        while let Some(row) = rows.next()? {
            let mask = row.get::<_, i64>(2)?.cast_unsigned();
            if mask & slots == 0 {
                continue;
            }
            let period = UnixMillis(row.get(0)?);
            let device = DeviceId::from_column(row.get(1)?)
                .ok_or(StoreError::Corrupt("a block names no device"))?;
            let name = PeriodName {
                product: product.gate.product(),
                stream,
                tier: &self.tier.name(),
                starts_at: period,
            };
            let Some(id) = ended_is_none(store.vault().find_period(&name))? else {
                continue;
            };
            let Some(key) = gone_is_none(store.vault().data_key(question.subject, id))? else {
                continue;
            };
            let block = BlockKey {
                household,
                subject: question.subject,
                layout,
                period,
                device,
                mask,
            };
            let sealed: Vec<u8> = row.get(4)?;
            let part = BlockRows::read(&block.open(row.get(3)?, &key, &sealed)?)?;
            self.take(device, part)?;
        }
        Ok(())
    }

    fn journal(
        &mut self,
        db: &Connection,
        store: &Store,
        product: &Product,
        row: i64,
        slots: u64,
    ) -> Result<(), StoreError> {
        let question = self.question;
        let found: Option<(i64, Option<Vec<u8>>)> = db
            .prepare_cached("SELECT at, data FROM journal WHERE id = ?1")?
            .query_map([row], |row| Ok((row.get(0)?, row.get(1)?)))?
            .next()
            .transpose()?;
        let Some((at, Some(data))) = found else {
            return Ok(());
        };
        let name = journal::period_name(journal::period_of(UnixMillis(at)));
        let Some(period) = ended_is_none(store.vault().find_period(&name))? else {
            return Ok(());
        };
        let mine = |segment: &&journal::Segment<'_>| {
            segment.household == question.household && segment.subject == question.subject
        };
        for segment in segments(row, &data)?.iter().filter(mine) {
            let Some(key) = gone_is_none(store.vault().data_key(segment.subject, period))? else {
                continue;
            };
            let plain = segment.open(&key)?;
            let cut = cuts_of(
                db,
                question.household,
                product.gate.product(),
                question.subject,
                row,
            )?;
            let mut take = Take::new(&plain);
            while !take.is_empty() {
                let record = Record::read(&mut take)?;
                let mask = record.mask & !cut & product.to_slots(self.tier.purposes);
                let here = product.journal_layout(question.stream) == Some(record.layout);
                if here && mask & slots != 0 && self.tier.holds(record.at, self.now) {
                    let mut part = BlockRows::default();
                    part.add(
                        self.tier.window_of(record.at),
                        cells(self.tier, &record),
                        intervals(self.tier),
                    );
                    self.take(record.device, part)?;
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, device: DeviceId, mut part: BlockRows) -> Result<(), StoreError> {
        let every = self.tier.every_millis.unwrap_or(1);
        let (tier, now) = (self.tier, self.now);
        let (from, until) = (self.question.from, self.question.until);
        part.rows
            .retain(|at, _| at.plus(every) > from && *at < until && tier.holds(*at, now));
        self.count = self.count.saturating_add(part.rows.len());
        if self.count > READ_ROWS_MAX {
            return Err(StoreError::Refused(
                "this is more than one answer can hold. Ask for a shorter time",
            ));
        }
        self.rows
            .entry(device)
            .or_default()
            .absorb(part, intervals(tier));
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

type Column = (usize, Option<cardea_units::Quantum>, Aggregate);

fn columns(tier: &Tier, whose: Whose) -> Vec<Column> {
    match whose {
        Whose::Purpose(purpose) => tier.use_of(purpose).unwrap_or_default(),
        Whose::Own => {
            let each = |place| match tier.every_millis {
                None => vec![(place, None, Aggregate::Last)],
                Some(_) => tier
                    .aggregates_of(place)
                    .into_iter()
                    .map(|aggregate| (place, None, aggregate))
                    .collect(),
            };
            (0..tier.fields.len()).flat_map(each).collect()
        }
    }
}

fn serve(held: BTreeMap<DeviceId, BlockRows>, tier: &Tier, columns: &[Column]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (device, block) in held {
        for (at, cells) in block.rows {
            let value = |(place, step, aggregate): &Column| {
                let cell: &Accumulator = cells.get(*place)?.as_ref()?;
                serve_field(tier.fields.get(*place)?, *step, *aggregate, cell)
            };
            let values: Vec<Option<Served>> = columns.iter().map(value).collect();
            if values.iter().any(Option::is_some) {
                rows.push(Row { device, at, values });
            }
        }
    }
    rows.sort_by_key(|row| (row.at, row.device));
    rows
}
