//! A connection of SQLite.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection as Driver, ToSql, params_from_iter};

use super::log;
use crate::StoreError;
use crate::engine::{Columns, EachRow, LogCopied, Row, Session, Statement, Value};

/// A connection. Statements are kept prepared by their text.
#[derive(Debug)]
pub(super) struct SqliteSession(pub(super) Driver);

impl Session for SqliteSession {
    fn execute(&mut self, statement: Statement, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let mut prepared = self.0.prepare_cached(statement.text())?;
        let changed = prepared.execute(params_from_iter(values))?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    fn query(
        &mut self,
        statement: Statement,
        values: &[Value<'_>],
        each: &mut EachRow<'_>,
    ) -> Result<(), StoreError> {
        let mut prepared = self.0.prepare_cached(statement.text())?;
        let mut rows = prepared.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if each(Row::new(row))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn begin_writing(&mut self) -> Result<(), StoreError> {
        Ok(self.0.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn begin_snapshot(&mut self) -> Result<(), StoreError> {
        Ok(self.0.execute_batch("BEGIN DEFERRED")?)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        Ok(self.0.execute_batch("COMMIT")?)
    }

    fn roll_back(&mut self) -> Result<(), StoreError> {
        // Some errors end the transaction themselves, a full disk among them.
        if self.0.is_autocommit() {
            return Ok(());
        }
        Ok(self.0.execute_batch("ROLLBACK")?)
    }

    fn copy_log(&mut self) -> Result<LogCopied, StoreError> {
        Ok(log::copy(&self.0)?)
    }

    fn copy_rest_of_log(&mut self) -> Result<(), StoreError> {
        Ok(log::copy_once(&self.0)?)
    }

    /// Moves everything into the main file, where `secure_delete` has overwritten it, and empties the write-ahead log.
    fn purge_deleted(&mut self) -> Result<(), StoreError> {
        let busy: i64 = self
            .0
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(StoreError::Refused(
                "another program is reading the database; what was deleted is still in its log. Try again",
            ))
        }
    }
}

impl Columns for rusqlite::Row<'_> {
    fn value(&self, column: usize) -> Option<Value<'_>> {
        Some(match self.get_ref(column).ok()? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Text(text) => Value::Text(core::str::from_utf8(text).ok()?),
            ValueRef::Blob(bytes) => Value::Bytes(bytes),
            ValueRef::Real(_) => return None,
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
