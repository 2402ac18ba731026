//! What can go wrong with the log.

use rusqlite::ErrorCode;

use crate::limits::{ENTRIES_PER_APPEND_MAX, TREE_SIZE_MAX};
use crate::{CheckpointError, RecordError, VerifierKeyError};

/// Why the log could not do what was asked. Whatever depends on the evidence must not go on (laws L7 and L8).
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file is not what was signed. The log is not opened, or not used any further.
    #[error(
        "the evidence log was changed or cut short: {0}; keep its file as it is, find out who had access to it, and restore the log from a backup"
    )]
    Damaged(#[from] Damage),
    /// SQLite could not do its work.
    #[error(
        "the evidence log's file could not be used: {0}; check the disk, its free space and the file's rights"
    )]
    Storage(rusqlite::Error),
    /// The tables could not be set up.
    #[error(
        "the evidence log's tables could not be set up: {0}; a log written by a newer Cardea needs that version"
    )]
    Schema(String),
    /// A static copy could not be written.
    #[error("the copy of the evidence log could not be written: {0}")]
    Copy(#[from] std::io::Error),
    /// The log's name is not one.
    #[error(transparent)]
    Origin(#[from] VerifierKeyError),
    /// An entry cannot be written or read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A checkpoint could not be signed.
    #[error("the evidence log's checkpoint could not be made: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// Too few or too many entries at once.
    #[error("append takes 1 to {ENTRIES_PER_APPEND_MAX} entries at once, not {given}")]
    Batch {
        /// How many were given.
        given: usize,
    },
    /// Something beyond the end, or in the wrong order.
    #[error("the evidence log has {size} entries: there is no such entry or size in it")]
    Range {
        /// Entries in the log.
        size: u64,
    },
    /// Not a tile's path.
    #[error(
        "a tile's path is `tile/<level>/<number>` or `tile/entries/<number>`, with `.p/<width>` for the part of one"
    )]
    TilePath,
    /// No further entry fits.
    #[error("the evidence log is full: it holds {TREE_SIZE_MAX} entries")]
    Full,
}

/// How the log's file differs from what was signed.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// The file is there and holds nothing.
    #[error(
        "its file has no bytes; if this log never had an entry, delete the file and start again"
    )]
    EmptyFile,
    /// SQLite says the file is not in order.
    #[error("its file is not a whole database ({0})")]
    File(rusqlite::Error),
    /// The checkpoint is gone.
    #[error("its checkpoint is missing")]
    NoCheckpoint,
    /// The checkpoint is not signed by us.
    #[error("{0}")]
    Checkpoint(CheckpointError),
    /// Fewer entries than were signed for.
    #[error("{signed} entries were signed for and {found} are there")]
    CutShort {
        /// Entries in the checkpoint.
        signed: u64,
        /// Entries in the file.
        found: u64,
    },
    /// More entries or hashes than were signed for.
    #[error("it holds more than the {signed} entries that were signed for")]
    Excess {
        /// Entries in the checkpoint.
        signed: u64,
    },
    /// An entry or a hash over it differs from what was written.
    #[error("entry {index} or a hash over it is not what was written")]
    Entry {
        /// Its position, from 0.
        index: u64,
    },
    /// A stored hash is missing.
    #[error("a hash of its tree is missing")]
    NoHash,
    /// The hashes do not lead to the checkpoint.
    #[error("its entries do not lead to the checkpoint that was signed")]
    Root,
    /// It went back, or another history took its place, while we were running.
    #[error("an earlier or another state has taken the place of the one with {known} entries")]
    WentBack {
        /// Entries that we had seen.
        known: u64,
    },
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(Damage::File(error))
            }
            _ => Self::Storage(error),
        }
    }
}
