//! The tables, and how the file is kept.

use core::time::Duration;

use rusqlite::Connection;
use rusqlite_migration::{Error, M, Migrations};

use super::LedgerError;
use crate::limits::LOCK_WAIT_MILLIS_MAX;

/// Entries and hashes of the tree by position, and the one newest checkpoint.
///
/// Older checkpoints are not kept: with one at hand, whoever can write to the file could cut the log back to it. The
/// triggers stop a slip of the hand, not an attacker.
const TABLES: &str = "
    CREATE TABLE entry (position INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE node (
        position INTEGER PRIMARY KEY,
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), note TEXT NOT NULL) STRICT;
    CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
    CREATE TRIGGER node_is_final BEFORE UPDATE ON node
        BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
    CREATE TRIGGER node_stays BEFORE DELETE ON node
        BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
";

/// Sets the file's ways of working and brings its tables up to date. A new log begins with `empty`, the signed
/// checkpoint of no entries, in the same transaction as its tables: tables without a checkpoint were tampered with.
pub(super) fn prepare(connection: &mut Connection, empty: &str) -> Result<(), LedgerError> {
    connection.busy_timeout(Duration::from_millis(LOCK_WAIT_MILLIS_MAX))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    let empty = empty.to_owned();
    let begin = M::up_with_hook(TABLES, move |transaction: &rusqlite::Transaction<'_>| {
        transaction.execute("INSERT INTO head (one, note) VALUES (1, ?1)", [&empty])?;
        Ok(())
    });
    Migrations::new(vec![begin])
        .to_latest(connection)
        .map_err(|error| match error {
            Error::RusqliteError { err, .. } => err.into(),
            other => LedgerError::Schema(other.to_string()),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order_and_a_commit_is_a_write_to_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join("ledger.db")).unwrap();
        prepare(&mut connection, "empty").unwrap();
        prepare(&mut connection, "another").unwrap();
        let text = |sql| {
            connection
                .query_row(sql, [], |row| row.get::<_, String>(0))
                .unwrap()
        };
        let number = |sql| {
            connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(text("SELECT note FROM head"), "empty");
        assert_eq!(text("PRAGMA journal_mode"), "wal");
        assert_eq!(number("PRAGMA synchronous"), 2, "FULL");
    }

    #[test]
    fn tables_of_a_newer_version_are_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(
            prepare(&mut connection, "empty"),
            Err(LedgerError::Schema(_))
        ));
    }
}
