//! Parts of blocks as they are written.

use std::sync::Arc;

use cardea_units::{HouseholdId, UnixMillis};
use cardea_vault::{DataKey, NonceSequence, PeriodName, VaultError};

use super::Bench;
use crate::StoreError;
use crate::blocks::{BlockKey, BlockRows, Intervals};
use crate::engine::{Connection, params, sql};
use crate::limits::{PART_ROWS_FULL, PARTS_MAX};

/// What blocks need to be locked with.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) product: String,
    pub(super) stream: String,
    pub(super) tier: String,
    pub(super) intervals: Intervals,
    pub(super) ends_at: UnixMillis,
}

/// A part of a block, locked, and the parts that it takes the place of.
#[derive(Debug)]
pub(super) struct Part {
    key: BlockKey,
    number: i64,
    rows: i64,
    sealed: Vec<u8>,
    replaced: Vec<i64>,
}

impl Part {
    /// Locks rows as a part of a block. When the block has many small parts, those that are not much longer than the new one become one
    /// with it: so a row is written again only when what it is in has doubled. `None` where nobody may have it any more.
    pub(super) fn make(
        bench: Bench<'_>,
        key: BlockKey,
        place: &Place,
        mut rows: BlockRows,
        number: i64,
        nonces: &mut NonceSequence,
    ) -> Result<Option<Self>, StoreError> {
        let Some(data_key) = key_of(bench, &key, place)? else {
            return Ok(None);
        };
        rows.settle();
        let mut replaced = to_replace(&small_parts(bench.db, &key)?, rows.len());
        match merged(bench.db, &key, place, &data_key, &replaced)? {
            Some(before) => {
                let new = core::mem::replace(&mut rows, before);
                rows.absorb(new);
            }
            None => replaced.clear(),
        }
        Self::lock(key, &data_key, rows, number, nonces, replaced)
    }

    /// Makes one part of all parts of a block that are not full. `None` where there is nothing to do, or nobody may have it any more.
    pub(super) fn of_all(
        bench: Bench<'_>,
        key: BlockKey,
        place: &Place,
        number: i64,
        nonces: &mut NonceSequence,
    ) -> Result<Option<Self>, StoreError> {
        let small = small_parts(bench.db, &key)?;
        if small.len() < 2 {
            return Ok(None);
        }
        let Some(data_key) = key_of(bench, &key, place)? else {
            return Ok(None);
        };
        let replaced: Vec<i64> = small.into_iter().map(|(number, _)| number).collect();
        match merged(bench.db, &key, place, &data_key, &replaced)? {
            Some(rows) => Self::lock(key, &data_key, rows, number, nonces, replaced),
            None => Ok(None),
        }
    }

    /// Locks rows in place of some parts. `None` where nobody may have them any more.
    pub(super) fn instead_of(
        bench: Bench<'_>,
        key: BlockKey,
        place: &Place,
        mut rows: BlockRows,
        number: i64,
        nonces: &mut NonceSequence,
        replaced: Vec<i64>,
    ) -> Result<Option<Self>, StoreError> {
        let Some(data_key) = key_of(bench, &key, place)? else {
            return Ok(None);
        };
        rows.settle();
        Self::lock(key, &data_key, rows, number, nonces, replaced)
    }

    fn lock(
        key: BlockKey,
        data_key: &DataKey,
        mut rows: BlockRows,
        number: i64,
        nonces: &mut NonceSequence,
        replaced: Vec<i64>,
    ) -> Result<Option<Self>, StoreError> {
        let plain = rows.write();
        let sealed = match key.seal(number, data_key, nonces, &plain) {
            Ok(sealed) => sealed,
            // Forgotten while this was prepared.
            Err(StoreError::Vault(VaultError::SubjectDestroyed)) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(Self {
            key,
            number,
            rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            sealed,
            replaced,
        }))
    }

    pub(super) const fn number(&self) -> i64 {
        self.number
    }

    /// The home that it belongs to.
    pub(super) fn household(&self) -> Option<HouseholdId> {
        HouseholdId::from_column(self.key.household)
    }

