//! The sealer: moves journalled readings into blocks, by person, device, tier, period and permission.
//!
//! What costs time (opening segments, putting rows in order, compressing, locking) is done beside the writer, on a snapshot. The writer then
//! puts it in place in one short transaction of its own turn, which also empties the journal rows: so each reading is moved exactly once
//! whatever happens. What changed in between is known by name: the homes that did are done again in that same turn, with what holds now.

mod closing;
pub(crate) mod conversion;
mod correct;
mod cuts;
mod part;
mod pile;
mod place;
pub(crate) mod relay;
mod rows;
mod sealer;

use core::ops::ControlFlow;
use std::collections::BTreeSet;

use cardea_units::{HouseholdId, Random, UnixMillis};
use cardea_vault::{NonceSequence, Vault};

pub(crate) use self::closing::Closed;
pub(crate) use self::correct::correct;
pub use self::correct::{Corrected, Correction};
pub(crate) use self::cuts::cuts_of;
use self::part::Part;
use self::pile::Pile;
pub(crate) use self::place::{Placing, Sealing, in_turn, write_tallies};
pub(crate) use self::rows::{cells, intervals, open, row_key};
pub(crate) use self::sealer::Sealer;
use crate::engine::{Connection, params, sql};
use crate::limits::{SEAL_BYTES_MAX, SEAL_ROWS_MAX};
use crate::{Products, StoreError};

/// What a step found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// There may be more.
    Some,
    /// The journal is empty.
    Nothing,
}

/// What sealing is done with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bench<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) vault: &'a Vault,
    pub(crate) products: &'a Products,
    pub(crate) random: &'a dyn Random,
    pub(crate) now: UnixMillis,
}

/// A stretch of the journal, ready to be put in place.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// It begins after this row.
    after: i64,
    /// It ends with this row.
    last: i64,
    /// Bytes of journal in it.
    bytes: usize,
    parts: Vec<Part>,
}

/// Which homes a stretch is prepared for.
#[derive(Clone, Copy, Debug)]
enum Homes<'a> {
    All,
    Only(&'a BTreeSet<HouseholdId>),
}

impl Homes<'_> {
    fn has(self, household: HouseholdId) -> bool {
        match self {
            Self::All => true,
            Self::Only(homes) => homes.contains(&household),
        }
    }
}

/// Prepares up to [`SEAL_ROWS_MAX`] journal rows or [`SEAL_BYTES_MAX`] bytes of them, whichever comes first. `None` where none waits.
pub(crate) fn prepare(bench: Bench<'_>, after: i64) -> Result<Option<Prepared>, StoreError> {
    let rows = waiting(bench.db, after, i64::MAX)?;
    let Some(last) = rows.last().map(|row| row.id) else {
        return Ok(None);
    };
    Ok(Some(Prepared {
        after,
        last,
        bytes: rows.iter().map(|row| row.data.len()).sum(),
        parts: parts_of(bench, &rows, Homes::All, first_part(last))?,
    }))
}

/// The parts that the rows of some homes come to, numbered from `number` on.
fn parts_of(
    bench: Bench<'_>,
    rows: &[Row],
    homes: Homes<'_>,
    mut number: i64,
) -> Result<Vec<Part>, StoreError> {
    let mut nonces = NonceSequence::draw(bench.random)?;
    let mut parts = Vec::new();
    Pile::new(bench).each_block(rows, homes, |key, place, rows| {
        number = number.saturating_add(1);
        parts.extend(Part::make(bench, key, &place, rows, number, &mut nonces)?);
        Ok(())
    })?;
    Ok(parts)
}

/// Numbers of parts that one step may use: more than it can have blocks.
const PARTS_EACH: i64 = 1_000_000;

/// The number before the first part of a step that ends with this row: greater than any of a step before it.
const fn first_part(last: i64) -> i64 {
    last.saturating_mul(PARTS_EACH)
}

/// A row of the journal that waits.
pub(super) struct Row {
    id: i64,
    at: UnixMillis,
    data: Vec<u8>,
}

/// Rows after one and up to another, as many as one step takes.
fn waiting(db: &Connection, after: i64, last: i64) -> Result<Vec<Row>, StoreError> {
    let limit = i64::try_from(SEAL_ROWS_MAX).unwrap_or(i64::MAX);
    let (mut rows, mut bytes) = (Vec::new(), 0_usize);
    db.each_until(
        sql!("SELECT id, at, data FROM journal WHERE id > ?1 AND id <= ?2 AND data IS NOT NULL ORDER BY id LIMIT ?3"),
        params![after, last, limit],
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
