//! The tables, and how older ones become these.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{Error, M, MigrationDefinitionError, Migrations};

use crate::VaultError;

/// Says that a database file is a secrets file: `CdV1` as a number.
const APPLICATION_ID: i64 = 0x4364_5631;

/// Each step once and for ever; `user_version` counts those done.
const STEPS: &[M<'_>] = &[M::up(include_str!("schema/1_secrets.sql"))];
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

pub(super) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<(), VaultError> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let ours = found.0 == APPLICATION_ID && found.1 > 0;
    let new = found == (0, 0) && tables == 0;
    if !ours && !new {
        let what = "it is the database of another program";
        return Err(VaultError::NotAVault {
            path: path.to_owned(),
            what,
        });
    }
    MIGRATIONS
        .to_latest(connection)
        .map_err(|error| match error {
            Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
                VaultError::WrittenByNewer {
                    path: path.to_owned(),
                }
            }
            Error::RusqliteError { err, .. } => err.into(),
            _ => VaultError::NotAVault {
                path: path.to_owned(),
                what: "its version is unreadable",
            },
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_apply_to_an_empty_file_and_mark_it_as_ours() {
        MIGRATIONS.validate().unwrap();
        let mut connection = Connection::open_in_memory().unwrap();
        bring_up_to_date(&mut connection, Path::new("x")).unwrap();
        bring_up_to_date(&mut connection, Path::new("x")).unwrap();
        let id: i64 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .unwrap();
        assert_eq!(id, APPLICATION_ID);
    }

    #[test]
    fn the_database_of_another_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE reading (x)")
            .unwrap();
        let refused = bring_up_to_date(&mut connection, Path::new("x"));
        assert!(matches!(refused, Err(VaultError::NotAVault { .. })));
    }

    #[test]
    fn a_file_of_a_later_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        bring_up_to_date(&mut connection, Path::new("x")).unwrap();
        connection.pragma_update(None, "user_version", 999).unwrap();
        let refused = bring_up_to_date(&mut connection, Path::new("x"));
        assert!(matches!(refused, Err(VaultError::WrittenByNewer { .. })));
    }
}
