//! Periods: begun once, ended on time, for good.

use std::sync::PoisonError;

use cardea_units::UnixMillis;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::Vault;
use crate::limits::{LOG_ROWS_MAX, PERIODS_CACHED_MAX, PERIODS_ENDED_AT_ONCE_MAX};
use crate::period::{EndedPeriod, PeriodId, PeriodName};
use crate::secret::Secret;
use crate::secrets_file::Checkpoint;
use crate::secrets_file::slots::{self, Slot};
use crate::{VaultError, derive, row};

/// A living period, as remembered by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownPeriod {
    id: PeriodId,
    ends_at: UnixMillis,
}

/// What data keys of a period are made from.
#[derive(Debug)]
pub(super) struct PeriodSecret {
    pub(super) secret: Secret,
    pub(super) info: Vec<u8>,
}

/// Some of the log of ended periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedAfter {
    /// Oldest end first.
    pub periods: Vec<EndedPeriod>,
    /// What to ask with next time.
    pub seq: i64,
}

impl Vault {
    /// The period of this name, begun now if it is new; its secret will be destroyed at `ends_at`.
    /// Durable when it returns. Ask once for each stream, tier and period and keep the handle.
    ///
    /// Asking again with an earlier `ends_at` brings the end forward; with a later one changes nothing:
    /// what was collected under a promise is not kept longer because the promise for new data changed.
    ///
    /// # Errors
    /// [`VaultError::PeriodEnded`]: it is over, and readings for it come too late.
    /// [`VaultError::BadName`], [`VaultError::PeriodEndsBeforeItStarts`].
    pub fn period(
        &self,
        name: &PeriodName<'_>,
        ends_at: UnixMillis,
    ) -> Result<PeriodId, VaultError> {
        name.check()?;
        let key = row::period(name);
        if let Some(known) = self
            .known_period(&key)
            .filter(|known| known.ends_at <= ends_at)
        {
            return Ok(known.id);
        }
        if ends_at <= name.starts_at {
            return Err(VaultError::PeriodEndsBeforeItStarts);
        }
        let mut inner = self.inner();
        let transaction = inner.file.transaction()?;
        let known = match find(&transaction, name)? {
            Some(known) if known.ends_at <= ends_at => known,
            Some(known) => {
                transaction
                    .prepare_cached("UPDATE period SET ends_at = ?2 WHERE id = ?1")?
                    .execute([known.id.to_column(), ends_at.0])?;
                KnownPeriod { ends_at, ..known }
            }
            None => {
                let secret = Secret::draw(&*self.random)?;
                let slot = slots::append(&transaction, &self.wrap(&key, secret.bytes())?)?;
                KnownPeriod {
                    id: begin(&transaction, name, ends_at, slot)?,
                    ends_at,
                }
            }
        };
        transaction.commit()?;
        self.remember(key, known);
        Ok(known.id)
    }

    /// The period of this name if it was begun, for reading; `None` when nothing was ever kept in it.
    ///
    /// # Errors
    /// [`VaultError::PeriodEnded`]: what was in it is gone. [`VaultError::BadName`].
    pub fn find_period(&self, name: &PeriodName<'_>) -> Result<Option<PeriodId>, VaultError> {
        name.check()?;
        let key = row::period(name);
        if let Some(known) = self.known_period(&key) {
            return Ok(Some(known.id));
        }
        let inner = self.inner();
        let found = find(inner.file.connection(), name)?;
        if let Some(known) = found {
            self.remember(key, known);
        }
        Ok(found.map(|known| known.id))
    }

