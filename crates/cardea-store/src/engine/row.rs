//! One row of an answer.

use super::{FromValue, Value};
use crate::StoreError;

/// A row as an engine has it.
pub(crate) trait Columns {
    /// The value in a column, counted from 0. `None` where there is no such column, or it holds what no column of ours does.
    fn value(&self, column: usize) -> Option<Value<'_>>;
}

/// One row, for as long as it is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Row<'r>(&'r dyn Columns);

impl<'r> Row<'r> {
    pub(crate) fn new(columns: &'r dyn Columns) -> Self {
        Self(columns)
    }

    /// What stands in a column, counted from 0.
    pub(crate) fn get<T: FromValue<'r>>(self, column: usize) -> Result<T, StoreError> {
        let value = self.0.value(column);
        value.and_then(T::from_value).ok_or(StoreError::Corrupt(
            "a column of the database holds another type than it should",
        ))
    }
}
