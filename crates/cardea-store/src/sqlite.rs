//! SQLite: how the database is opened, and how it is brought up to date.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::StoreError;
use crate::limits::BUSY_MILLIS_MAX;

const STEPS: &[M<'_>] = &[
    M::up(include_str!("sqlite/001_spine.sql")),
    M::up(include_str!("sqlite/002_swept.sql")),
    M::up(include_str!("sqlite/003_small_parts.sql")),
    M::up(include_str!("sqlite/004_hubs.sql")),
];

/// Opens the database for the one who writes, and brings it up to date.
///
/// WAL with `synchronous = FULL`: a commit that returned is on the disk (law L6). `secure_delete`: what is deleted is overwritten.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let mut db = Connection::open(path)?;
    prepare(&db)?;
    db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "secure_delete", "ON")?;
    db.pragma_update(None, "foreign_keys", "ON")?;
    db.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    Migrations::from_slice(STEPS).to_latest(&mut db)?;
    Ok(db)
}

/// Opens the database for reading.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    prepare(&db)?;
    Ok(db)
}

fn prepare(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(Duration::from_millis(BUSY_MILLIS_MAX))?;
    db.set_prepared_statement_cache_capacity(128);
    db.pragma_update(None, "cache_size", -32_000)?;
    Ok(())
}

/// Moves everything into the main file and empties the write-ahead log, so that what was deleted is in neither.
pub(crate) fn empty_log(db: &Connection) -> Result<(), StoreError> {
    let busy: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        Ok(())
    } else {
        Err(StoreError::Refused(
            "another program is reading the database; what was deleted is still in its log. Try again",
        ))
    }
}
