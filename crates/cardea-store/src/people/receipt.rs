//! Receipts, kept for the person they were given to.

use cardea_units::{HouseholdId, PersonId, SubjectId};

use crate::engine::{params, sql};
use crate::{Desk, Store, StoreError};

const BOUND: &[u8] = b"receipt";

/// A receipt, under the secret of the person it was given to.
pub(super) fn seal(
    desk: &Desk<'_>,
    person: PersonId,
    receipt: &str,
) -> Result<Vec<u8>, StoreError> {
    let subject = SubjectId::Person(person);
    Ok(desk
        .vault
        .seal_profile(subject, BOUND, receipt.as_bytes())?)
}

impl Store {
    /// Keeps the receipt of the last thing a person said, sealed under their secret.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn keep_receipt(
        &self,
        household: HouseholdId,
        person: PersonId,
        receipt: String,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let sealed = seal(desk, person, &receipt)?;
            desk.tx.execute(
                sql!("UPDATE consent_history SET receipt = ?1 WHERE household = ?2 AND person = ?3
                      AND number = (SELECT max(number) FROM consent_history WHERE household = ?2 AND person = ?3)"),
                params![sealed, household.to_column(), person.to_column()],
            )?;
            Ok(())
        })
        .await
    }

    /// Every receipt of a person, oldest first.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn receipts(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<String>, StoreError> {
        self.reader()?.all(
            sql!("SELECT receipt FROM consent_history WHERE household = ?1 AND person = ?2 AND receipt IS NOT NULL ORDER BY at, number"),
            params![household.to_column(), person.to_column()],
            |row| {
                let plain = self
                    .vault()
                    .open_profile(SubjectId::Person(person), BOUND, row.get(0)?)?
                    .disclose();
                String::from_utf8(plain)
                    .map_err(|_| StoreError::Corrupt("a receipt cannot be read"))
            },
        )
    }
}
