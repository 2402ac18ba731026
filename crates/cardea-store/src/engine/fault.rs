//! What a database reports when it cannot do something, in words that are the same for every engine.

use core::error::Error;

use thiserror::Error as ThisError;

/// What a database reported. An engine puts no value of a row into the cause (law L11).
#[derive(Debug, ThisError)]
#[error("{}: {cause}. {}", fault.what(), fault.what_to_do())]
pub struct DatabaseError {
    fault: DatabaseFault,
    #[source]
    cause: Box<dyn Error + Send + Sync>,
}

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatabaseFault {
    /// There is no space left.
    Full,
    /// Somebody else holds a lock.
    Busy,
    /// It cannot be opened, or not be written.
    NoAccess,
    /// What is there is not a database, or not a whole one.
    Damaged,
    /// Anything else.
    Other,
}

impl DatabaseError {
    pub(crate) fn new(
        fault: DatabaseFault,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            fault,
            cause: cause.into(),
        }
    }

    /// What kind of fault it is.
    pub const fn fault(&self) -> DatabaseFault {
        self.fault
    }
}

impl DatabaseFault {
    const fn what(self) -> &'static str {
        match self {
            Self::Full => "the database has no space left",
            Self::Busy => "the database is locked",
            Self::NoAccess => "the database cannot be opened or written",
            Self::Damaged => "the database is damaged",
            Self::Other => "the database reported an error",
        }
    }

    pub(crate) const fn what_to_do(self) -> &'static str {
        match self {
            Self::Full => "Make space on its disk",
            Self::Busy => "Stop the other program that has it open",
            Self::NoAccess => "Check that it is there and who may write it",
            Self::Damaged => "Restore the data folder from a backup",
            Self::Other => {
                "Check that the disk has space and that no other program has the file open"
            }
        }
    }
}