    /// Ends every period whose `ends_at` is `now` or earlier: overwrites its secret, zeroises every key
    /// made from it, also where it is held, and empties the write-ahead log. `Ok` means that all of
    /// this is done (law L5). Asking again is safe.
    ///
    /// # Errors
    /// [`VaultError::NotErasedYet`]: the periods are over and no key works any more, but another
    /// program kept their wrapped secrets in the write-ahead log; ask again. What ended is then to be
    /// had from [`Vault::ended_after`].
    pub fn end_periods(&self, now: UnixMillis) -> Result<Vec<EndedPeriod>, VaultError> {
        let mut inner = self.inner();
        let mut ended = Vec::new();
        loop {
            let due = due(inner.file.connection(), now)?;
            if due.is_empty() {
                break;
            }
            let transaction = inner.file.destroying_transaction()?;
            for (period, slot) in &due {
                end(&transaction, period.id, *slot, now)?;
            }
            transaction.commit()?;
            for (period, _) in &due {
                inner.periods.remove(&period.id);
                self.forget_name(&row::period(&period.name()));
            }
            self.keys
                .destroy_periods(&due.iter().map(|(period, _)| period.id).collect());
            ended.extend(due.into_iter().map(|(period, _)| period));
        }
        if inner.file.checkpoint() == Checkpoint::Owed {
            inner.file.settle()?;
        }
        Ok(ended)
    }

    /// When [`Vault::end_periods`] will next have something to do; `None` when no period is alive.
    ///
    /// # Errors
    /// What the system says.
    pub fn next_period_end(&self) -> Result<Option<UnixMillis>, VaultError> {
        let sql = "SELECT min(ends_at) FROM period WHERE ended_seq IS NULL";
        let inner = self.inner();
        let mut statement = inner.file.connection().prepare_cached(sql)?;
        let next: Option<i64> = statement.query_row([], |row| row.get(0))?;
        Ok(next.map(UnixMillis))
    }

    /// The log of ended periods after `seq` (0 for all), in the order of their ending, at most `max`
    /// and at most [`LOG_ROWS_MAX`]. A sweep that remembers how far it came misses none after a crash.
    ///
    /// # Errors
    /// What the system says.
    pub fn ended_after(&self, seq: i64, max: usize) -> Result<EndedAfter, VaultError> {
        let inner = self.inner();
        let mut statement = inner.file.connection().prepare_cached(
            "SELECT id, product, stream, tier, starts_at, ends_at, ended_seq FROM period \
             WHERE ended_seq > ?1 ORDER BY ended_seq LIMIT ?2",
        )?;
        let max = i64::try_from(max.min(LOG_ROWS_MAX)).unwrap_or(i64::MAX);
        let mut rows = statement.query([seq, max])?;
        let mut found = EndedAfter {
            periods: Vec::new(),
            seq,
        };
        while let Some(row) = rows.next()? {
            found.seq = row.get(6)?;
            found.periods.push(period_of(row)?);
        }
        Ok(found)
    }

    /// When the ended periods of a tier began, latest first, at most [`LOG_ROWS_MAX`].
    ///
    /// # Errors
    /// What the system says.
    pub fn ended_of_tier(
        &self,
        product: &str,
        stream: &str,
        tier: &str,
    ) -> Result<Vec<UnixMillis>, VaultError> {
        let inner = self.inner();
        let mut statement = inner.file.connection().prepare_cached(
            "SELECT starts_at FROM period WHERE product = ?1 AND stream = ?2 AND tier = ?3 \
             AND ended_seq IS NOT NULL ORDER BY starts_at DESC LIMIT ?4",
        )?;
        let most = i64::try_from(LOG_ROWS_MAX).unwrap_or(i64::MAX);
        let rows = statement.query_map((product, stream, tier, most), |row| row.get(0))?;
        Ok(rows
            .map(|starts_at| starts_at.map(UnixMillis))
            .collect::<Result<_, _>>()?)
    }

    fn known_period(&self, key: &[u8]) -> Option<KnownPeriod> {
        self.names
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .copied()
    }

    /// The caller holds the file.
    fn remember(&self, key: Vec<u8>, known: KnownPeriod) {
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= PERIODS_CACHED_MAX {
            names.clear();
        }
        names.insert(key.into_boxed_slice(), known);
    }

