//! The places of wrapped secrets: appended, read, overwritten.

use rusqlite::{Connection, OptionalExtension as _};

use crate::VaultError;

/// The number of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot(pub(crate) i64);

/// Appends a wrapped secret. The rows before stay where they are, byte for byte.
pub(crate) fn append(connection: &Connection, wrapped: &[u8]) -> Result<Slot, VaultError> {
    connection
        .prepare_cached("INSERT INTO slot (wrapped) VALUES (?1)")?
        .execute([wrapped])?;
    Ok(Slot(connection.last_insert_rowid()))
}

/// The wrapped secret in a place; `None` when there is no such place.
pub(crate) fn read(connection: &Connection, slot: Slot) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(connection
        .prepare_cached("SELECT wrapped FROM slot WHERE id = ?1")?
        .query_row([slot.0], |row| row.get(0))
        .optional()?)
}

/// Overwrites a secret with as many zeros, at its very place in the file: a row that keeps its length
/// is not moved.
pub(crate) fn overwrite(connection: &Connection, slot: Slot) -> Result<(), VaultError> {
    let Some(wrapped) = read(connection, slot)? else {
        return Ok(());
    };
    connection
        .prepare_cached("UPDATE slot SET wrapped = ?2 WHERE id = ?1")?
        .execute((slot.0, vec![0_u8; wrapped.len()]))?;
    Ok(())
}
