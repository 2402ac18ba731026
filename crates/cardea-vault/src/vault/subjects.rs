//! People and households: made once, destroyed for good.

use cardea_units::{SubjectId, UnixMillis};
use rusqlite::{Connection, OptionalExtension as _};
use zeroize::Zeroizing;

use super::{Vault, halves};
use crate::limits::{LOG_ROWS_MAX, SUBJECTS_DESTROYED_AT_ONCE_MAX};
use crate::secret::{Salt, Secret};
use crate::secrets_file::slots::{self, Slot};
use crate::{VaultError, row};

/// What became of a wish to create a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Creation {
    /// It has a secret now.
    Created,
    /// It had one, which it keeps.
    AlreadyThere,
}

/// What the vault knows of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectState {
    /// Nothing.
    Unknown,
    /// It has a secret.
    Alive,
    /// It had one, or was destroyed before it could get one. It never gets one again.
    Destroyed,
}

/// What became of one subject that was to be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destruction {
    /// Its secret is gone now.
    Destroyed,
    /// Its secret was gone before, or was destroyed earlier in the same call.
    AlreadyDestroyed,
    /// It never had one, and now never will.
    NeverCreated,
}

/// What an erasure did. When you have this, it is done: durable, and in no file of the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "what an erasure did belongs in the evidence"]
pub struct Destroyed {
    /// In the order asked for.
    pub outcomes: Vec<(SubjectId, Destruction)>,
}

/// An entry of the log of destroyed subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestroyedSubject {
    /// Where in the log: ask for what is after it to go on.
    pub seq: i64,
    /// Who.
    pub subject: SubjectId,
    /// When.
    pub at: UnixMillis,
}

impl Vault {
    /// Makes a secret and a salt for a subject. Durable when it returns. Asking again changes nothing.
    ///
    /// # Errors
    /// [`VaultError::SubjectDestroyed`]: an erased subject is never made again.
    pub fn create_subject(
        &self,
        subject: SubjectId,
        now: UnixMillis,
    ) -> Result<Creation, VaultError> {
        let mut inner = self.inner();
        let transaction = inner.file.transaction()?;
        match state(&transaction, subject)? {
            SubjectState::Alive => return Ok(Creation::AlreadyThere),
            SubjectState::Destroyed => return Err(VaultError::SubjectDestroyed),
            SubjectState::Unknown => {}
        }
        let (secret, salt) = (Secret::draw(&*self.random)?, Secret::draw(&*self.random)?);
        let both = Zeroizing::new([*secret.bytes(), *salt.bytes()].concat());
        let slot = slots::append(&transaction, &self.wrap(&row::subject(subject), &both)?)?;
        transaction
            .prepare_cached("INSERT INTO subject (subject, slot, created_at) VALUES (?1, ?2, ?3)")?
            .execute((subject.to_bytes(), slot.0, now.0))?;
        transaction.commit()?;
        Ok(Creation::Created)
    }

    /// Whether the subject has a secret, had one, or neither.
    ///
    /// # Errors
    /// What the system says.
    pub fn subject_state(&self, subject: SubjectId) -> Result<SubjectState, VaultError> {
        state(self.inner().file.connection(), subject)
    }

    /// Whether the subject has a secret now.
    ///
    /// # Errors
    /// What the system says.
    pub fn has_subject(&self, subject: SubjectId) -> Result<bool, VaultError> {
        Ok(self.subject_state(subject)? == SubjectState::Alive)
    }

