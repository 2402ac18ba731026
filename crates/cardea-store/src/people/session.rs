//! Who is signed in.

use cardea_units::{HouseholdId, PersonId, Sensitive, UnixMillis};

use super::browser::{Trust, trust_of};
use super::device::draw_token;
use super::public_id::PublicId;
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

/// A session, and what is known of it beside who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// Who, where, since when.
    pub session: Session,
    /// By which it is ended.
    pub id: PublicId,
    /// When it was last seen, to a minute.
    pub seen_at: UnixMillis,
    /// How well its browser is known.
    pub trust: Trust,
    /// Whether they live in the home, or did.
    pub lives: Lives,
}

/// Whether somebody lives in their home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lives {
    /// They do.
    Here,
    /// They did. What is about them alone is theirs, and nothing else.
    Elsewhere,
}

/// Milliseconds a session lasts: twelve hours.
pub(super) const SESSION_MILLIS: i64 = 12 * 3_600_000;

impl Store {
    /// Somebody has signed in, with something that is no browser. Of such a session nothing is known.
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
                sql!("INSERT INTO session (token, household, person, created_at, expires_at, id, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4)"),
                params![
                    hash,
                    household.to_column(),
                    person.to_column(),
                    desk.now.0,
                    desk.now.plus(SESSION_MILLIS).0,
                    PublicId::draw(desk.random)?.to_column()
                ],
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
        let present = self.present(token)?;
        Ok(present
            .filter(|present| present.lives == Lives::Here)
            .map(|present| present.session))
    }

    /// Who a token belongs to, also when they have left and come for what is theirs; and what is known of the session.
    ///
    /// # Errors
    /// What the database reports.
    pub fn present(&self, token: &SessionToken) -> Result<Option<Present>, StoreError> {
        const BROKEN: StoreError = StoreError::Corrupt("a session cannot be read");
        let hash = self
            .vault()
            .keyed_hash("session", token.disclose_ref().as_bytes());
        let now = self.clock().now();
        let found = self.reader()?.first(
            sql!(
                "SELECT s.household, s.person, s.created_at, s.id, s.seen_at, p.until, d.at, b.known, b.since FROM session s
                  JOIN person p ON p.household = s.household AND p.id = s.person
                  LEFT JOIN departed d ON d.household = s.household AND d.person = s.person
                  LEFT JOIN browser b ON b.household = s.household AND b.person = s.person AND b.id = s.browser
                  WHERE s.token = ?1 AND s.expires_at > ?2"
            ),
            params![hash, now.0],
            |row| {
                let session = Session {
                    household: HouseholdId::from_column(row.get(0)?).ok_or(BROKEN)?,
                    person: PersonId::from_column(row.get(1)?).ok_or(BROKEN)?,
                    since: UnixMillis(row.get(2)?),
                };
                let lives = if row.get::<Option<i64>>(6)?.is_some() { Lives::Elsewhere } else { Lives::Here };
                let over = row.get::<Option<i64>>(5)?.is_some_and(|until| until <= now.0);
                let present = Present {
                    session,
                    id: PublicId::from_column(row.get(3)?),
                    seen_at: UnixMillis(row.get(4)?),
                    trust: trust_of(row.get(7)?, row.get(8)?, now),
                    lives,
                };
                // A stay that has ended, and of which nobody has taken note yet, opens nothing.
                Ok((!over || lives == Lives::Elsewhere).then_some(present))
            },
        )?;
        Ok(found.flatten())
    }

    /// A session asked for something just now.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn note_seen(&self, of: Session, id: PublicId) -> Result<(), StoreError> {
        self.change(move |desk| {
            desk.tx.execute(
                sql!("UPDATE session SET seen_at = ?1 WHERE household = ?2 AND person = ?3 AND id = ?4"),
                params![desk.now.0, of.household.to_column(), of.person.to_column(), id.to_column()],
            )?;
            Ok(())
        })
        .await
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
