//! Why the vault could not do what it was asked.

use std::io;
use std::path::PathBuf;

use crate::{KekId, KeyError, WrapError};

/// Why the vault could not do what it was asked. No text here holds a secret or says who a subject is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The key-encryption key is not the one that the secrets were locked with.
    #[error(
        "the secrets in {path} are locked with the key {wanted}, and the key given is {given}: \
         start with the key file that belongs to them"
    )]
    WrongKek {
        /// The secrets file.
        path: PathBuf,
        /// The key it was locked with.
        wanted: KekId,
        /// The key that was given.
        given: KekId,
    },
    /// Another vault has the file open; two would not see each other's erasures.
    #[error("{path} is in use by another process: stop that one, or choose another data folder")]
    InUse {
        /// The secrets file.
        path: PathBuf,
    },
    /// Others on this machine may read or change the file.
    #[error("{path} is open to other users (mode {mode:o}): run `chmod 600 {path}`")]
    OpenToOthers {
        /// The secrets file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is something else, or was changed by something else.
    #[error("{path} is not a secrets file or is damaged ({what}): put back the right one")]
    NotAVault {
        /// The secrets file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A later version wrote the file.
    #[error("{path} was written by a newer version of Cardea: use that version or a later one")]
    WrittenByNewer {
        /// The secrets file.
        path: PathBuf,
    },
    /// The operating system has no randomness to give; nothing was made.
    #[error("the system gave no random numbers: no secret can be made")]
    NoRandomness,
    /// No such subject was ever created here.
    #[error("this subject has no secret: create it first")]
    SubjectUnknown,
    /// The subject was erased. That is final.
    #[error("this subject was erased, and stays so")]
    SubjectDestroyed,
    /// No such period was ever begun here.
    #[error("this period was never begun")]
    PeriodUnknown,
    /// The period has ended: its readings are gone, and new ones come too late.
    #[error("this period has ended, and its readings with it")]
    PeriodEnded,
    /// A period would end before it starts.
    #[error("a period must end after it starts")]
    PeriodEndsBeforeItStarts,
    /// A name is empty or longer than [`crate::limits::NAME_BYTES_MAX`].
    #[error("the {part} of a period must be named, in at most 128 bytes")]
    BadName {
        /// `product`, `stream` or `tier`.
        part: &'static str,
    },
    /// A row of secrets was exchanged, changed or damaged.
    #[error(
        "a row of the table of secrets ({kind}) was altered outside Cardea: put back the last good copy"
    )]
    RowAltered {
        /// Which kind of row.
        kind: &'static str,
    },
    /// The secret is unusable, but may still be in the write-ahead log: the erasure is **not** done.
    #[error(
        "not erased yet: another program holds the secrets file open; close it and ask again, \
         which is safe"
    )]
    NotErasedYet,
    /// Every key that may be held at once is in use by somebody.
    #[error("all {max} data keys that may be held at once are in use: try again in a moment")]
    KeysAllInUse {
        /// [`crate::limits::KEYS_CACHED_MAX`].
        max: usize,
    },
    /// More was asked for in one call than a call may do.
    #[error("{given} at once are too many: ask for at most {max}")]
    TooMany {
        /// What was asked for.
        given: usize,
        /// What may be.
        max: usize,
    },
    /// Another key would need more room or less than the secrets have in the file.
    #[error(
        "the new key locks secrets into another number of bytes, and a secret keeps its place in the file: \
         rotate to a key of the same kind"
    )]
    OtherLength,
    /// Wrapping or unwrapping failed in the key service.
    #[error(transparent)]
    Wrap(#[from] WrapError),
    /// Sealing or opening failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// SQLite could not.
    #[error("the secrets file could not be used")]
    Sqlite(#[from] rusqlite::Error),
    /// The file system could not.
    #[error("{path} could not be used")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
