//! The vault: the one who makes, keeps and destroys secrets.

use core::fmt;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use aws_lc_rs::hmac;
use cardea_units::Random;
use zeroize::Zeroizing;

use crate::key_cache::KeyCache;
use crate::limits::SECRET_BYTES;
use crate::period::PeriodId;
use crate::secret::Secret;
use crate::secrets_file::SecretsFile;
use crate::{KeyEncryption, VaultError, WrapError};

mod keys;
pub(crate) mod opening;
mod periods;
mod profile;
mod rotation;
mod subjects;

pub use periods::EndedAfter;
pub use rotation::{OldCopies, Rotated};
pub use subjects::{Creation, Destroyed, DestroyedSubject, Destruction, SubjectState};

use periods::{KnownPeriod, PeriodSecret};

/// All secrets of people and periods, and the keys made from them.
///
/// Every method takes `&self` and may be called from any thread. [`Vault::data_key`] is quick when the
/// key is there; everything else may wait for the disk, so call it where waiting is allowed. Two vaults
/// cannot have one file open.
///
/// Locks are taken in this order: the file, then names or a part of the key cache, then a key. Making a
/// key and destroying one both hold the file, so no key is made while its secret is going.
pub struct Vault {
    inner: Mutex<Inner>,
    keys: KeyCache,
    /// By the row identity of the name.
    names: RwLock<HashMap<Box<[u8]>, KnownPeriod>>,
    /// Exchanged by a rotation, while the file is held.
    kek: RwLock<Arc<dyn KeyEncryption>>,
    pepper: hmac::Key,
    random: Arc<dyn Random>,
}

/// What only one thread uses at a time.
struct Inner {
    file: SecretsFile,
    periods: HashMap<PeriodId, PeriodSecret>,
}

impl Vault {
    /// Opens the secrets file at `path`, or creates it. `path` must be in a folder that exists and that
    /// other users cannot write to. Beside it will be `-wal`, `-shm` and `.lock`; they belong to it.
    ///
    /// # Errors
    /// [`VaultError::WrongKek`] when the secrets were locked with another key,
    /// [`VaultError::InUse`], [`VaultError::OpenToOthers`], [`VaultError::NotAVault`],
    /// [`VaultError::WrittenByNewer`], or what the system says.
    pub fn open(
        path: &Path,
        kek: Box<dyn KeyEncryption>,
        random: Arc<dyn Random>,
    ) -> Result<Self, VaultError> {
        let mut file = SecretsFile::open(path)?;
        let pepper = opening::pepper(&mut file, &*kek, &*random)?;
        Ok(Self {
            inner: Mutex::new(Inner {
                file,
                periods: HashMap::new(),
            }),
            keys: KeyCache::new(),
            names: RwLock::new(HashMap::new()),
            kek: RwLock::new(Arc::from(kek)),
            pepper: hmac::Key::new(hmac::HMAC_SHA256, pepper.bytes()),
            random,
        })
    }

    /// The file and what hangs on it. After a panic elsewhere the transaction was rolled back, so what
    /// is found here is whole.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key in force. Holding the file keeps it from being exchanged meanwhile.
    fn kek(&self) -> Arc<dyn KeyEncryption> {
        Arc::clone(&self.kek.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn wrap(&self, row: &[u8], secret: &[u8]) -> Result<Vec<u8>, VaultError> {
        Ok(self.kek().wrap(row, secret, &*self.random)?)
    }

    fn unwrap(
        &self,
        kind: &'static str,
        row: &[u8],
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.kek()
            .unwrap(row, wrapped)
            .map_err(|error| match error {
                WrapError::NotAuthentic => VaultError::RowAltered { kind },
                other => other.into(),
            })
    }
}

impl Drop for Vault {
    /// Takes back every key: nobody reads on after the vault is closed.
    fn drop(&mut self) {
        self.keys.destroy_all();
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("kek", &self.kek().id())
            .finish_non_exhaustive()
    }
}

/// The two halves of 64 unwrapped bytes.
fn halves(bytes: &[u8]) -> Option<(Secret, Secret)> {
    let (first, second) = bytes.split_at_checked(SECRET_BYTES)?;
    Some((Secret::from_slice(first)?, Secret::from_slice(second)?))
}
