//! Personal details that no period ends, and look-up without knowing.

use aws_lc_rs::hmac;
use cardea_units::{Sensitive, SubjectId};

use super::Vault;
use crate::limits::{NONCE_BYTES, PROFILE_BYTES_MAX, TAG_BYTES};
use crate::nonce::{Nonce12, NonceSequence};
use crate::{KeyError, VaultError, derive};

impl Vault {
    /// Seals personal details, such as a name or an address, with the subject's secret alone: they last
    /// as long as the subject does. `aad` says which field of which row it is; the same is needed to
    /// open it. What comes out is nonce, ciphertext and tag.
    ///
    /// # Errors
    /// [`VaultError::SubjectUnknown`], [`VaultError::SubjectDestroyed`];
    /// [`VaultError::TooMany`] above [`PROFILE_BYTES_MAX`] bytes.
    pub fn seal_profile(
        &self,
        subject: SubjectId,
        aad: &[u8],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        if plaintext.len() > PROFILE_BYTES_MAX {
            return Err(VaultError::TooMany {
                given: plaintext.len(),
                max: PROFILE_BYTES_MAX,
            });
        }
        let nonce = NonceSequence::draw(&*self.random)?
            .next()
            .ok_or(VaultError::NoRandomness)?;
        let around = NONCE_BYTES.saturating_add(TAG_BYTES);
        let mut sealed = Vec::with_capacity(plaintext.len().saturating_add(around));
        sealed.extend_from_slice(&nonce.to_bytes());
        let inner = self.inner();
        let (secret, _) = self.subject_secrets(inner.file.connection(), subject)?;
        derive::profile_key(&secret)?.seal_append(nonce, aad, plaintext, &mut sealed)?;
        Ok(sealed)
    }

    /// Opens what [`Vault::seal_profile`] made for the same subject and `aad`.
    ///
    /// # Errors
    /// [`VaultError::SubjectUnknown`], [`VaultError::SubjectDestroyed`], or
    /// [`KeyError::NotAuthentic`] as [`VaultError::Key`].
    pub fn open_profile(
        &self,
        subject: SubjectId,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Sensitive<Vec<u8>>, VaultError> {
        let (nonce, body) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(KeyError::NotAuthentic)?;
        let mut plaintext = Vec::with_capacity(body.len());
        // The file is held while opening, so that it ends before a destruction returns or not at all.
        let inner = self.inner();
        let (secret, _) = self.subject_secrets(inner.file.connection(), subject)?;
        let key = derive::profile_key(&secret)?;
        key.open_append(Nonce12::from_bytes(*nonce), aad, body, &mut plaintext)?;
        Ok(Sensitive::new(plaintext))
    }

    /// A keyed hash (HMAC-SHA-256), to find a value that is stored sealed, or to notice that it came
    /// twice. `domain` keeps uses apart: the same bytes in two domains have nothing in common.
    ///
    /// It hides the value from those who have the data without the secrets and the key file. It does
    /// not go away with a subject: delete it where it is stored.
    pub fn keyed_hash(&self, domain: &'static str, bytes: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.pepper);
        let length = u64::try_from(domain.len()).unwrap_or(u64::MAX);
        context.update(&length.to_be_bytes());
        context.update(domain.as_bytes());
        context.update(bytes);
        let tag = context.sign();
        let mut hash = [0; 32];
        for (to, from) in hash.iter_mut().zip(tag.as_ref()) {
            *to = *from;
        }
        hash
    }
}
