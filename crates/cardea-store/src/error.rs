//! Why the store could not do something.

use core::error::Error;

use cardea_vault::{KeyError, VaultError};
use thiserror::Error as ThisError;

use crate::{DatabaseError, DatabaseFault};

/// What went wrong. None of these texts says anything about a person.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum StoreError {
    /// The database reported an error.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The tables could not be brought up to date.
    #[error(
        "the database could not be brought up to date: {0}. It may have been written by a newer version"
    )]
    Migration(#[source] Box<dyn Error + Send + Sync>),
    /// The vault refused.
    #[error("the secrets could not be used: {0}")]
    Vault(#[from] VaultError),
    /// What is stored cannot be read.
    #[error(
        "what is stored cannot be read: {0}. Restore the data folder from a backup, or run with the version that wrote it"
    )]
    Corrupt(&'static str),
    /// There is no such thing.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// It may not be done.
    #[error("{0}")]
    Refused(&'static str),
    /// Too many read at once.
    #[error("too much is being read at once. Try again in a moment")]
    Busy,
    /// The writer has stopped.
    #[error("the store is stopping")]
    Stopped,
    /// A clip could not be written or read on the disk.
    #[error(
        "the folder of clips cannot be used: {0}. Check that its disk has space and who may write it"
    )]
    Files(#[from] std::io::Error),
    /// The system has no randomness to give.
    #[error("the system has no randomness to give")]
    NoRandomness,
}

impl StoreError {
    /// Whether there is no space left on the disk.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Files(error) => {
                matches!(
                    error.kind(),
                    std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded
                )
            }
            Self::Database(error) => error.fault() == DatabaseFault::Full,
            _ => false,
        }
    }

    /// A key that refused: because it was destroyed while it was held, as an erasure on another thread may do, or else what is said.
    pub(crate) fn of_key(error: KeyError, otherwise: Self) -> Self {
        match error {
            KeyError::Destroyed => Self::Vault(VaultError::SubjectDestroyed),
            _ => otherwise,
        }
    }

    /// What an operator is to do, in words that say nothing of the data or of the machine.
    pub const fn what_to_do(&self) -> &'static str {
        match self {
            Self::Database(error) => error.fault().what_to_do(),
            Self::Stopped => "The server is stopping. Start it again",
            Self::Vault(_) => "Check that the secrets are there and who may read them",
            _ => "See the log of the server",
        }
    }
}
