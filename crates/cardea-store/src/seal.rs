//! The sealer: moves journalled readings into blocks, by person, device, tier, period and permission.
//!
//! One transaction writes the blocks and empties the journal rows, so that each reading is moved exactly once whatever happens.

pub(crate) mod conversion;
mod cuts;
mod pile;
mod put;
pub(crate) mod relay;
mod rows;

use core::ops::ControlFlow;

use cardea_units::UnixMillis;
use cardea_vault::NonceSequence;

pub(crate) use self::cuts::cuts_of;
use self::pile::Pile;
use self::put::put;
pub(crate) use self::rows::{cells, intervals, open, row_key};
use crate::StoreError;
use crate::engine::{Connection, params, sql};
use crate::limits::{MARKS_KEPT_MILLIS, SEAL_BYTES_MAX, SEAL_ROWS_MAX};
use crate::writer::Writer;

/// What a step found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// There may be more.
    Some,
    /// The journal is empty.
    Nothing,
}

/// Moves up to [`SEAL_ROWS_MAX`] journal rows or [`SEAL_BYTES_MAX`] bytes of them, whichever comes first.
pub(crate) fn step(writer: &mut Writer) -> Result<Sealed, StoreError> {
    let now = writer.clock.now();
    let rows = waiting(&writer.db, writer.sealed_through)?;
    let Some(last) = rows.last().map(|row| row.id) else {
        write_tallies(writer)?;
        forget_marks(writer, now)?;
        return Ok(Sealed::Nothing);
    };
    let mut pile = Pile::default();
    for row in &rows {
        pile.take_row(writer, row, now)?;
    }
    let tx = writer.db.write()?;
    let mut nonces = NonceSequence::draw(&*writer.random)?;
    let mut part = last.saturating_mul(PARTS_EACH);
    for (key, (place, rows)) in pile.blocks {
        part = part.saturating_add(1);
        put(&tx, &writer.vault, &key, &place, rows, part, &mut nonces)?;
    }
    tx.execute(
        sql!("UPDATE journal SET data = NULL WHERE id > ?1 AND id <= ?2 AND data IS NOT NULL"),
        params![writer.sealed_through, last],
    )?;
    tx.execute(sql!("DELETE FROM cut WHERE journal <= ?1"), params![last])?;
    writer.tallies.write(&tx, now)?;
    tx.commit()?;
    writer.tallies.clear();
    writer.sealed_through = last;
    writer.directory.drop_through(last);
    writer.unsealed = writer.unsealed.saturating_sub(rows.len());
    // Whether there is more is seen at the next step.
    Ok(Sealed::Some)
}

/// Numbers of parts that one step may use: more than it can have blocks.
const PARTS_EACH: i64 = 1_000_000;

struct Row {
    id: i64,
    at: UnixMillis,
    data: Vec<u8>,
}

fn waiting(db: &Connection, sealed_through: i64) -> Result<Vec<Row>, StoreError> {
    let limit = i64::try_from(SEAL_ROWS_MAX).unwrap_or(i64::MAX);
    let (mut rows, mut bytes) = (Vec::new(), 0_usize);
    db.each_until(
        sql!("SELECT id, at, data FROM journal WHERE id > ?1 AND data IS NOT NULL ORDER BY id LIMIT ?2"),
        params![sealed_through, limit],
        |row| {
            let data: &[u8] = row.get(2)?;
            bytes = bytes.saturating_add(data.len());
            if bytes > SEAL_BYTES_MAX && !rows.is_empty() {
                return Ok(ControlFlow::Break(()));
            }
            rows.push(Row {
                id: row.get(0)?,
                at: UnixMillis(row.get(1)?),
                data: data.to_vec(),
            });
            Ok(ControlFlow::Continue(()))
        },
    )?;
    Ok(rows)
}

/// Deletes sealed rows whose marks are over. The last row stays: the next one is numbered after it.
fn forget_marks(writer: &Writer, now: UnixMillis) -> Result<(), StoreError> {
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
