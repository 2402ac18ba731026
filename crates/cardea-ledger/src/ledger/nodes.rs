//! The stored hashes of the tree, numbered as `tlog_tiles` numbers them.

use core::cell::RefCell;

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use tlog_tiles::{Hash, HashReader};

use super::{Damage, LedgerError};

/// A position as a column holds it.
pub(super) fn column(position: u64) -> Result<i64, LedgerError> {
    i64::try_from(position).map_err(|_| LedgerError::Full)
}

/// Hash over the first `size` entries, from stored hashes.
pub(super) fn tree_hash(connection: &Connection, size: u64) -> Result<Hash, LedgerError> {
    with_nodes(connection, |nodes| tlog_tiles::tree_hash(size, nodes))
}

/// Stores the hashes that the entry at `index` completes.
pub(super) fn store_entry_nodes(
    connection: &Connection,
    index: u64,
    entry: &[u8],
) -> Result<(), LedgerError> {
    let hashes = with_nodes(connection, |nodes| {
        tlog_tiles::stored_hashes(index, entry, nodes)
    })?;
    let mut insert =
        connection.prepare_cached("INSERT INTO node (position, hash) VALUES (?1, ?2)")?;
    for (position, hash) in (tlog_tiles::stored_hash_index(0, index)..).zip(hashes) {
        insert.execute(params![column(position)?, hash.0])?;
    }
    Ok(())
}

/// Lets `work` of `tlog_tiles` read stored hashes.
pub(super) fn with_nodes<T>(
    connection: &Connection,
    work: impl FnOnce(&Nodes<'_>) -> Result<T, tlog_tiles::Error>,
) -> Result<T, LedgerError> {
    let select = connection.prepare_cached("SELECT hash FROM node WHERE position = ?1")?;
    let nodes = Nodes {
        select: RefCell::new(select),
        failure: RefCell::new(None),
    };
    let done = work(&nodes);
    let failure = nodes.failure.take();
    done.map_err(|_| failure.unwrap_or(LedgerError::Damaged(Damage::NoHash)))
}

/// Reads hashes for `tlog_tiles`, and remembers what went wrong, for which its error type has no room.
pub(super) struct Nodes<'c> {
    select: RefCell<CachedStatement<'c>>,
    failure: RefCell<Option<LedgerError>>,
}

impl Nodes<'_> {
    fn read(&self, position: u64) -> Result<Hash, LedgerError> {
        let position = column(position)?;
        let hash = self
            .select
            .borrow_mut()
            .query_row([position], |row| row.get::<_, [u8; 32]>(0))
            .optional()?;
        hash.map(Hash).ok_or(LedgerError::Damaged(Damage::NoHash))
    }
}

impl HashReader for Nodes<'_> {
    fn read_hashes(&self, positions: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        positions
            .iter()
            .map(|position| {
                self.read(*position).map_err(|error| {
                    self.failure.replace(Some(error));
                    tlog_tiles::Error::IndexesNotInTree
                })
            })
            .collect()
    }
}
