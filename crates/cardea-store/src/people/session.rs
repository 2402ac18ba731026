//! Who is signed in.

use cardea_units::{HouseholdId, PersonId, Sensitive, UnixMillis};

use super::device::draw_token;
use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// What a browser keeps: 256 bits of chance. The store keeps only its keyed hash.
pub type SessionToken = Sensitive<String>;

/// Somebody who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// In which home.
    pub household: HouseholdId,
    /// Who.
    pub person: PersonId,
    /// Since when. Acts that cannot be undone want it to be fresh.
    pub since: UnixMillis,
}

/// Milliseconds a session lasts: twelve hours.
const SESSION_MILLIS: i64 = 12 * 3_600_000;

impl Store {
    /// Somebody has signed in.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn begin_session(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<SessionToken, StoreError> {
        self.change(move |desk| {
            let token = draw_token(desk.random)?;
            let hash = desk.vault.keyed_hash("session", token.as_bytes());
            desk.tx.execute(
                sql!("DELETE FROM session WHERE expires_at <= ?1"),
                params![desk.now.0],
            )?;
            desk.tx.execute(
                sql!("INSERT INTO session (token, household, person, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)"),
                params![hash, household.to_column(), person.to_column(), desk.now.0, desk.now.plus(SESSION_MILLIS).0],
            )?;
            Ok(Sensitive::new(token))
        })
        .await
    }

    /// Who a token belongs to. `None` when it is unknown or over, or the person has left.
    ///
    /// # Errors
    /// What the database reports.
    pub fn session(&self, token: &SessionToken) -> Result<Option<Session>, StoreError> {
        let hash = self
            .vault()
            .keyed_hash("session", token.disclose_ref().as_bytes());
        let now = self.clock().now().0;
        let found: Option<(i64, i64, i64)> = self.reader()?.first(
            sql!(
                "SELECT s.household, s.person, s.created_at FROM session s
                  JOIN person p ON p.household = s.household AND p.id = s.person
                  WHERE s.token = ?1 AND s.expires_at > ?2 AND (p.until IS NULL OR p.until > ?2)"
            ),
            params![hash, now],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(found.and_then(|(household, person, since)| {
            Some(Session {
                household: HouseholdId::from_column(household)?,
                person: PersonId::from_column(person)?,
                since: UnixMillis(since),
            })
        }))
    }

    /// Somebody signs out.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn end_session(&self, token: &SessionToken) -> Result<(), StoreError> {
        let hash = self
            .vault()
            .keyed_hash("session", token.disclose_ref().as_bytes());
        self.change(move |desk| {
            desk.tx
                .execute(sql!("DELETE FROM session WHERE token = ?1"), params![hash])?;
            Ok(())
        })
        .await
    }
}
