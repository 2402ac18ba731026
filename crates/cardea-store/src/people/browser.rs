//! Browsers that a person signs in with: which are known, which sessions are open, and their end.

use cardea_units::{HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};

use super::device::draw_token;
use super::notice::{NoticeKind, tell};
use super::public_id::PublicId;
use super::session::{SESSION_MILLIS, SessionToken};
use crate::engine::{params, sql};
use crate::limits::{
    BROWSER_KNOWN_AFTER_MILLIS, BROWSER_TOKENS_MAX, BROWSERS_EACH_MAX, SESSIONS_EACH_MAX,
};
use crate::{Desk, Store, StoreError};

/// What is known of a browser before anybody signs in with it.
#[derive(Clone, Debug)]
pub struct Comes {
    /// What it was given when people signed in with it before: one for each account, the latest first.
    pub tokens: Vec<SessionToken>,
    /// What it calls itself, in a few words from a list.
    pub words: String,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What the browser shows while it is signed in.
    pub session: SessionToken,
    /// What it keeps, to be known again: the one of this account, then those of others.
    pub browser: Vec<SessionToken>,
}

/// How well the browser of a session is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The account was made with it, or it has been used for [`BROWSER_KNOWN_AFTER_MILLIS`].
    Known,
    /// Neither.
    New,
}

/// One session that is open.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// By which it is ended.
    pub id: PublicId,
    /// What the browser calls itself.
    pub words: Sensitive<String>,
    /// Since when it is signed in.
    pub since: UnixMillis,
    /// When it last asked for something, to a minute.
    pub seen_at: UnixMillis,
    /// How well its browser is known.
    pub trust: Trust,
}

/// What happens to the browser of a session that somebody ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// It is as known as it was.
    StaysKnown,
    /// It has to become known again.
    Forgotten,
}

const BOUND: &[u8] = b"browser";

/// Whether a browser is known, from its columns.
pub(super) fn trust_of(known: Option<i64>, since: Option<i64>, now: UnixMillis) -> Trust {
    let long = since.is_some_and(|since| now.0.saturating_sub(since) >= BROWSER_KNOWN_AFTER_MILLIS);
    if known == Some(1) || long {
        Trust::Known
    } else {
        Trust::New
    }
}

impl Store {
    /// Somebody has signed in with a browser. When it is none that their account has seen, they are told; when the account has seen none at
    /// all, it is the one the account was made with, and known.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn begin_session_in(
        &self,
        household: HouseholdId,
        person: PersonId,
        comes: Comes,
    ) -> Result<Begun, StoreError> {
        self.change(move |desk| {
            let known = find(desk, household, person, &comes.tokens)?;
            let (browser, kept) = if let Some((id, place)) = known {
                seen_again(desk, household, person, id, &comes.words)?;
                (id, comes.tokens.get(place).cloned())
            } else {
                let (id, token) = add(desk, household, person, &comes.words)?;
                (id, Some(token))
            };
            let others = comes.tokens.iter().filter(|other| {
                kept.as_ref()
                    .is_none_or(|kept| kept.disclose_ref() != other.disclose_ref())
            });
            let keeps: Vec<SessionToken> = kept
                .iter()
                .chain(others)
                .take(BROWSER_TOKENS_MAX)
                .cloned()
                .collect();
            let token = draw_token(desk.random)?;
            let id = PublicId::draw(desk.random)?;
            let of = (household.to_column(), person.to_column());
            desk.tx.execute(sql!("DELETE FROM session WHERE expires_at <= ?1"), params![desk.now.0])?;
            desk.tx.execute(
                sql!("INSERT INTO session (token, household, person, created_at, expires_at, id, browser, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?4)"),
                params![
                    desk.vault.keyed_hash("session", token.as_bytes()),
                    of.0,
                    of.1,
                    desk.now.0,
                    desk.now.plus(SESSION_MILLIS).0,
                    id.to_column(),
                    browser.to_column()
                ],
            )?;
            desk.tx.execute(
                sql!("DELETE FROM session WHERE household = ?1 AND person = ?2 AND id NOT IN
                      (SELECT id FROM session WHERE household = ?1 AND person = ?2 ORDER BY created_at DESC, id LIMIT ?3)"),
                params![of.0, of.1, SESSIONS_EACH_MAX],
            )?;
            Ok(Begun { session: Sensitive::new(token), browser: keeps })
        })
        .await
    }

    /// The sessions of a person that are open, the one that was seen last first.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn open_sessions(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<OpenSession>, StoreError> {
        let now = self.clock().now();
        self.reader()?.all(
            sql!("SELECT s.id, b.sealed_words, s.created_at, s.seen_at, b.known, b.since FROM session s
                  LEFT JOIN browser b ON b.household = s.household AND b.person = s.person AND b.id = s.browser
                  WHERE s.household = ?1 AND s.person = ?2 AND s.expires_at > ?3 ORDER BY s.seen_at DESC, s.id"),
            params![household.to_column(), person.to_column(), now.0],
            |row| {
                let words = match row.get::<Option<&[u8]>>(1)? {
                    Some(sealed) => {
                        let plain = self.vault().open_profile(SubjectId::Person(person), BOUND, sealed)?.disclose();
                        String::from_utf8(plain).map_err(|_| StoreError::Corrupt("a browser cannot be read"))?
                    }
                    None => "A program".to_owned(),
                };
                Ok(OpenSession {
                    id: PublicId::from_column(row.get(0)?),
                    words: Sensitive::new(words),
                    since: UnixMillis(row.get(2)?),
                    seen_at: UnixMillis(row.get(3)?),
                    trust: trust_of(row.get(4)?, row.get(5)?, now),
                })
            },
        )
    }

    /// A person ends one of their sessions. It is worth nothing from here on.
    ///
    /// # Errors
    /// When there is no such session of theirs.
    pub async fn end_session_of(
        &self,
        household: HouseholdId,
        person: PersonId,
        id: PublicId,
        afterwards: Afterwards,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let of = (household.to_column(), person.to_column());
            if afterwards == Afterwards::Forgotten {
                desk.tx.execute(
                    sql!("DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id IN
                          (SELECT browser FROM session WHERE household = ?1 AND person = ?2 AND id = ?3)"),
                    params![of.0, of.1, id.to_column()],
                )?;
            }
            let ended = desk.tx.execute(
                sql!("DELETE FROM session WHERE household = ?1 AND person = ?2 AND id = ?3"),
                params![of.0, of.1, id.to_column()],
            )?;
            if ended == 0 {
                return Err(StoreError::Unknown("session of yours that is open"));
            }
            tell(desk, household, person, NoticeKind::SessionsEnded, &Sensitive::new("1".to_owned()))
        })
        .await
    }

    /// A person ends every session of theirs but one. Answers how many.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn end_other_sessions(
        &self,
        household: HouseholdId,
        person: PersonId,
        but: PublicId,
        afterwards: Afterwards,
    ) -> Result<u64, StoreError> {
        self.change(move |desk| {
            let of = (household.to_column(), person.to_column());
            if afterwards == Afterwards::Forgotten {
                desk.tx.execute(
                    sql!("DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id NOT IN
                          (SELECT COALESCE(browser, 0) FROM session WHERE household = ?1 AND person = ?2 AND id = ?3)"),
                    params![of.0, of.1, but.to_column()],
                )?;
            }
            let ended = desk.tx.execute(
                sql!("DELETE FROM session WHERE household = ?1 AND person = ?2 AND id != ?3"),
                params![of.0, of.1, but.to_column()],
            )?;
            if ended > 0 {
                tell(desk, household, person, NoticeKind::SessionsEnded, &Sensitive::new(ended.to_string()))?;
            }
            Ok(ended)
        })
        .await
    }
}

