//! Receipts, kept for the person they were given to.

use cardea_units::{HouseholdId, PersonId, SubjectId};
use rusqlite::params;

use crate::{Store, StoreError};

const BOUND: &[u8] = b"receipt";

impl Store {
    /// Keeps the receipt of the last thing a person said, sealed under their secret.
    ///
    /// # Errors
    /// What SQLite or the vault reports.
    pub async fn keep_receipt(
        &self,
        household: HouseholdId,
        person: PersonId,
        receipt: String,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let sealed = desk.vault.seal_profile(SubjectId::Person(person), BOUND, receipt.as_bytes())?;
            desk.tx.execute(
                "UPDATE consent_history SET receipt = ?1 WHERE household = ?2 AND person = ?3
                 AND number = (SELECT max(number) FROM consent_history WHERE household = ?2 AND person = ?3)",
                params![sealed, household.to_column(), person.to_column()],
            )?;
            Ok(())
        })
        .await
    }

    /// Every receipt of a person, oldest first.
    ///
    /// # Errors
    /// What SQLite or the vault reports.
    pub fn receipts(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<String>, StoreError> {
        let reader = self.reader()?;
        let mut select = reader.prepare_cached(
            "SELECT receipt FROM consent_history WHERE household = ?1 AND person = ?2 AND receipt IS NOT NULL ORDER BY at, number",
        )?;
        let mut rows = select.query(params![household.to_column(), person.to_column()])?;
        let mut receipts = Vec::new();
        while let Some(row) = rows.next()? {
            let sealed: Vec<u8> = row.get(0)?;
            let plain = self
                .vault()
                .open_profile(SubjectId::Person(person), BOUND, &sealed)?
                .disclose();
            receipts.push(
                String::from_utf8(plain)
                    .map_err(|_| StoreError::Corrupt("a receipt cannot be read"))?,
            );
        }
        Ok(receipts)
    }
}
