//! Another key-encryption key: every secret is locked anew, and nothing else is touched.

use std::sync::{Arc, PoisonError};

use cardea_units::{SubjectId, UnixMillis};
use rusqlite::Connection;
use zeroize::Zeroizing;

use super::{Vault, opening};
use crate::kek::{KekId, KeyEncryption};
use crate::limits::REWRAPPED_AT_ONCE_MAX;
use crate::period::PeriodName;
use crate::secrets_file::slots::{self, Slot};
use crate::{VaultError, WrapError, row};

/// What a rotation did. The new key is in force, and on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "what a rotation did belongs in the evidence"]
pub struct Rotated {
    /// Secrets that were locked anew.
    pub secrets: u64,
    /// Which key they were locked with.
    pub from: KekId,
    /// Which key they are locked with.
    pub to: KekId,
    /// Whether the secrets as the old key had locked them are still in a file.
    pub old_copies: OldCopies,
}

/// Where secrets are as the old key had locked them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldCopies {
    /// In no file of the vault.
    Gone,
    /// Another program kept them in the write-ahead log; they go when it is next emptied.
    InTheLog,
}

impl Vault {
    /// Locks every secret with another key, in one transaction: whatever crashes, all of them are locked
    /// with the old key or all with the new one, and [`crate::kek_of`] says which. Sealing and opening
    /// with keys that are in use goes on meanwhile; new keys wait, some microseconds a secret.
    ///
    /// Have the new key on disk before, and destroy the old one only after.
    ///
    /// # Errors
    /// [`VaultError::OtherLength`], [`VaultError::RowAltered`] when a secret does not unlock, or what the
    /// system says; then the old key is in force.
    pub fn rotate(&self, new: Arc<dyn KeyEncryption>) -> Result<Rotated, VaultError> {
        let mut inner = self.inner();
        let old = self.kek();
        let to = new.id();
        let transaction = inner.file.destroying_transaction()?;
        let exchange = Exchange {
            vault: self,
            old: &*old,
            new: &*new,
            connection: &transaction,
        };
        let secrets = exchange
            .subjects()?
            .saturating_add(exchange.periods()?)
            .saturating_add(exchange.pepper()?);
        transaction.commit()?;
        *self.kek.write().unwrap_or_else(PoisonError::into_inner) = new;
        let old_copies = match inner.file.settle() {
            Ok(()) => OldCopies::Gone,
            Err(VaultError::NotErasedYet) => OldCopies::InTheLog,
            Err(error) => return Err(error),
        };
        Ok(Rotated {
            secrets,
            from: old.id(),
            to,
            old_copies,
        })
    }

    /// The mark of the key in force.
    pub fn kek_id(&self) -> KekId {
        self.kek().id()
    }
}

struct Exchange<'a> {
    vault: &'a Vault,
    old: &'a dyn KeyEncryption,
    new: &'a dyn KeyEncryption,
    connection: &'a Connection,
}

impl Exchange<'_> {
    fn subjects(&self) -> Result<u64, VaultError> {
        let mut done = 0_u64;
        let mut after = Vec::new();
        loop {
            let mut statement = self.connection.prepare_cached(
                "SELECT subject, slot FROM subject WHERE subject > ?1 ORDER BY subject LIMIT ?2",
            )?;
            let some: Vec<(Vec<u8>, i64)> = statement
                .query_map((&after, at_once()), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let Some((last, _)) = some.last() else {
                return Ok(done);
            };
            after.clone_from(last);
            for (subject, slot) in some {
                let altered = VaultError::RowAltered { kind: "subject" };
                let subject = SubjectId::from_bytes(&subject).ok_or(altered)?;
                self.slot("subject", &row::subject(subject), Slot(slot))?;
                done = done.saturating_add(1);
            }
        }
    }

    fn periods(&self) -> Result<u64, VaultError> {
        let mut done = 0_u64;
        let mut after = 0_i64;
        loop {
            let mut statement = self.connection.prepare_cached(
                "SELECT id, product, stream, tier, starts_at, slot FROM period \
                 WHERE id > ?1 AND ended_seq IS NULL ORDER BY id LIMIT ?2",
            )?;
            let some: Vec<(i64, Vec<u8>, i64)> = statement
                .query_map((after, at_once()), |found| {
                    let (product, stream, tier): (String, String, String) =
                        (found.get(1)?, found.get(2)?, found.get(3)?);
                    let name = PeriodName {
                        product: &product,
                        stream: &stream,
                        tier: &tier,
                        starts_at: UnixMillis(found.get(4)?),
                    };
                    Ok((found.get(0)?, row::period(&name), found.get(5)?))
                })?
                .collect::<Result<_, _>>()?;
            let Some((last, ..)) = some.last() else {
                return Ok(done);
            };
            after = *last;
            for (_, name, slot) in some {
                self.slot("period", &name, Slot(slot))?;
                done = done.saturating_add(1);
            }
        }
    }

    fn pepper(&self) -> Result<u64, VaultError> {
        let altered = || VaultError::RowAltered { kind: "pepper" };
        let wrapped = opening::read(self.connection, opening::PEPPER)?.ok_or_else(altered)?;
        let anew = self.anew("pepper", row::PEPPER, &wrapped)?;
        for (name, value) in [
            (opening::PEPPER, anew.as_slice()),
            (opening::KEK_ID, self.new.id().to_bytes().as_slice()),
        ] {
            self.connection
                .execute("UPDATE meta SET value = ?2 WHERE name = ?1", (name, value))?;
        }
        Ok(1)
    }

    /// A slot keeps its length and so its place: what the old key had locked is overwritten there.
    fn slot(&self, kind: &'static str, row: &[u8], slot: Slot) -> Result<(), VaultError> {
        let wrapped = slots::read(self.connection, slot)?.ok_or(VaultError::RowAltered { kind })?;
        let anew = self.anew(kind, row, &wrapped)?;
        self.connection
            .prepare_cached("UPDATE slot SET wrapped = ?2 WHERE id = ?1")?
            .execute((slot.0, anew))?;
        Ok(())
    }

    fn anew(&self, kind: &'static str, row: &[u8], wrapped: &[u8]) -> Result<Vec<u8>, VaultError> {
        let secret: Zeroizing<Vec<u8>> =
            self.old.unwrap(row, wrapped).map_err(|error| match error {
                WrapError::NotAuthentic => VaultError::RowAltered { kind },
                other => other.into(),
            })?;
        let anew = self.new.wrap(row, &secret, &*self.vault.random)?;
        if anew.len() == wrapped.len() {
            Ok(anew)
        } else {
            Err(VaultError::OtherLength)
        }
    }
}

fn at_once() -> i64 {
    i64::try_from(REWRAPPED_AT_ONCE_MAX).unwrap_or(i64::MAX)
}
