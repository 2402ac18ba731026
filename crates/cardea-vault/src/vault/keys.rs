//! From a subject and a period to the key of its readings.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use cardea_units::SubjectId;

use super::{Inner, Vault};
use crate::limits::PERIODS_CACHED_MAX;
use crate::{DataKey, PeriodId, VaultError, derive};

impl Vault {
    /// The key of this subject's readings in this period. About the cost of one sealing when it was
    /// asked for lately; otherwise two rows are read and the key derived.
    ///
    /// Hold it for a batch rather than for ever: a key that is held takes a place of
    /// [`crate::limits::KEYS_CACHED_MAX`].
    ///
    /// # Errors
    /// [`VaultError::SubjectUnknown`], [`VaultError::SubjectDestroyed`],
    /// [`VaultError::PeriodUnknown`], [`VaultError::PeriodEnded`], [`VaultError::KeysAllInUse`], or
    /// [`VaultError::RowAltered`] when somebody exchanged secrets.
    pub fn data_key(
        &self,
        subject: SubjectId,
        period: PeriodId,
    ) -> Result<Arc<DataKey>, VaultError> {
        match self.keys.get(subject, period) {
            Some(key) => Ok(key),
            None => self.make_data_key(subject, period),
        }
    }

    /// Holds the file until the key is in the cache, so that a destruction comes either before, and
    /// finds no secret here, or after, and finds the key there.
    fn make_data_key(
        &self,
        subject: SubjectId,
        period: PeriodId,
    ) -> Result<Arc<DataKey>, VaultError> {
        let mut inner = self.inner();
        if let Some(key) = self.keys.get(subject, period) {
            return Ok(key);
        }
        let Inner { file, periods } = &mut *inner;
        let (secret, _) = self.subject_secrets(file.connection(), subject)?;
        if periods.len() >= PERIODS_CACHED_MAX {
            periods.clear();
        }
        let period_secret = match periods.entry(period) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(place) => place.insert(self.period_secret(file.connection(), period)?),
        };
        let key = derive::data_key(&secret, &period_secret.secret, &period_secret.info)?;
        let key = Arc::new(key);
        self.keys.insert(subject, period, &key)?;
        Ok(key)
    }
}