    /// Everybody who has a secret, in the order of their bytes after `after` (`None` from the first), at most `max` and
    /// at most [`LOG_ROWS_MAX`].
    ///
    /// # Errors
    /// What the system says.
    pub fn subjects_after(
        &self,
        after: Option<SubjectId>,
        max: usize,
    ) -> Result<Vec<SubjectId>, VaultError> {
        let inner = self.inner();
        let mut statement = inner.file.connection().prepare_cached(
            "SELECT subject FROM subject WHERE subject > ?1 ORDER BY subject LIMIT ?2",
        )?;
        let max = i64::try_from(max.min(LOG_ROWS_MAX)).unwrap_or(i64::MAX);
        let after = after.map_or(Vec::new(), |after| after.to_bytes().to_vec());
        let mut rows = statement.query((after, max))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            let altered = VaultError::RowAltered { kind: "subject" };
            found.push(SubjectId::from_bytes(&bytes).ok_or(altered)?);
        }
        Ok(found)
    }

    /// The subject's salt, for commitments in the log.
    ///
    /// # Errors
    /// [`VaultError::SubjectUnknown`], [`VaultError::SubjectDestroyed`].
    pub fn salt(&self, subject: SubjectId) -> Result<Salt, VaultError> {
        let (_, salt) = self.subject_secrets(self.inner().file.connection(), subject)?;
        Ok(Salt::new(salt))
    }

    /// Forgets subjects: overwrites their secrets and salts, zeroises every key made from them, also
    /// where it is held, and empties the write-ahead log. `Ok` means that all of this is done (law L4).
    /// Sealing and opening under way at this moment is waited for. Asking again is safe.
    ///
    /// # Errors
    /// [`VaultError::NotErasedYet`]: the subjects are dead and no key works any more, but another
    /// program kept their wrapped secrets in the write-ahead log; ask again before you answer "done".
    /// [`VaultError::TooMany`] above [`SUBJECTS_DESTROYED_AT_ONCE_MAX`], with nothing done.
    pub fn destroy_subjects(
        &self,
        subjects: &[SubjectId],
        now: UnixMillis,
    ) -> Result<Destroyed, VaultError> {
        let max = SUBJECTS_DESTROYED_AT_ONCE_MAX;
        if subjects.len() > max {
            return Err(VaultError::TooMany {
                given: subjects.len(),
                max,
            });
        }
        let mut inner = self.inner();
        let transaction = inner.file.destroying_transaction()?;
        let mut outcomes = Vec::with_capacity(subjects.len());
        for subject in subjects {
            outcomes.push((*subject, destroy(&transaction, *subject, now)?));
        }
        transaction.commit()?;
        for subject in subjects {
            self.keys.destroy_subject(*subject);
        }
        inner.file.settle()?;
        Ok(Destroyed { outcomes })
    }

    /// The log of destroyed subjects after `seq` (0 for all), oldest first, at most `max` and at most
    /// [`LOG_ROWS_MAX`]. Keep a copy apart from copies of the secrets file: after restoring an old one,
    /// destroy these again before anything is read.
    ///
    /// # Errors
    /// What the system says.
    pub fn destroyed_after(
        &self,
        seq: i64,
        max: usize,
    ) -> Result<Vec<DestroyedSubject>, VaultError> {
        let inner = self.inner();
        let mut statement = inner.file.connection().prepare_cached(
            "SELECT seq, subject, destroyed_at FROM destroyed WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        )?;
        let max = i64::try_from(max.min(LOG_ROWS_MAX)).unwrap_or(i64::MAX);
        let mut rows = statement.query([seq, max])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(1)?;
            let subject = SubjectId::from_bytes(&bytes)
                .ok_or(VaultError::RowAltered { kind: "destroyed" })?;
            found.push(DestroyedSubject {
                seq: row.get(0)?,
                subject,
                at: UnixMillis(row.get(2)?),
            });
        }
        Ok(found)
    }

    /// The secret and the salt. The caller holds the file.
    pub(super) fn subject_secrets(
        &self,
        connection: &Connection,
        subject: SubjectId,
    ) -> Result<(Secret, Secret), VaultError> {
        let wrapped: Option<Vec<u8>> = connection
            .prepare_cached(
                "SELECT slot.wrapped FROM subject JOIN slot ON slot.id = subject.slot \
                 WHERE subject.subject = ?1 \
                 AND NOT EXISTS (SELECT 1 FROM destroyed WHERE subject = ?1)",
            )?
            .query_row([subject.to_bytes()], |row| row.get(0))
            .optional()?;
        let Some(wrapped) = wrapped else {
            return Err(match state(connection, subject)? {
                SubjectState::Destroyed => VaultError::SubjectDestroyed,
                SubjectState::Unknown => VaultError::SubjectUnknown,
                SubjectState::Alive => VaultError::RowAltered { kind: "subject" },
            });
        };
        let both = self.unwrap("subject", &row::subject(subject), &wrapped)?;
        halves(&both).ok_or(VaultError::RowAltered { kind: "subject" })
    }
}

fn destroy(
    connection: &Connection,
    subject: SubjectId,
    now: UnixMillis,
) -> Result<Destruction, VaultError> {
    let slot = slot_of(connection, subject)?;
    let known = is_destroyed(connection, subject)?;
    if let Some(slot) = slot {
        slots::overwrite(connection, slot)?;
        connection
            .prepare_cached("DELETE FROM subject WHERE subject = ?1")?
            .execute([subject.to_bytes()])?;
    }
    if !known {
        connection
            .prepare_cached("INSERT INTO destroyed (subject, destroyed_at) VALUES (?1, ?2)")?
            .execute((subject.to_bytes(), now.0))?;
    }
    Ok(match (slot, known) {
        (Some(_), _) => Destruction::Destroyed,
        (None, true) => Destruction::AlreadyDestroyed,
        (None, false) => Destruction::NeverCreated,
    })
}

/// Destroyed wins over alive, should a damaged file say both.
fn state(connection: &Connection, subject: SubjectId) -> Result<SubjectState, VaultError> {
    if is_destroyed(connection, subject)? {
        return Ok(SubjectState::Destroyed);
    }
    Ok(match slot_of(connection, subject)? {
        Some(_) => SubjectState::Alive,
        None => SubjectState::Unknown,
    })
}

fn slot_of(connection: &Connection, subject: SubjectId) -> Result<Option<Slot>, VaultError> {
    Ok(connection
        .prepare_cached("SELECT slot FROM subject WHERE subject = ?1")?
        .query_row([subject.to_bytes()], |row| row.get(0).map(Slot))
        .optional()?)
}

fn is_destroyed(connection: &Connection, subject: SubjectId) -> Result<bool, VaultError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM destroyed WHERE subject = ?1")?
        .exists([subject.to_bytes()])?)
}
