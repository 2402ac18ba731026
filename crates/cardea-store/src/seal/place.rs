//! Putting a prepared stretch of the journal in place: the writer's part of sealing.

use std::collections::BTreeSet;

use cardea_units::{HouseholdId, UnixMillis};

use super::part::Part;
use super::{Bench, Homes, Prepared, Sealed, first_part, parts_of, prepare, waiting};
use crate::StoreError;
use crate::engine::{params, sql};
use crate::limits::{MARKS_KEPT_MILLIS, SEAL_AFTER_MILLIS, SEAL_WAITING_BYTES};
use crate::writer::Writer;

/// What the writer notes while a stretch is being prepared beside it.
#[derive(Debug, Default)]
pub(crate) struct Sealing {
    /// Homes of which something changed: what was prepared for them is done again.
    pub(crate) touched: BTreeSet<HouseholdId>,
}

/// What became of a prepared stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placing {
    /// It is in blocks, up to this row.
    Done(i64),
    /// It is no longer what is to be sealed next.
    Again,
}

impl Writer {
    /// Begins to note what changes; answers after which row sealing goes on.
    pub(crate) fn begin_sealing(&mut self) -> i64 {
        self.sealing = Some(Sealing::default());
        self.sealed_through
    }

    /// Whether enough waits in the journal, or something has waited long. A clock that was set back counts as long.
    pub(crate) fn sealing_is_due(&self) -> bool {
        let waited = self
            .unsealed_since
            .map(|since| self.clock.now().since(since));
        self.unsealed_bytes >= SEAL_WAITING_BYTES
            || waited.is_some_and(|millis| !(0..SEAL_AFTER_MILLIS).contains(&millis))
    }

    /// Puts in place what was prepared since [`Writer::begin_sealing`].
    pub(crate) fn place(&mut self, prepared: Prepared) -> Result<Placing, StoreError> {
        let Some(Sealing { touched }) = self.sealing.take() else {
            return Ok(Placing::Again);
        };
        if prepared.after != self.sealed_through {
            return Ok(Placing::Again);
        }
        let Prepared {
            after,
            last,
            bytes,
            mut parts,
        } = prepared;
        let now = self.clock.now();
        let most = parts.last().map_or(first_part(last), Part::number);
        parts.retain(|part| part.household().is_none_or(|home| !touched.contains(&home)));
        let tx = self.db.write()?;
        if !touched.is_empty() {
            let bench = Bench {
                db: &tx,
                vault: &self.vault,
                products: &self.products,
                random: &*self.random,
                now,
            };
            let again = waiting(&tx, after, last)?;
            parts.extend(parts_of(bench, &again, Homes::Only(&touched), most)?);
        }
        for part in &parts {
            part.write(&tx)?;
        }
        tx.execute(
            sql!("UPDATE journal SET data = NULL WHERE id > ?1 AND id <= ?2 AND data IS NOT NULL"),
            params![after, last],
        )?;
        tx.execute(sql!("DELETE FROM cut WHERE journal <= ?1"), params![last])?;
        if let Some(through) = self.marks_on_disk.forget() {
            tx.execute(
                sql!("DELETE FROM journal WHERE data IS NULL AND id <= ?1 AND id < (SELECT max(id) FROM journal)"),
                params![through],
            )?;
        }
        self.tallies.write(&tx, now)?;
        tx.commit()?;
        self.tallies.clear();
        self.sealed_through = last;
        self.directory.drop_through(last);
        self.unsealed_bytes = self.unsealed_bytes.saturating_sub(bytes);
        self.unsealed_since = (self.unsealed_bytes > 0).then_some(now);
        Ok(Placing::Done(last))
    }

    /// What is done when nothing waits: counts are written, marks whose time is over are forgotten.
    pub(crate) fn tidy_journal(&mut self) -> Result<(), StoreError> {
        write_tallies(self)?;
        let now = self.clock.now();
        forget_marks(self, now)
    }
}

/// Seals a stretch in the writer's own turn: when nobody does it beside.
pub(crate) fn in_turn(writer: &mut Writer) -> Result<Sealed, StoreError> {
    let after = writer.begin_sealing();
    let bench = Bench {
        db: &writer.db,
        vault: &writer.vault,
        products: &writer.products,
        random: &*writer.random,
        now: writer.clock.now(),
    };
    let Some(prepared) = prepare(bench, after)? else {
        writer.sealing = None;
        writer.tidy_journal()?;
        return Ok(Sealed::Nothing);
    };
    writer.place(prepared)?;
    Ok(Sealed::Some)
}

/// Deletes sealed rows whose marks are over. The last row stays: the next one is numbered after it.
fn forget_marks(writer: &mut Writer, now: UnixMillis) -> Result<(), StoreError> {
    let over = now.plus(MARKS_KEPT_MILLIS.saturating_neg()).0;
    let oldest: Option<i64> = writer.db.first(
        sql!("SELECT at FROM journal ORDER BY id LIMIT 1"),
        params![],
        |row| row.get(0),
    )?;
    if oldest.is_some_and(|oldest| oldest < over) {
        writer.db.execute(
            sql!("DELETE FROM journal WHERE data IS NULL AND at < ?1 AND id < (SELECT max(id) FROM journal)"),
            params![over],
        )?;
    }
    Ok(())
}

/// Writes the counts of what was not kept.
pub(crate) fn write_tallies(writer: &mut Writer) -> Result<(), StoreError> {
    if writer.tallies.is_empty() {
        return Ok(());
    }
    let now = writer.clock.now();
    let tx = writer.db.write()?;
    writer.tallies.write(&tx, now)?;
    tx.commit()?;
    writer.tallies.clear();
    Ok(())
}
