//! Thirty-two bytes that nobody may print.

use core::fmt;

use cardea_units::Random;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::VaultError;
use crate::limits::SECRET_BYTES;

/// A secret of a person, a household or a period. Boxed, so that moving it leaves no copy behind;
/// zeroised when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret(Box<[u8; SECRET_BYTES]>);

impl Secret {
    /// Draws a new one.
    pub(crate) fn draw(random: &dyn Random) -> Result<Self, VaultError> {
        let mut secret = Self(Box::new([0; SECRET_BYTES]));
        if random.fill(secret.0.as_mut_slice()) {
            Ok(secret)
        } else {
            Err(VaultError::NoRandomness)
        }
    }

    /// Copies it from bytes. `None` unless there are exactly [`SECRET_BYTES`].
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self(Box::new([0; SECRET_BYTES]));
        if bytes.len() != SECRET_BYTES {
            return None;
        }
        secret.0.copy_from_slice(bytes);
        Some(secret)
    }

    /// The bytes, to make a key of or to wrap.
    pub(crate) fn bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The salt of a subject, for commitments in the log. It is destroyed with the subject, and from then
/// on nobody can tell what the commitments were to. Zeroised when dropped; never printed.
pub struct Salt(Secret);

impl Salt {
    pub(crate) const fn new(secret: Secret) -> Self {
        Self(secret)
    }

    /// The 32 bytes. Do not keep them longer than one computation.
    pub fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        self.0.bytes()
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}
