//! The key-encryption key in a file that only its owner reads.

use core::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use cardea_units::Random;
use zeroize::{Zeroize as _, Zeroizing};

use super::{KekId, KeyEncryption, WrapError};
use crate::derive;
use crate::limits::{NONCE_BYTES, SECRET_BYTES};
use crate::secret::Secret;

/// Permission bits of people who are not the owner.
const OTHERS: u32 = 0o077;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KekError {
    /// The file is not there, and the secrets cannot be read without it.
    #[error("there is no key file {path}: put it back from where you keep its copy")]
    Missing {
        /// The key file.
        path: PathBuf,
    },
    /// Others on this machine may read or change the file.
    #[error("{path} is open to other users (mode {mode:o}): run `chmod 600 {path}`")]
    OpenToOthers {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is no key.
    #[error("{path} is not a key file: it must be a file of exactly 32 bytes")]
    NotAKey {
        /// The key file.
        path: PathBuf,
    },
    /// The operating system has no randomness to give.
    #[error("the system gave no random numbers: no key file can be made")]
    NoRandomness,
    /// The file system could not.
    #[error("the key file {path} could not be used")]
    Io {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A key-encryption key of 32 bytes from a file of mode 0600 (or 0400).
///
/// Wraps with AES-256-GCM under a random nonce: at most 2^32 secrets under one key, which then repeats
/// a nonce with chance below 2^-32. Wrapped: nonce, ciphertext, tag.
pub struct Kek {
    id: KekId,
    key: LessSafeKey,
}

impl Kek {
    /// Reads the key file.
    ///
    /// # Errors
    /// [`KekError`], with what to do.
    pub fn load(path: &Path) -> Result<Self, KekError> {
        let io = |source| KekError::Io {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => KekError::Missing {
                path: path.to_owned(),
            },
            _ => io(source),
        })?;
        // Asked of the open file, so that it cannot be exchanged in between.
        let about = file.metadata().map_err(io)?;
        if !about.is_file() {
            return Err(KekError::NotAKey {
                path: path.to_owned(),
            });
        }
        let mode = about.permissions().mode() & 0o7777;
        if mode & OTHERS != 0 {
            return Err(KekError::OpenToOthers {
                path: path.to_owned(),
                mode,
            });
        }
        // One byte more than a key, to notice a longer file. Allocated at once: nothing is left behind
        // by growing.
        let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET_BYTES.saturating_add(1)));
        let most = u64::try_from(bytes.capacity()).unwrap_or(u64::MAX);
        file.take(most).read_to_end(&mut bytes).map_err(io)?;
        let secret = Secret::from_slice(&bytes);
        secret
            .and_then(|secret| Self::from_secret(&secret))
            .ok_or_else(|| KekError::NotAKey {
                path: path.to_owned(),
            })
    }

    /// Reads the key file, or makes one where there is none. Two who do it at once get the same key,
    /// and a crash leaves either no key file or a whole one.
    ///
    /// # Errors
    /// [`KekError`], with what to do.
    pub fn load_or_create(path: &Path, random: &dyn Random) -> Result<Self, KekError> {
        match Self::load(path) {
            Err(KekError::Missing { .. }) => {
                create(path, random)?;
                Self::load(path)
            }
            other => other,
        }
    }

    fn from_secret(secret: &Secret) -> Option<Self> {
        let mut mark = derive::kek_mark(secret.bytes()).ok()?;
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(mark) {
            *to = from;
        }
        mark.zeroize();
        let key = UnboundKey::new(&AES_256_GCM, secret.bytes()).ok()?;
        Some(Self {
            id: KekId::from_bytes(id),
            key: LessSafeKey::new(key),
        })
    }
}

impl KeyEncryption for Kek {
    fn id(&self) -> KekId {
        self.id
    }

    fn wrap(&self, row: &[u8], secret: &[u8], random: &dyn Random) -> Result<Vec<u8>, WrapError> {
        let mut nonce = [0; NONCE_BYTES];
        if !random.fill(&mut nonce) {
            return Err(WrapError::NoRandomness);
        }
        let mut body = Zeroizing::new(secret.to_vec());
        let tag = self
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(row),
                body.as_mut_slice(),
            )
            .map_err(|_| WrapError::NotAuthentic)?;
        Ok([&nonce, body.as_slice(), tag.as_ref()].concat())
    }

    fn unwrap(&self, row: &[u8], wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError> {
        let (nonce, sealed) = wrapped
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(WrapError::NotAuthentic)?;
        let mut body = Zeroizing::new(sealed.to_vec());
        let length = self
            .key
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(row),
                &mut body,
            )
            .map_err(|_| WrapError::NotAuthentic)?
            .len();
        body.truncate(length);
        Ok(body)
    }
}

impl fmt::Debug for Kek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kek")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Writes a new key beside its place and then links it there, which never replaces a key that exists.
fn create(path: &Path, random: &dyn Random) -> Result<(), KekError> {
    let io = |source| KekError::Io {
        path: path.to_owned(),
        source,
    };
    let draft = draft_of(path, random)?;
    let key = Secret::draw(random).map_err(|_| KekError::NoRandomness)?;
    let written = write_new(&draft, key.bytes()).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    match written {
        // Somebody else was faster: theirs is the key.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        other => other.map_err(io)?,
    }
    removed.map_err(io)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .map_err(io)
}

fn draft_of(path: &Path, random: &dyn Random) -> Result<PathBuf, KekError> {
    let mut bytes = [0; 8];
    if !random.fill(&mut bytes) {
        return Err(KekError::NoRandomness);
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{:016x}.new", u64::from_be_bytes(bytes)));
    Ok(PathBuf::from(name))
}

fn write_new(path: &Path, key: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(key)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
