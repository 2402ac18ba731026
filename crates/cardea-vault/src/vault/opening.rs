//! The first look at a secrets file: is this the key it was locked with?

use cardea_units::Random;
use rusqlite::{Connection, OptionalExtension as _};

use crate::kek::{KekId, KeyEncryption};
use crate::secret::Secret;
use crate::secrets_file::SecretsFile;
use crate::{VaultError, WrapError, row};

pub(crate) const KEK_ID: &str = "kek_id";
pub(crate) const PEPPER: &str = "pepper";

/// The pepper of the file, drawn at its first opening. Unwrapping it proves the key.
pub(super) fn pepper(
    file: &mut SecretsFile,
    kek: &dyn KeyEncryption,
    random: &dyn Random,
) -> Result<Secret, VaultError> {
    let path = file.path().to_owned();
    let damaged = |what| VaultError::NotAVault {
        path: path.clone(),
        what,
    };
    match (
        read(file.connection(), KEK_ID)?,
        read(file.connection(), PEPPER)?,
    ) {
        (Some(wanted), Some(wrapped)) => {
            let wanted: [u8; 16] = wanted
                .try_into()
                .map_err(|_| damaged("the mark of its key is not one"))?;
            let wanted = KekId::from_bytes(wanted);
            if wanted != kek.id() {
                return Err(VaultError::WrongKek {
                    path,
                    wanted,
                    given: kek.id(),
                });
            }
            let pepper = kek
                .unwrap(row::PEPPER, &wrapped)
                .map_err(|error| match error {
                    WrapError::NotAuthentic => damaged("its first row does not unlock"),
                    other => other.into(),
                })?;
            Secret::from_slice(&pepper).ok_or_else(|| damaged("its first row is too short"))
        }
        (None, None) if is_empty(file.connection())? => begin(file, kek, random),
        _ => Err(damaged("the mark of its key is missing")),
    }
}

fn begin(
    file: &mut SecretsFile,
    kek: &dyn KeyEncryption,
    random: &dyn Random,
) -> Result<Secret, VaultError> {
    let pepper = Secret::draw(random)?;
    let wrapped = kek.wrap(row::PEPPER, pepper.bytes(), random)?;
    let transaction = file.transaction()?;
    for (name, value) in [(KEK_ID, kek.id().to_bytes().as_slice()), (PEPPER, &wrapped)] {
        transaction.execute(
            "INSERT INTO meta (name, value) VALUES (?1, ?2)",
            (name, value),
        )?;
    }
    transaction.commit()?;
    Ok(pepper)
}

pub(crate) fn read(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    Ok(connection
        .query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| {
            row.get(0)
        })
        .optional()?)
}

/// Nothing was ever locked here, so a file without the mark of a key is a new one.
fn is_empty(connection: &Connection) -> Result<bool, VaultError> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM slot) AND NOT EXISTS (SELECT 1 FROM destroyed)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}
