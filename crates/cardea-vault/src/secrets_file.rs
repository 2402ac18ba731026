//! The file that secrets lie in, and how they leave it.
//!
//! A wrapped secret lies in a row of the table `slot` that is only ever appended and then overwritten
//! in place by zeros of the same length; it is never deleted. `DELETE` would not do, even with
//! `secure_delete`: when SQLite balances half-empty pages it moves neighbouring rows, and their old
//! bytes may stay in the gap of the old page, where a later `DELETE` of the row no longer finds them.
//! (Measured with SQLite 3.53, a write-ahead log emptied after each hundred: of 14,000 deleted rows of
//! two lengths, one stayed whole and up to eighteen in part; overwritten in place, none.) Triggers hold
//! to this. Then the write-ahead log, which has the pages as they were, is emptied and synced.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::VaultError;
use crate::limits::{BUSY_WAIT_MAX_MILLIS, CHECKPOINT_TRIES_MAX, PAGE_CACHE_MAX_KIB};

pub(crate) mod copy;
mod schema;
pub(crate) mod slots;

/// Permission bits of people who are not the owner.
const OTHERS: u32 = 0o077;

/// Whether the write-ahead log may still hold a secret that was overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkpoint {
    Owed,
    Done,
}

/// An open secrets file. Only one vault has it open at a time, because caches of two would not know of
/// each other's erasures; other programs may read it, for example to copy it.
#[derive(Debug)]
pub(crate) struct SecretsFile {
    connection: Connection,
    path: PathBuf,
    checkpoint: Checkpoint,
    /// Locked for as long as it is open. Never the database file itself: closing any other handle on
    /// that would drop SQLite's own locks.
    _only_one: File,
}

impl SecretsFile {
    /// Opens the file, or creates it with mode 0600, and brings its tables up to date.
    pub(crate) fn open(path: &Path) -> Result<Self, VaultError> {
        let only_one = lock_out_others(path)?;
        create_or_check_mode(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection =
            Connection::open_with_flags(path, flags).map_err(|error| not_ours(path, error))?;
        let mode = configure(&connection).map_err(|error| not_ours(path, error))?;
        if mode != "wal" {
            let what = "its folder does not allow a write-ahead log";
            return Err(VaultError::NotAVault {
                path: path.to_owned(),
                what,
            });
        }
        schema::bring_up_to_date(&mut connection, path)?;
        let mut file = Self {
            connection,
            path: path.to_owned(),
            checkpoint: Checkpoint::Owed,
            _only_one: only_one,
        };
        // What a crash interrupted. Whoever asked for the erasure asks again, so it may wait.
        match file.settle() {
            Ok(()) | Err(VaultError::NotErasedYet) => Ok(file),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) const fn checkpoint(&self) -> Checkpoint {
        self.checkpoint
    }

    /// A transaction that will write; it is rolled back unless committed. The commit is durable.
    pub(crate) fn transaction(&mut self) -> Result<Transaction<'_>, VaultError> {
        Ok(self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Like [`SecretsFile::transaction`], for one that overwrites secrets: until
    /// [`SecretsFile::settle`] has succeeded, they may still be in the write-ahead log.
    pub(crate) fn destroying_transaction(&mut self) -> Result<Transaction<'_>, VaultError> {
        self.checkpoint = Checkpoint::Owed;
        self.transaction()
    }

    /// Moves everything into the main file and empties the write-ahead log, durably.
    ///
    /// # Errors
    /// [`VaultError::NotErasedYet`] when another program kept it from doing so, within the bounds of
    /// [`CHECKPOINT_TRIES_MAX`] and [`BUSY_WAIT_MAX_MILLIS`].
    pub(crate) fn settle(&mut self) -> Result<(), VaultError> {
        for _ in 0..CHECKPOINT_TRIES_MAX {
            let asked = self
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                    row.get::<_, i64>(0)
                });
            match asked {
                Ok(0) if self.log_is_empty()? => {
                    self.checkpoint = Checkpoint::Done;
                    return Ok(());
                }
                Ok(_) => {}
                Err(error) if is_busy(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(VaultError::NotErasedYet)
    }

    /// Looks rather than believes, and syncs: SQLite does not sync after it cut the log off.
    fn log_is_empty(&self) -> Result<bool, VaultError> {
        let path = beside(&self.path, "-wal");
        let looked = File::open(&path).and_then(|log| {
            log.sync_all()?;
            Ok(log.metadata()?.len() == 0)
        });
        match looked {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            other => other.map_err(|source| VaultError::Io { path, source }),
        }
    }
}

fn lock_out_others(path: &Path) -> Result<File, VaultError> {
    let lock = beside(path, ".lock");
    let io = |source| VaultError::Io {
        path: lock.clone(),
        source,
    };
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).mode(0o600);
    let file = options.open(&lock).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse {
            path: path.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(io(source)),
    }
}

/// SQLite gives its other files the mode of this one, so this one must have the right mode first.
fn create_or_check_mode(path: &Path) -> Result<(), VaultError> {
    let io = |source| VaultError::Io {
        path: path.to_owned(),
        source,
    };
    match fs::metadata(path) {
        Ok(about) => {
            let mode = about.permissions().mode() & 0o7777;
            if mode & OTHERS == 0 {
                Ok(())
            } else {
                Err(VaultError::OpenToOthers {
                    path: path.to_owned(),
                    mode,
                })
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut options = OpenOptions::new();
            options
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
                .map_err(io)?;
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let folder = File::open(folder.unwrap_or(Path::new("."))).map_err(io)?;
            folder.sync_all().map_err(io)
        }
        Err(error) => Err(io(error)),
    }
}

/// Sets what must be set each time; gives back the journal mode that came of it.
fn configure(connection: &Connection) -> Result<String, rusqlite::Error> {
    connection.busy_timeout(Duration::from_millis(BUSY_WAIT_MAX_MILLIS))?;
    // Zeros over what is deleted, and no copies in temporary files.
    connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let mode = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    // What was committed survives a loss of power.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", PAGE_CACHE_MAX_KIB.saturating_neg())?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    Ok(mode)
}

fn not_ours(path: &Path, error: rusqlite::Error) -> VaultError {
    let what = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "it is not a database",
        Some(ErrorCode::DatabaseCorrupt) => "the database is damaged",
        _ => return error.into(),
    };
    VaultError::NotAVault {
        path: path.to_owned(),
        what,
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
