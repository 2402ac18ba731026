//! The engine: all that the rest of this crate knows of a database.
//!
//! What is asked is a [`Statement`], in the SQL that every engine understands; what goes in and comes out are [`Value`]s; and a [`Connection`]
//! is what everybody else holds. A database is added by one folder beside this one that implements [`Engine`] and [`Session`]; its driver is
//! named nowhere else, which `cargo xtask tidy` checks.
//!
//! **Invariant:** nothing outside an engine's folder depends on which engine it is.

mod connection;
mod fault;
mod row;
mod statement;
mod value;

use core::fmt::Debug;
use core::ops::ControlFlow;

pub(crate) use self::connection::{Connection, Transaction};
pub use self::fault::{DatabaseError, DatabaseFault};
pub(crate) use self::row::{Columns, Row};
pub(crate) use self::statement::{Statement, sql};
pub(crate) use self::value::{FromValue, ToValue, Value, params};
use crate::StoreError;

/// A place where a database is or will be, and how it is opened there.
pub(crate) trait Engine: Debug + Send + Sync {
    /// Whether a database was ever made there.
    fn exists(&self) -> Result<bool, StoreError>;

    /// Opens it for the one who writes, makes it where there is none, and brings its tables up to date.
    ///
    /// What this session commits is on the disk when [`Session::commit`] returns (law L6), and what it deletes is overwritten.
    fn open_writer(&self) -> Result<Connection, StoreError>;

    /// Opens it for reading only.
    fn open_reader(&self) -> Result<Connection, StoreError>;

    /// Opens it for [`Session::copy_log`].
    fn open_copier(&self) -> Result<Connection, StoreError>;
}

/// A connection, as an engine implements it. Everybody else holds a [`Connection`].
///
/// A session prepares a statement once and keeps it: the same few come again and again.
pub(crate) trait Session: Debug + Send {
    /// Does what a statement says that answers no rows; how many rows it changed.
    fn execute(&mut self, statement: Statement, values: &[Value<'_>]) -> Result<u64, StoreError>;

    /// Hands each row of the answer to `each`, until it breaks or fails. Rows need not be held together: nobody asks anything else meanwhile.
    fn query(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
        each: &mut EachRow<'_>,
    ) -> Result<(), StoreError>;

    /// Begins a transaction in which nobody else writes: what it reads is so until it ends.
    fn begin_writing(&mut self) -> Result<(), StoreError>;

    /// Begins a transaction whose statements all see one moment.
    fn begin_snapshot(&mut self) -> Result<(), StoreError>;

    /// Ends the transaction and keeps what it did. Fails with all of it kept or none.
    fn commit(&mut self) -> Result<(), StoreError>;

    /// Ends the transaction, if it has not ended, as if it had never begun.
    fn roll_back(&mut self) -> Result<(), StoreError>;

    /// Brings what was committed from a log that has become long to where it belongs, while the writer goes on. An engine that does this by itself
    /// does nothing.
    fn copy_log(&mut self) -> Result<LogCopied, StoreError>;

    /// The little that [`LogCopied::Nearly`] leaves, in the writer's own turn.
    fn copy_rest_of_log(&mut self) -> Result<(), StoreError>;

    /// When it returns, what was deleted is in no file of the database any more, its log included.
    fn purge_deleted(&mut self) -> Result<(), StoreError>;
}

/// How far the log was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogCopied {
    /// It is still short.
    NotYet,
    /// But for a little that the writer has added since.
    Nearly,
}

/// What is done with one row; whether there is to be another.
pub(crate) type EachRow<'e> = dyn FnMut(Row<'_>) -> Result<ControlFlow<()>, StoreError> + 'e;
