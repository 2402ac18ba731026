//! The sealer: moves journalled readings into blocks, by person, device, tier, period and permission.
//!
//! One transaction writes the blocks and empties the journal rows, so that each reading is moved exactly once whatever happens.

pub(crate) mod conversion;

use std::collections::BTreeMap;

use cardea_gate::Tier;
use cardea_units::{HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, NonceSequence, PeriodName, VaultError};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::blocks::{BlockKey, BlockRows, Cells, Intervals, RowKey};
use crate::journal::{self, Record, Segment, segments};
use crate::limits::{MARKS_KEPT_MILLIS, PARTS_MAX, SEAL_ROWS_MAX};
use crate::wire::Take;
use crate::writer::Writer;
use crate::{Product, StoreError};

/// What a step found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// There may be more.
    Some,
    /// The journal is empty.
    Nothing,
}

/// Moves up to [`SEAL_ROWS_MAX`] journal rows.
pub(crate) fn step(writer: &mut Writer) -> Result<Sealed, StoreError> {
    let now = writer.clock.now();
    let rows = waiting(&writer.db)?;
    let Some(last) = rows.last().map(|row| row.id) else {
        write_tallies(writer)?;
        return Ok(Sealed::Nothing);
    };
    let mut pile = Pile::default();
    for row in &rows {
        pile.take_row(writer, row, now)?;
    }
    let tx = writer
        .db
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut nonces = NonceSequence::draw(&*writer.random)?;
    let mut part = last.saturating_mul(PARTS_EACH);
    for (key, (place, rows)) in pile.blocks {
        part = part.saturating_add(1);
        put(&tx, &writer.vault, &key, &place, rows, part, &mut nonces)?;
    }
    tx.execute(
        "UPDATE journal SET data = NULL WHERE id <= ?1 AND data IS NOT NULL",
        [last],
    )?;
    tx.execute(
        "DELETE FROM journal WHERE data IS NULL AND at < ?1 AND id < (SELECT max(id) FROM journal)",
        [now.plus(MARKS_KEPT_MILLIS.saturating_neg()).0],
    )?;
    tx.execute("DELETE FROM cut WHERE journal <= ?1", [last])?;
    writer.tallies.write(&tx, now)?;
    tx.commit()?;
    writer.tallies.clear();
    writer.directory.drop_through(last);
    writer.unsealed = writer.unsealed.saturating_sub(rows.len());
    Ok(if rows.len() < SEAL_ROWS_MAX {
        Sealed::Nothing
    } else {
        Sealed::Some
    })
}

/// Numbers of parts that one step may use: more than it can have blocks.
const PARTS_EACH: i64 = 1_000_000;

struct Row {
    id: i64,
    at: UnixMillis,
    data: Vec<u8>,
}

