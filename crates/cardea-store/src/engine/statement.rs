//! What is asked of a database, in the SQL that all engines share.

/// One statement. Made by [`sql!`] only, so that each is a literal in the source, and `contracts/statements.sql` names them all.
///
/// The dialect is what SQLite from 3.35 and PostgreSQL from 15 both understand, with these rules:
/// - values are `?1`, `?2`, and nothing else in a statement is a question mark: an engine that numbers with `$1` rewrites them;
/// - columns are integers of 64 bits, texts or bytes; `CAST` what a function makes of them (`sum`) back to `BIGINT`;
/// - `ON CONFLICT (columns) DO UPDATE` names its columns, and says `table.column` for the row that is there;
/// - no `INSERT OR ...`, row numbers, `PRAGMA`, JSON or other functions of one engine; `max` and `min` take one column;
/// - no order is asked for in which nulls matter: engines sort them to different ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Statement(&'static str);

impl Statement {
    /// For [`sql!`].
    pub(crate) const fn of_literal(text: &'static str) -> Self {
        Self(text)
    }

    /// Its text.
    pub(crate) const fn text(self) -> &'static str {
        self.0
    }
}

/// A statement, from a literal and nothing else.
macro_rules! sql {
    ($text:literal) => {
        $crate::engine::Statement::of_literal($text)
    };
}

pub(crate) use sql;
