//! SQLite's write-ahead log, and how it gets into the main file without anybody waiting for it.
//!
//! SQLite would copy a long log within a commit, and that commit would take as long as a hundred others. So it is copied on a connection of its
//! own, round by round: each round copies what came in during the last. The little that is left then is the writer's to copy, between two
//! commits; with nothing left, its next commit begins the log anew.

use rusqlite::Connection as Driver;

use crate::engine::LogCopied;
use crate::limits::{LOG_PAGES_AT_ONCE_MAX, LOG_PAGES_MIN, LOG_ROUNDS_MAX};

/// Copies a log that is long, beside the writer.
pub(super) fn copy(db: &Driver) -> rusqlite::Result<LogCopied> {
    if left(db)? < LOG_PAGES_MIN {
        return Ok(LogCopied::NotYet);
    }
    for _ in 0..LOG_ROUNDS_MAX {
        copy_once(db)?;
        if left(db)? <= LOG_PAGES_AT_ONCE_MAX {
            break;
        }
    }
    Ok(LogCopied::Nearly)
}

/// Copies what nobody reads who began earlier; waits for nobody.
pub(super) fn copy_once(db: &Driver) -> rusqlite::Result<()> {
    pages_left(db, "PRAGMA wal_checkpoint(PASSIVE)").map(drop)
}

fn left(db: &Driver) -> rusqlite::Result<i64> {
    pages_left(db, "PRAGMA wal_checkpoint(NOOP)")
}

/// Carries a pragma out that answers with the pages of the log, and with how many of them are copied.
fn pages_left(db: &Driver, pragma: &str) -> rusqlite::Result<i64> {
    db.prepare_cached(pragma)?.query_row([], |row| {
        let (all, copied): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok(all.saturating_sub(copied))
    })
}