/// Finds the browser among those of an account by what it was given for it; and which of its tokens that was.
fn find(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    tokens: &[SessionToken],
) -> Result<Option<(PublicId, usize)>, StoreError> {
    for (place, token) in tokens.iter().take(BROWSER_TOKENS_MAX).enumerate() {
        let hash = desk
            .vault
            .keyed_hash("browser", token.disclose_ref().as_bytes());
        let found: Option<i64> = desk.tx.first(
            sql!("SELECT id FROM browser WHERE household = ?1 AND person = ?2 AND token = ?3"),
            params![household.to_column(), person.to_column(), hash],
            |row| row.get(0),
        )?;
        if let Some(id) = found {
            return Ok(Some((PublicId::from_column(id), place)));
        }
    }
    Ok(None)
}

fn seen_again(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    id: PublicId,
    words: &str,
) -> Result<(), StoreError> {
    let sealed = desk
        .vault
        .seal_profile(SubjectId::Person(person), BOUND, words.as_bytes())?;
    desk.tx.execute(
        sql!("UPDATE browser SET seen_at = ?1, sealed_words = ?2 WHERE household = ?3 AND person = ?4 AND id = ?5"),
        params![desk.now.0, sealed, household.to_column(), person.to_column(), id.to_column()],
    )?;
    Ok(())
}

/// Writes down one more browser of an account, with a token that is drawn here: one that a browser brings along may have been put into it by
/// somebody who would like to be taken for its owner later.
fn add(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    words: &str,
) -> Result<(PublicId, SessionToken), StoreError> {
    let of = (household.to_column(), person.to_column());
    let token = draw_token(desk.random)?;
    let hash = desk.vault.keyed_hash("browser", token.as_bytes());
    let sealed = desk
        .vault
        .seal_profile(SubjectId::Person(person), BOUND, words.as_bytes())?;
    let before: i64 = desk.tx.only(
        sql!("SELECT browsers FROM person WHERE household = ?1 AND id = ?2"),
        params![of.0, of.1],
        |row| row.get(0),
    )?;
    let id = PublicId::draw(desk.random)?;
    desk.tx.execute(
        sql!("INSERT INTO browser (household, person, id, token, sealed_words, since, seen_at, known) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)"),
        params![of.0, of.1, id.to_column(), hash, sealed, desk.now.0, i64::from(before == 0)],
    )?;
    desk.tx.execute(
        sql!("UPDATE person SET browsers = browsers + 1 WHERE household = ?1 AND id = ?2"),
        params![of.0, of.1],
    )?;
    // Those that were not seen for longest have to become known again.
    desk.tx.execute(
        sql!("DELETE FROM browser WHERE household = ?1 AND person = ?2 AND id NOT IN
              (SELECT id FROM browser WHERE household = ?1 AND person = ?2 ORDER BY seen_at DESC, id LIMIT ?3)"),
        params![of.0, of.1, BROWSERS_EACH_MAX],
    )?;
    if before > 0 {
        tell(
            desk,
            household,
            person,
            NoticeKind::NewSignIn,
            &Sensitive::new(words.to_owned()),
        )?;
    }
    Ok((id, Sensitive::new(token)))
}
