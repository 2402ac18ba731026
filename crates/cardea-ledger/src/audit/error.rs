//! What an audit can find.

use std::io;

use crate::CheckpointError;
use crate::limits::EARLIER_CHECKPOINTS_MAX;

/// Why a log is not in order, or could not be judged. Said to the auditor.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The log's own checkpoint.
    #[error("the log's checkpoint cannot be trusted: {0}")]
    Latest(CheckpointError),
    /// A checkpoint the auditor brought.
    #[error("earlier checkpoint number {number} cannot be compared with: {error}")]
    Earlier {
        /// Which of those given, from 1.
        number: usize,
        /// What is wrong with it.
        error: CheckpointError,
    },
    /// Too many of them.
    #[error(
        "at most {EARLIER_CHECKPOINTS_MAX} earlier checkpoints are compared at once: give fewer"
    )]
    TooMany,
    /// The log is shorter than it was.
    #[error(
        "the log was cut short: it has {now} entries, and an earlier checkpoint is signed for {then}"
    )]
    CutShort {
        /// Entries of the earlier checkpoint.
        then: u64,
        /// Entries now.
        now: u64,
    },
    /// The log tells another history than it did.
    #[error(
        "the log was forked: its first {size} entries are not those that an earlier checkpoint is signed for; both checkpoints together prove it"
    )]
    Forked {
        /// Entries of the earlier checkpoint.
        size: u64,
    },
    /// The entries given are not those signed for.
    #[error("an entry was changed: the entries do not lead to the signed checkpoint")]
    Altered,
    /// One entry is not what the tile of hashes says.
    #[error("entry {index} was changed, or its hash was: the two do not match")]
    Entry {
        /// Its position, from 0.
        index: u64,
    },
    /// A tile of hashes is not what the entries lead to.
    #[error("`{path}` was changed: it does not match the entries")]
    Tile {
        /// The tile.
        path: String,
    },
    /// Fewer entries than signed for.
    #[error(
        "the copy is not whole: it has {found} entries and its checkpoint is signed for {signed}"
    )]
    Missing {
        /// Entries found.
        found: u64,
        /// Entries signed for.
        signed: u64,
    },
    /// More entries than signed for.
    #[error("there are more entries than the {signed} that the checkpoint is signed for")]
    Excess {
        /// Entries signed for.
        signed: u64,
    },
    /// A file that cannot be read.
    #[error("`{path}` of the log's copy cannot be read ({error}): get the copy again, whole")]
    File {
        /// The file, within the copy.
        path: String,
        /// What the system says.
        error: io::Error,
    },
}
