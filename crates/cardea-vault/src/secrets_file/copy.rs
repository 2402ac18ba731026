//! Looks at a secrets file without opening a vault: to copy it, and to ask what was destroyed in it.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use cardea_units::SubjectId;
use rusqlite::{Connection, OpenFlags};

use super::not_ours;
use crate::limits::BUSY_WAIT_MAX_MILLIS;
use crate::vault::opening;
use crate::{KekId, VaultError};

/// Copies a secrets file, also one that is in use, as it stood at one moment, to a file that is not there
/// yet; mode 0600. What was deleted or overwritten is not in the copy. The secrets in it stay locked.
///
/// # Errors
/// What the system says; then the copy is not to be used.
pub fn copy_secrets(from: &Path, to: &Path) -> Result<(), VaultError> {
    let io = |source| VaultError::Io {
        path: to.to_owned(),
        source,
    };
    // Made first, so that it never has another mode.
    let mut options = OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(to);
    drop(made.map_err(io)?);
    let name = to.to_string_lossy();
    read_only(from)?.execute("VACUUM INTO ?1", [&*name])?;
    Ok(())
}

/// Everybody whom a secrets file says to be destroyed, in the order of it.
///
/// # Errors
/// [`VaultError::NotAVault`] when it cannot be read.
pub fn destroyed_in(path: &Path) -> Result<Vec<SubjectId>, VaultError> {
    let connection = read_only(path)?;
    let sql = "SELECT subject FROM destroyed ORDER BY seq";
    let mut statement = connection
        .prepare(sql)
        .map_err(|error| not_ours(path, error))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(0)?;
        let altered = VaultError::RowAltered { kind: "destroyed" };
        found.push(SubjectId::from_bytes(&bytes).ok_or(altered)?);
    }
    Ok(found)
}

/// The mark of the key that a secrets file is locked with; `None` when nothing was locked in it yet.
///
/// # Errors
/// [`VaultError::NotAVault`] when it cannot be read.
pub fn kek_of(path: &Path) -> Result<Option<KekId>, VaultError> {
    let connection = read_only(path)?;
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| not_ours(path, error))?;
    if tables == 0 {
        return Ok(None);
    }
    let Some(mark) = opening::read(&connection, opening::KEK_ID)? else {
        return Ok(None);
    };
    let mark: [u8; 16] = mark.try_into().map_err(|_| VaultError::NotAVault {
        path: path.to_owned(),
        what: "the mark of its key is not one",
    })?;
    Ok(Some(KekId::from_bytes(mark)))
}

pub(crate) fn read_only(path: &Path) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| not_ours(path, error))?;
    connection.busy_timeout(Duration::from_millis(BUSY_WAIT_MAX_MILLIS))?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}
