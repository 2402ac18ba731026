//! Why the store could not do something.

use thiserror::Error;

/// What went wrong. None of these texts says anything about a person.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite reported an error.
    #[error(
        "the database reported an error: {0}. Check that the disk has space and that no other program has the file open"
    )]
    Database(#[from] rusqlite::Error),
    /// The tables could not be brought up to date.
    #[error(
        "the database could not be brought up to date: {0}. It may have been written by a newer version"
    )]
    Migration(#[from] rusqlite_migration::Error),
    /// The vault refused.
    #[error("the secrets could not be used: {0}")]
    Vault(#[from] cardea_vault::VaultError),
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
    /// The writer has stopped.
    #[error("the store is stopping")]
    Stopped,
    /// The system has no randomness to give.
    #[error("the system has no randomness to give")]
    NoRandomness,
}
