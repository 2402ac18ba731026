//! A key that can be taken away from whoever holds it.

use core::fmt;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroize;

use crate::limits::{SECRET_BYTES, TAG_BYTES};
use crate::nonce::Nonce12;

/// Why something was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The subject was erased or the period has ended, or the vault was closed.
    #[error(
        "the key is gone: its subject was erased, its period has ended, or the vault is closed"
    )]
    Destroyed,
    /// The bytes are not what was sealed with this key, nonce and associated data.
    #[error(
        "these bytes were not sealed with this key for this place: they are altered or misplaced"
    )]
    NotAuthentic,
    /// The cipher refused, as it does for more than 64 GiB at once.
    #[error("the cipher refused the key or the data")]
    Unusable,
}

/// The key of one subject's readings of one stream and tier in one period (AES-256-GCM).
///
/// When the subject is erased or the period ends, the key is zeroised at once, also for everyone who
/// still holds it; what is being sealed at that moment is waited for.
pub struct DataKey {
    key: RwLock<Option<LessSafeKey>>,
}

impl DataKey {
    /// Expands the key.
    pub(crate) fn new(bytes: &[u8; SECRET_BYTES]) -> Result<Self, KeyError> {
        let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| KeyError::Unusable)?;
        Ok(Self {
            key: RwLock::new(Some(LessSafeKey::new(key))),
        })
    }

    /// Encrypts the whole `buffer` and appends the tag of [`TAG_BYTES`]. `aad` is not encrypted, but
    /// must be the same when opening. The nonce must never have been used with this key.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`]; the buffer is then as it was.
    pub fn seal_in_place(
        &self,
        nonce: Nonce12,
        aad: &[u8],
        buffer: &mut Vec<u8>,
    ) -> Result<(), KeyError> {
        let key = self.read();
        let key = key.as_ref().ok_or(KeyError::Destroyed)?;
        buffer.reserve(TAG_BYTES);
        key.seal_in_place_append_tag(as_used(nonce), Aad::from(aad), buffer)
            .map_err(|_| KeyError::Unusable)
    }

    /// Appends the encrypted `plaintext` and its tag to `out`: for many segments in one row.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`]; `out` is then as it was.
    pub fn seal_append(
        &self,
        nonce: Nonce12,
        aad: &[u8],
        plaintext: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), KeyError> {
        let key = self.read();
        let key = key.as_ref().ok_or(KeyError::Destroyed)?;
        let start = out.len();
        out.reserve(plaintext.len().saturating_add(TAG_BYTES));
        out.extend_from_slice(plaintext);
        let sealed = out
            .get_mut(start..)
            .ok_or(KeyError::Unusable)
            .and_then(|place| {
                key.seal_in_place_separate_tag(as_used(nonce), Aad::from(aad), place)
                    .map_err(|_| KeyError::Unusable)
            });
        match &sealed {
            Ok(tag) => out.extend_from_slice(tag.as_ref()),
            Err(_) => wipe_from(out, start),
        }
        sealed.map(drop)
    }

    /// Decrypts the whole `buffer` in place and takes the tag off.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`], with the buffer as it was; [`KeyError::NotAuthentic`], with the buffer
    /// emptied, so that nobody uses what could not be trusted.
    pub fn open_in_place(
        &self,
        nonce: Nonce12,
        aad: &[u8],
        buffer: &mut Vec<u8>,
    ) -> Result<(), KeyError> {
        let key = self.read();
        let key = key.as_ref().ok_or(KeyError::Destroyed)?;
        open_from(key, nonce, aad, buffer, 0)
    }

    /// Appends to `out` what `sealed` (with its tag) holds.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`] or [`KeyError::NotAuthentic`]; `out` is then as it was.
    pub fn open_append(
        &self,
        nonce: Nonce12,
        aad: &[u8],
        sealed: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), KeyError> {
        let key = self.read();
        let key = key.as_ref().ok_or(KeyError::Destroyed)?;
        let start = out.len();
        out.extend_from_slice(sealed);
        open_from(key, nonce, aad, out, start)
    }

    /// Takes the key away from everyone. Waits for what is being sealed or opened at this moment; the
    /// expanded key is zeroised when this returns.
    pub(crate) fn destroy(&self) {
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn read(&self) -> RwLockReadGuard<'_, Option<LessSafeKey>> {
        self.key.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

fn as_used(nonce: Nonce12) -> Nonce {
    Nonce::assume_unique_for_key(nonce.to_bytes())
}

fn open_from(
    key: &LessSafeKey,
    nonce: Nonce12,
    aad: &[u8],
    buffer: &mut Vec<u8>,
    start: usize,
) -> Result<(), KeyError> {
    let opened = buffer
        .get_mut(start..)
        .ok_or(KeyError::NotAuthentic)
        .and_then(|place| {
            key.open_in_place(as_used(nonce), Aad::from(aad), place)
                .map(|plaintext| plaintext.len())
                .map_err(|_| KeyError::NotAuthentic)
        });
    match opened {
        Ok(length) => buffer.truncate(start.saturating_add(length)),
        Err(_) => wipe_from(buffer, start),
    }
    opened.map(drop)
}

fn wipe_from(buffer: &mut Vec<u8>, start: usize) {
    if let Some(rest) = buffer.get_mut(start..) {
        rest.zeroize();
    }
    buffer.truncate(start);
}

#[cfg(test)]
mod tests;
