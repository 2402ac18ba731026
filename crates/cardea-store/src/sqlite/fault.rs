//! What SQLite reports, as every engine says it.

use rusqlite::ErrorCode;

use crate::StoreError;
use crate::engine::{DatabaseError, DatabaseFault};

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(DatabaseError::new(fault(&error), error))
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            // What the disk did to a step is no fault of the step.
            rusqlite_migration::Error::RusqliteError { err, .. }
                if fault(&err) != DatabaseFault::Other =>
            {
                err.into()
            }
            error => Self::Migration(error.into()),
        }
    }
}

fn fault(error: &rusqlite::Error) -> DatabaseFault {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => DatabaseFault::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DatabaseFault::Busy,
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            DatabaseFault::NoAccess
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => DatabaseFault::Damaged,
        _ => DatabaseFault::Other,
    }
}