    /// The caller holds the file.
    fn forget_name(&self, key: &[u8]) {
        self.names
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key);
    }

    /// The secret of a living period. The caller holds the file.
    pub(super) fn period_secret(
        &self,
        connection: &Connection,
        id: PeriodId,
    ) -> Result<PeriodSecret, VaultError> {
        let (period, slot, ended) = by_id(connection, id)?.ok_or(VaultError::PeriodUnknown)?;
        if ended.is_some() {
            return Err(VaultError::PeriodEnded);
        }
        let altered = || VaultError::RowAltered { kind: "period" };
        let wrapped = slots::read(connection, slot)?.ok_or_else(altered)?;
        let secret = self.unwrap("period", &row::period(&period.name()), &wrapped)?;
        let secret = Secret::from_slice(&secret).ok_or_else(altered)?;
        Ok(PeriodSecret {
            secret,
            info: derive::data_info(&period.name()),
        })
    }
}

fn begin(
    connection: &Connection,
    name: &PeriodName<'_>,
    ends_at: UnixMillis,
    slot: Slot,
) -> Result<PeriodId, VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO period (product, stream, tier, starts_at, ends_at, slot) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            name.product,
            name.stream,
            name.tier,
            name.starts_at.0,
            ends_at.0,
            slot.0,
        ))?;
    Ok(PeriodId::new(connection.last_insert_rowid()))
}

fn end(
    connection: &Connection,
    id: PeriodId,
    slot: Slot,
    now: UnixMillis,
) -> Result<(), VaultError> {
    slots::overwrite(connection, slot)?;
    connection
        .prepare_cached(
            "UPDATE period SET ended_at = ?2, \
             ended_seq = (SELECT ifnull(max(ended_seq), 0) + 1 FROM period) WHERE id = ?1",
        )?
        .execute([id.to_column(), now.0])?;
    Ok(())
}

fn find(connection: &Connection, name: &PeriodName<'_>) -> Result<Option<KnownPeriod>, VaultError> {
    let found: Option<(i64, i64, Option<i64>)> = connection
        .prepare_cached(
            "SELECT id, ends_at, ended_seq FROM period \
             WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND starts_at = ?4",
        )?
        .query_row(
            (name.product, name.stream, name.tier, name.starts_at.0),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match found {
        Some((_, _, Some(_))) => Err(VaultError::PeriodEnded),
        Some((id, ends_at, None)) => Ok(Some(KnownPeriod {
            id: PeriodId::new(id),
            ends_at: UnixMillis(ends_at),
        })),
        None => Ok(None),
    }
}

fn due(connection: &Connection, now: UnixMillis) -> Result<Vec<(EndedPeriod, Slot)>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, product, stream, tier, starts_at, ends_at, slot FROM period \
         WHERE ended_seq IS NULL AND ends_at <= ?1 ORDER BY ends_at, id LIMIT ?2",
    )?;
    let most = i64::try_from(PERIODS_ENDED_AT_ONCE_MAX).unwrap_or(i64::MAX);
    let rows = statement.query_map([now.0, most], |row| {
        Ok((period_of(row)?, Slot(row.get(6)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

type FoundPeriod = (EndedPeriod, Slot, Option<i64>);

fn by_id(connection: &Connection, id: PeriodId) -> Result<Option<FoundPeriod>, VaultError> {
    Ok(connection
        .prepare_cached(
            "SELECT id, product, stream, tier, starts_at, ends_at, slot, ended_seq FROM period \
             WHERE id = ?1",
        )?
        .query_row([id.to_column()], |row| {
            Ok((period_of(row)?, Slot(row.get(6)?), row.get(7)?))
        })
        .optional()?)
}

/// The first six columns.
fn period_of(row: &Row<'_>) -> Result<EndedPeriod, rusqlite::Error> {
    Ok(EndedPeriod {
        id: PeriodId::new(row.get(0)?),
        product: row.get(1)?,
        stream: row.get(2)?,
        tier: row.get(3)?,
        starts_at: UnixMillis(row.get(4)?),
        ends_at: UnixMillis(row.get(5)?),
    })
}
