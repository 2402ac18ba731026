//! SQLite: a file in the data folder. The only part of this crate that names its driver.

mod fault;
mod log;
mod session;
mod whole;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection as Driver, OpenFlags};
use rusqlite_migration::{M, Migrations};

use self::session::SqliteSession;
pub use self::whole::{copy_database, integrity};
use crate::StoreError;
use crate::engine::{Connection, Engine};
use crate::limits::{BUSY_MILLIS_MAX, LOG_PAGES_MAX};

const STEPS: &[M<'_>] = &[
    M::up(include_str!("sqlite/001_spine.sql")),
    M::up(include_str!("sqlite/002_swept.sql")),
    M::up(include_str!("sqlite/003_small_parts.sql")),
    M::up(include_str!("sqlite/004_hubs.sql")),
    M::up(include_str!("sqlite/005_drift.sql")),
    M::up(include_str!("sqlite/006_media.sql")),
    M::up(include_str!("sqlite/007_one_key.sql")),
    M::up(include_str!("sqlite/008_requests.sql")),
    M::up(include_str!("sqlite/012_answers.sql")),
];

/// Prepared statements that a connection keeps: more than there are, so that none is ever prepared twice.
const PREPARED_MAX: usize = 256;

/// The file `data.db` of a folder.
#[derive(Debug)]
pub(crate) struct SqliteFile(PathBuf);

impl SqliteFile {
    /// In a folder that is there; the file need not be.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self(folder.join("data.db"))
    }
}

impl Engine for SqliteFile {
    fn exists(&self) -> Result<bool, StoreError> {
        Ok(self.0.exists())
    }

    /// WAL with `synchronous = FULL`: a commit that returned is on the disk (law L6). `secure_delete`: what is deleted is overwritten.
    fn open_writer(&self) -> Result<Connection, StoreError> {
        let mut db = Driver::open(&self.0)?;
        prepare(&db)?;
        db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "secure_delete", "ON")?;
        db.pragma_update(None, "foreign_keys", "ON")?;
        db.pragma_update(None, "wal_autocheckpoint", LOG_PAGES_MAX)?;
        Migrations::from_slice(STEPS).to_latest(&mut db)?;
        Ok(Connection::new(SqliteSession(db)))
    }

    fn open_reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Driver::open_with_flags(&self.0, flags)?;
        prepare(&db)?;
        Ok(Connection::new(SqliteSession(db)))
    }

    fn open_copier(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Driver::open_with_flags(&self.0, flags)?;
        prepare(&db)?;
        Ok(Connection::new(SqliteSession(db)))
    }
}

fn prepare(db: &Driver) -> Result<(), StoreError> {
    db.busy_timeout(Duration::from_millis(BUSY_MILLIS_MAX))?;
    db.set_prepared_statement_cache_capacity(PREPARED_MAX);
    db.pragma_update(None, "cache_size", -32_000)?;
    Ok(())
}

#[cfg(test)]
mod tests;
