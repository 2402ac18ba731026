//! Which block.

use cardea_units::{DeviceId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, Nonce12, NonceSequence};

use crate::StoreError;

/// The identity of a block, which is bound to its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BlockKey {
    pub(crate) household: i64,
    pub(crate) subject: SubjectId,
    pub(crate) layout: i64,
    pub(crate) period: UnixMillis,
    pub(crate) device: DeviceId,
    /// Purposes (slots) for which what is in the block was permitted. Not bound to the bytes: a withdrawal takes purposes away without
    /// opening anything, and nothing adds one.
    pub(crate) mask: u64,
}

impl BlockKey {
    /// Seals a block: nonce, then ciphertext.
    pub(crate) fn seal(
        &self,
        part: i64,
        key: &DataKey,
        nonces: &mut NonceSequence,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let nonce = nonces.next().ok_or(StoreError::NoRandomness)?;
        let mut sealed = Vec::with_capacity(plain.len().saturating_add(28));
        sealed.extend_from_slice(&nonce.to_bytes());
        key.seal_append(nonce, &self.bound(part), plain, &mut sealed)
            .map_err(|error| {
                StoreError::of_key(error, StoreError::Refused("a block could not be locked"))
            })?;
        Ok(sealed)
    }

    /// Opens a block.
    pub(crate) fn open(
        &self,
        part: i64,
        key: &DataKey,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        const DAMAGED: StoreError = StoreError::Corrupt("a block does not open with its key");
        let (nonce, sealed) = sealed.split_first_chunk::<12>().ok_or(DAMAGED)?;
        let mut plain = Vec::with_capacity(sealed.len());
        key.open_append(
            Nonce12::from_bytes(*nonce),
            &self.bound(part),
            sealed,
            &mut plain,
        )
        .map_err(|error| StoreError::of_key(error, DAMAGED))?;
        Ok(plain)
    }

    fn bound(&self, part: i64) -> [u8; 50] {
        let mut bound = [b'b'; 50];
        let places = self
            .household
            .to_be_bytes()
            .into_iter()
            .chain(self.subject.to_bytes())
            .chain(self.layout.to_be_bytes())
            .chain(self.period.0.to_be_bytes())
            .chain(self.device.get().to_be_bytes())
            .chain(part.to_be_bytes());
        for (to, from) in bound.iter_mut().skip(1).zip(places) {
            *to = from;
        }
        bound
    }
}