fn waiting(db: &Connection) -> Result<Vec<Row>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, at, data FROM journal WHERE data IS NOT NULL ORDER BY id LIMIT ?1",
    )?;
    let limit = i64::try_from(SEAL_ROWS_MAX).unwrap_or(i64::MAX);
    let rows = select.query_map([limit], |row| {
        Ok(Row {
            id: row.get(0)?,
            at: UnixMillis(row.get(1)?),
            data: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the counts of what was not kept.
pub(crate) fn write_tallies(writer: &mut Writer) -> Result<(), StoreError> {
    if writer.tallies.is_empty() {
        return Ok(());
    }
    let now = writer.clock.now();
    let tx = writer
        .db
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    writer.tallies.write(&tx, now)?;
    tx.commit()?;
    writer.tallies.clear();
    Ok(())
}

/// What blocks need to be locked with.
#[derive(Clone, Debug)]
struct Place {
    product: String,
    stream: String,
    tier: String,
    intervals: Intervals,
    ends_at: UnixMillis,
}

/// Rows on their way into blocks.
#[derive(Default)]
struct Pile {
    blocks: BTreeMap<BlockKey, (Place, BlockRows)>,
    cuts: BTreeMap<HouseholdId, Vec<Cut>>,
}

/// Where a record comes from.
#[derive(Clone, Copy)]
struct Source {
    row: i64,
    /// Its place in its segment.
    place: u64,
    household: HouseholdId,
    subject: SubjectId,
}

struct Cut {
    person: i64,
    product: String,
    slot: u8,
    journal: i64,
}

impl Pile {
    fn take_row(&mut self, writer: &Writer, row: &Row, now: UnixMillis) -> Result<(), StoreError> {
        let Some(period) = writer
            .vault
            .find_period(&journal::period_name(journal::period_of(row.at)))?
        else {
            return Ok(());
        };
        for segment in segments(row.id, &row.data)? {
            let key = match writer.vault.data_key(segment.subject, period) {
                Ok(key) => key,
                // Erased, or over: nobody can read it any more, and so it is dropped here.
                Err(
                    VaultError::SubjectDestroyed
                    | VaultError::SubjectUnknown
                    | VaultError::PeriodEnded,
                ) => continue,
                Err(error) => return Err(error.into()),
            };
            let records = match open(&segment, &key) {
                Ok(records) => records,
                // One damaged segment must not hold up everybody's sealing, and with it the end of everybody's periods.
                Err(error) => {
                    tracing::error!(%error, row = row.id, "a segment of the journal is damaged and lost");
                    continue;
                }
            };
            for (place, record) in (0..).zip(records) {
                let source = Source {
                    row: row.id,
                    place,
                    household: segment.household,
                    subject: segment.subject,
                };
                self.take_record(writer, source, record, now)?;
            }
        }
        Ok(())
    }

    fn take_record(
        &mut self,
        writer: &Writer,
        source: Source,
        record: Record,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let Source {
            row,
            place,
            household,
            subject,
        } = source;
        let Some((product, stream, record)) =
            conversion::to_today(&writer.db, &writer.products, record)?
        else {
            return Ok(());
        };
        let Some(rules) = product.gate.stream(stream) else {
            return Ok(());
        };
        let mask = record.mask & !self.cut(writer, product, household, subject, row)?;
        for (tier, layout) in product.tiers_of(stream) {
            let mask = mask & product.to_slots(tier.purposes);
            let cells = cells(tier, &record);
            if mask == 0 || !tier.holds(record.at, now) || cells.iter().all(Option::is_none) {
                continue;
            }
            let period = tier.period_of(record.at);
            let key = BlockKey {
                household: household.to_column(),
                subject,
                layout,
                period,
                device: record.device,
                mask,
            };
            let target = || Place {
                product: product.gate.product().to_owned(),
                stream: rules.name.clone(),
                tier: tier.name(),
                intervals: intervals(tier),
                ends_at: tier.period_ends(period),
            };
            let (_, rows) = self
                .blocks
                .entry(key)
                .or_insert_with(|| (target(), BlockRows::default()));
            rows.add(
                row_key(tier, &record, row, place),
                cells,
                intervals(tier),
            );
        }
        Ok(())
    }

    /// Purposes (slots) that were taken away after this row was written.
    fn cut(
        &mut self,
        writer: &Writer,
        product: &Product,
        household: HouseholdId,
        subject: SubjectId,
        row: i64,
    ) -> Result<u64, StoreError> {
        if !self.cuts.contains_key(&household) {
            self.cuts
                .insert(household, load_cuts(&writer.db, household)?);
        }
        let person = match subject {
            SubjectId::Household(_) => 0,
            SubjectId::Person(person) => person.to_column(),
        };
        let cuts = self
            .cuts
            .get(&household)
            .map(Vec::as_slice)
            .unwrap_or_default();
        Ok(cut_mask(cuts, product.gate.product(), person, row))
    }
}

/// Purposes of journalled readings that were taken away since, for reads.
pub(crate) fn cuts_of(
    db: &Connection,
    household: HouseholdId,
    product: &str,
    subject: SubjectId,
    row: i64,
) -> Result<u64, StoreError> {
    let person = match subject {
        SubjectId::Household(_) => 0,
        SubjectId::Person(person) => person.to_column(),
    };
    Ok(cut_mask(&load_cuts(db, household)?, product, person, row))
}

fn cut_mask(cuts: &[Cut], product: &str, person: i64, row: i64) -> u64 {
    cuts.iter()
        .filter(|cut| cut.journal >= row && cut.product == product && cut.person == person)
        .fold(0, |mask, cut| {
            mask | 1_u64.wrapping_shl(u32::from(cut.slot))
        })
}

fn load_cuts(db: &Connection, household: HouseholdId) -> Result<Vec<Cut>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT person, product, slot, journal FROM cut WHERE household = ?1")?;
    let rows = select.query_map([household.to_column()], |row| {
        Ok(Cut {
            person: row.get(0)?,
            product: row.get(1)?,
            slot: row.get(2)?,
            journal: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a tier's rows are intervals.
pub(crate) const fn intervals(tier: &Tier) -> Intervals {
    if tier.every_millis.is_some() {
        Intervals::Yes
    } else {
        Intervals::No
    }
}

/// What one reading is in a tier.
pub(crate) fn cells(tier: &Tier, record: &Record) -> Cells {
    let cell = |held: &cardea_gate::TierField| {
        let value = record.values.get(held.field)?.as_ref()?;
        tier.cell(held, record.at, value)
    };
    tier.fields.iter().map(cell).collect()
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

fn put(
    db: &Connection,
    vault: &cardea_vault::Vault,
    key: &BlockKey,
    place: &Place,
    mut rows: BlockRows,
    part: i64,
    nonces: &mut NonceSequence,
) -> Result<(), StoreError> {
    let name = PeriodName {
        product: &place.product,
        stream: &place.stream,
        tier: &place.tier,
        starts_at: key.period,
    };
    let data_key = match vault
        .period(&name, place.ends_at)
        .and_then(|period| vault.data_key(key.subject, period))
    {
        Ok(data_key) => data_key,
        Err(
            VaultError::PeriodEnded | VaultError::SubjectDestroyed | VaultError::SubjectUnknown,
        ) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let found = parts(db, key)?;
    if found.len() >= PARTS_MAX {
        for (part, sealed) in &found {
            rows.absorb(
                BlockRows::read(&key.open(*part, &data_key, sealed)?)?,
                place.intervals,
            );
        }
        db.prepare_cached(
            "DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6",
        )?
        .execute(params![
            key.household,
            key.subject.to_bytes(),
            key.layout,
            key.period.0,
            key.device.to_column(),
            key.mask.cast_signed()
        ])?;
    }
    let sealed = key.seal(part, &data_key, nonces, &rows.write())?;
    db.prepare_cached(
        "INSERT INTO block (household, subject, device, layout, period, mask, part, count, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        key.household,
        key.subject.to_bytes(),
        key.device.to_column(),
        key.layout,
        key.period.0,
        key.mask.cast_signed(),
        part,
        i64::try_from(rows.rows.len()).unwrap_or(i64::MAX),
        sealed
    ])?;
    Ok(())
}

fn parts(db: &Connection, key: &BlockKey) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let count: i64 = db
        .prepare_cached(
            "SELECT count(*) FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6",
        )?
        .query_row(
            params![key.household, key.subject.to_bytes(), key.layout, key.period.0, key.device.to_column(), key.mask.cast_signed()],
            |row| row.get(0),
        )?;
    if usize::try_from(count).unwrap_or(usize::MAX) < PARTS_MAX {
        return Ok(Vec::new());
    }
    let mut select = db.prepare_cached(
        "SELECT part, data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6",
    )?;
    let rows = select.query_map(
        params![
            key.household,
            key.subject.to_bytes(),
            key.layout,
            key.period.0,
            key.device.to_column(),
            key.mask.cast_signed()
        ],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}
