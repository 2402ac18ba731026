//! Files as a whole: copied, and looked through for damage.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection as Driver, OpenFlags};

use super::SqliteFile;
use crate::StoreError;
use crate::limits::BUSY_MILLIS_MAX;

/// Complaints of one file that are told; there may be more.
const COMPLAINTS_MAX: usize = 10;

/// Copies an SQLite file, also one that is in use, as it stood at one moment, to a file that is not there yet; mode 0600. What was deleted is
/// not in the copy.
///
/// # Errors
/// What the database reports; then the copy is not to be used.
pub fn copy_database(from: &Path, to: &Path) -> Result<(), StoreError> {
    // Made first, so that it never has another mode.
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    if options.open(to).is_err() {
        return Err(StoreError::Refused(
            "the copy of a database cannot be made: is there room, and no file of that name?",
        ));
    }
    read_only(from)?.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    Ok(())
}

/// What is wrong with an SQLite file, by its own check of every page, row and index; empty when nothing is.
///
/// # Errors
/// What the database reports when it cannot even look.
pub fn integrity(path: &Path) -> Result<Vec<String>, StoreError> {
    let db = read_only(path)?;
    let mut check = db.prepare("PRAGMA integrity_check")?;
    let rows = check.query_map([], |row| row.get::<_, String>(0))?;
    let mut complaints = Vec::new();
    for row in rows.take(COMPLAINTS_MAX) {
        let row = row?;
        if row != "ok" {
            complaints.push(row);
        }
    }
    Ok(complaints)
}

impl SqliteFile {
    /// Whether the tables are there; the file is.
    pub(crate) fn has_tables(&self) -> Result<bool, StoreError> {
        self.has_table("request")
    }

    /// Whether a table is there: in a file of an older version some are not.
    pub(crate) fn has_table(&self, name: &str) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ?1";
        let tables: i64 = read_only(&self.0)?.query_row(sql, [name], |row| row.get(0))?;
        Ok(tables > 0)
    }
}

fn read_only(path: &Path) -> Result<Driver, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Driver::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_millis(BUSY_MILLIS_MAX))?;
    Ok(db)
}