    /// Puts it in place of those that it replaces.
    pub(super) fn write(&self, db: &Connection) -> Result<(), StoreError> {
        let key = &self.key;
        for number in &self.replaced {
            delete(db, key, *number)?;
        }
        db.execute(
            sql!("INSERT INTO block (household, subject, device, layout, period, mask, part, count, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
            params![
                key.household,
                key.subject.to_bytes(),
                key.device.to_column(),
                key.layout,
                key.period.0,
                key.mask.cast_signed(),
                self.number,
                self.rows,
                self.sealed
            ],
        )?;
        Ok(())
    }
}

/// Takes a part of a block away.
pub(super) fn delete(db: &Connection, key: &BlockKey, number: i64) -> Result<(), StoreError> {
    db.execute(
        sql!("DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND part = ?7"),
        params![
            key.household,
            key.subject.to_bytes(),
            key.layout,
            key.period.0,
            key.device.to_column(),
            key.mask.cast_signed(),
            number
        ],
    )?;
    Ok(())
}

/// What locks a block; `None` where nobody may have it any more.
fn key_of(
    bench: Bench<'_>,
    key: &BlockKey,
    place: &Place,
) -> Result<Option<Arc<DataKey>>, StoreError> {
    let name = PeriodName {
        product: &place.product,
        stream: &place.stream,
        tier: &place.tier,
        starts_at: key.period,
    };
    let found = bench
        .vault
        .period(&name, place.ends_at)
        .and_then(|period| bench.vault.data_key(key.subject, period));
    match found {
        Ok(data_key) => Ok(Some(data_key)),
        Err(
            VaultError::PeriodEnded | VaultError::SubjectDestroyed | VaultError::SubjectUnknown,
        ) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The parts of a block that are not full, with how many rows they have.
fn small_parts(db: &Connection, key: &BlockKey) -> Result<Vec<(i64, i64)>, StoreError> {
    db.all(
        sql!("SELECT part, count FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND count < ?7"),
        params![
            key.household,
            key.subject.to_bytes(),
            key.layout,
            key.period.0,
            key.device.to_column(),
            key.mask.cast_signed(),
            PART_ROWS_FULL
        ],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The parts that are to become one with a new part of so many rows.
fn to_replace(small: &[(i64, i64)], new: usize) -> Vec<i64> {
    if small.len() < PARTS_MAX {
        return Vec::new();
    }
    let mut small = small.to_vec();
    small.sort_by_key(|(_, count)| *count);
    let mut together = i64::try_from(new).unwrap_or(i64::MAX);
    let mut replaced = Vec::with_capacity(small.len());
    for (number, count) in small {
        // At least half of them, so that there are few; then as long as what there is doubles.
        if replaced.len() >= PARTS_MAX.div_euclid(2) && count > together {
            break;
        }
        together = together.saturating_add(count);
        replaced.push(number);
    }
    replaced
}

/// What some parts say together, the oldest first. `None` when one of them is damaged: then each stays as it is, and nothing else is held up
/// by it; and where there are none.
fn merged(
    db: &Connection,
    key: &BlockKey,
    place: &Place,
    data_key: &DataKey,
    numbers: &[i64],
) -> Result<Option<BlockRows>, StoreError> {
    if numbers.is_empty() {
        return Ok(None);
    }
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let mut all = BlockRows::new(place.intervals);
    for number in numbers {
        let sealed: Vec<u8> = db.only(
            sql!("SELECT data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND part = ?7"),
            params![
                key.household,
                key.subject.to_bytes(),
                key.layout,
                key.period.0,
                key.device.to_column(),
                key.mask.cast_signed(),
                number
            ],
            |row| row.get(0),
        )?;
        let opened = key
            .open(number, data_key, &sealed)
            .and_then(|plain| BlockRows::read(&plain, place.intervals));
        match opened {
            Ok(rows) => all.absorb(rows),
            // Forgotten while this was prepared: nothing of it can be locked, either.
            Err(StoreError::Vault(VaultError::SubjectDestroyed)) => return Ok(None),
            Err(error) => {
                tracing::error!(%error, "a block is damaged and was not merged");
                return Ok(None);
            }
        }
    }
    all.settle();
    Ok(Some(all))
}
