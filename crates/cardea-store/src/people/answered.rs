//! What an app was answered, so that a request that is sent again does nothing twice.

use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};

use crate::engine::{params, sql};
use crate::limits::{ANSWERS_EACH_MAX, ANSWERS_KEPT_MILLIS};
use crate::{Store, StoreError};

const BOUND: &[u8] = b"answer";

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// A keyed hash of the request that it was given to.
    pub request: [u8; 32],
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Store {
    /// What was answered to a person's request under this key in the last day.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn answer_given(
        &self,
        household: HouseholdId,
        person: PersonId,
        key: [u8; 32],
    ) -> Result<Option<GivenAnswer>, StoreError> {
        let since = self
            .clock()
            .now()
            .plus(ANSWERS_KEPT_MILLIS.saturating_neg());
        self.reader()?.first(
            sql!("SELECT request, status, sealed_body FROM answer WHERE household = ?1 AND person = ?2 AND request_key = ?3 AND at > ?4"),
            params![household.to_column(), person.to_column(), key, since.0],
            |row| {
                let sealed: &[u8] = row.get(2)?;
                let plain = self
                    .vault()
                    .open_profile(SubjectId::Person(person), BOUND, sealed)?;
                Ok(GivenAnswer {
                    request: row.get(0)?,
                    status: u16::try_from(row.get::<i64>(1)?)
                        .map_err(|_| StoreError::Corrupt("an answer has no status"))?,
                    body: plain.disclose(),
                })
            },
        )
    }

    /// Keeps an answer for a day, at most [`ANSWERS_EACH_MAX`] for one person: beyond it the oldest goes.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn keep_answer(
        &self,
        household: HouseholdId,
        person: PersonId,
        key: [u8; 32],
        answer: GivenAnswer,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let sealed =
                desk.vault
                    .seal_profile(SubjectId::Person(person), BOUND, &answer.body)?;
            let over: UnixMillis = desk.now.plus(ANSWERS_KEPT_MILLIS.saturating_neg());
            let of = (household.to_column(), person.to_column());
            desk.tx.execute(
                sql!("DELETE FROM answer WHERE at <= ?1"),
                params![over.0],
            )?;
            desk.tx.execute(
                sql!("DELETE FROM answer WHERE household = ?1 AND person = ?2 AND at <=
                      (SELECT at FROM answer WHERE household = ?1 AND person = ?2 ORDER BY at DESC LIMIT 1 OFFSET ?3)"),
                params![of.0, of.1, ANSWERS_EACH_MAX.saturating_sub(2)],
            )?;
            desk.tx.execute(
                sql!("INSERT INTO answer (household, person, request_key, request, status, sealed_body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                      ON CONFLICT (household, person, request_key) DO NOTHING"),
                params![of.0, of.1, key, answer.request, i64::from(answer.status), sealed, desk.now.0],
            )?;
            Ok(())
        })
        .await
    }
}
