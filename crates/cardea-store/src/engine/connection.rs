//! A connection to a database, whichever engine it is.

use core::cell::{RefCell, RefMut};
use core::ops::{ControlFlow, Deref};

use super::{DatabaseError, DatabaseFault, LogCopied, Row, Session, Statement, Value};
use crate::StoreError;

/// A connection. It does one thing at a time: while rows of one answer are looked at, nothing else can be asked on it.
#[derive(Debug)]
pub(crate) struct Connection(RefCell<Box<dyn Session>>);

impl Connection {
    pub(crate) fn new(session: impl Session + 'static) -> Self {
        Self(RefCell::new(Box::new(session)))
    }

    /// Does what a statement says that answers no rows; how many rows it changed.
    pub(crate) fn execute(
        &self,
        statement: Statement,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        self.session()?.execute(statement, values)
    }

    /// Looks at each row of an answer.
    pub(crate) fn each(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        mut look: impl FnMut(Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.each_until(statement, values, |row| {
            look(row).map(ControlFlow::Continue)
        })
    }

    /// Looks at rows of an answer until it has seen enough.
    pub(crate) fn each_until(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        mut look: impl FnMut(Row<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        self.session()?.query(statement, values, &mut look)
    }

    /// Every row of an answer.
    pub(crate) fn all<T>(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        mut read: impl FnMut(Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        self.each(statement, values, |row| {
            all.push(read(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row of an answer, where there is one.
    pub(crate) fn first<T>(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        mut read: impl FnMut(Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut first = None;
        self.each_until(statement, values, |row| {
            first = Some(read(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(first)
    }

    /// The row of an answer that always has one: a count, a maximum.
    pub(crate) fn only<T>(
        &self,
        statement: Statement,
        values: &[Value<'_>],
        read: impl FnMut(Row<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.first(statement, values, read)?
            .ok_or(StoreError::Corrupt("a row that is always there is missing"))
    }

    /// Begins a transaction in which nobody else writes. Dropped without a commit, it never was.
    pub(crate) fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        self.session()?.begin_writing()?;
        Ok(Transaction {
            connection: self,
            open: true,
        })
    }

    /// Begins a transaction whose statements all see one moment.
    pub(crate) fn snapshot(&mut self) -> Result<Transaction<'_>, StoreError> {
        self.session()?.begin_snapshot()?;
        Ok(Transaction {
            connection: self,
            open: true,
        })
    }

    /// See [`Session::copy_log`].
    pub(crate) fn copy_log(&self) -> Result<LogCopied, StoreError> {
        self.session()?.copy_log()
    }

    /// See [`Session::copy_rest_of_log`].
    pub(crate) fn copy_rest_of_log(&self) -> Result<(), StoreError> {
        self.session()?.copy_rest_of_log()
    }

    /// When it returns, what was deleted is in no file of the database any more.
    pub(crate) fn purge_deleted(&self) -> Result<(), StoreError> {
        self.session()?.purge_deleted()
    }

    fn session(&self) -> Result<RefMut<'_, Box<dyn Session>>, StoreError> {
        self.0.try_borrow_mut().map_err(|_| {
            StoreError::Database(DatabaseError::new(
                DatabaseFault::Other,
                "a statement was asked while the rows of another were looked at",
            ))
        })
    }
}

/// A transaction: the connection, until it ends.
#[derive(Debug)]
pub(crate) struct Transaction<'c> {
    connection: &'c mut Connection,
    open: bool,
}

impl Transaction<'_> {
    /// Keeps what it did.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.connection.session()?.commit()?;
        self.open = false;
        Ok(())
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        let rolled_back = self
            .connection
            .session()
            .and_then(|mut session| session.roll_back());
        if let Err(error) = rolled_back {
            tracing::error!(%error, "a transaction could not be taken back");
        }
    }
}
