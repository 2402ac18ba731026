//! What the secrets themselves are locked with.

use core::fmt;

use cardea_units::Random;
use zeroize::Zeroizing;

mod key_file;

pub use key_file::{Kek, KekError};

/// Locks secrets before they are stored. [`Kek`] does it with a key file; a key service can do it
/// instead.
///
/// The bytes of `row` say which row the secret belongs to. Implementations must bind the wrapped secret
/// to them, so that unwrapping for another row fails.
pub trait KeyEncryption: Send + Sync + fmt::Debug {
    /// Tells this key from every other, without giving anything of it away. Stored beside the secrets,
    /// so that a wrong key is noticed at once.
    fn id(&self) -> KekId;

    /// Locks `secret` for `row`.
    ///
    /// # Errors
    /// [`WrapError`], with nothing given out.
    fn wrap(&self, row: &[u8], secret: &[u8], random: &dyn Random) -> Result<Vec<u8>, WrapError>;

    /// Unlocks what [`KeyEncryption::wrap`] made for the same `row`.
    ///
    /// # Errors
    /// [`WrapError::NotAuthentic`] when it is not that; [`WrapError::Unavailable`] when it cannot tell.
    fn unwrap(&self, row: &[u8], wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError>;
}

/// A public mark of a key-encryption key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KekId([u8; 16]);

impl KekId {
    /// A mark made elsewhere, such as part of a hash of the name a key service has for its key.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// To be stored.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for KekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KekId({self})")
    }
}

/// Why a secret was not wrapped or unwrapped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WrapError {
    /// The operating system has no randomness to give.
    #[error("the system gave no random numbers: no secret can be locked")]
    NoRandomness,
    /// It was locked with another key, or for another row, or altered.
    #[error("a secret does not unlock: it was altered, or locked with another key")]
    NotAuthentic,
    /// The key service cannot be asked at present.
    #[error("the key service cannot be reached: {0}")]
    Unavailable(String),
}
