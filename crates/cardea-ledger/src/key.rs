//! The key the log signs its checkpoints with.

use core::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::prelude::{BASE64_STANDARD, Engine};
use cardea_units::Random;
use zeroize::Zeroizing;

use crate::limits::KEY_FILE_BYTES_MAX;
use crate::{VerifierKey, VerifierKeyError};

/// What the key's file begins with: what it is and in which format.
const MARK: &str = "cardea-log-signing-key 1 ";

/// Only the owner reads and writes.
const MODE: u32 = 0o600;

/// Why there is no signing key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file or its folder cannot be read or written.
    #[error("the log's signing key file cannot be read or made: {0}")]
    File(#[from] io::Error),
    /// Others than the owner may read it.
    #[error(
        "the log's signing key file has mode {mode:03o}: others may have read it; set it to 600, and make a new key if they may have"
    )]
    Readable {
        /// The file's permission bits.
        mode: u32,
    },
    /// It does not hold a key.
    #[error(
        "the log's signing key file does not hold a key: restore it from a backup; without it the log can be checked but not continued"
    )]
    Format,
    /// No randomness to make a key from.
    #[error("the system has no randomness to make the log's signing key from")]
    Randomness,
    /// The signing itself failed.
    #[error("the log's checkpoint could not be signed")]
    Signing,
}

/// The log's private Ed25519 key. Held by one provider of cryptography, never printed.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// Reads the key from `path`, or makes one there when there is no file.
    ///
    /// The file has mode 0600 and appears whole or not at all; of two processes that make it at once, both get the
    /// same key. It holds one line: what it is, and the base64 of the 32-byte seed.
    pub fn load_or_create(path: &Path, random: &dyn Random) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::File(error)) if error.kind() == io::ErrorKind::NotFound => {
                Self::create(path, random)?;
                Self::load(path)
            }
            loaded => loaded,
        }
    }

    /// The public key that goes with this key, for a log of the name `origin`.
    pub fn verifier_key(&self, origin: &str) -> Result<VerifierKey, VerifierKeyError> {
        VerifierKey::new(origin, self.0.public_key().as_ref())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature = self.0.try_sign(message).map_err(|_| KeyError::Signing)?;
        Ok(signature.as_ref().to_vec())
    }

    fn load(path: &Path) -> Result<Self, KeyError> {
        let file = File::open(path)?;
        let mode = file.metadata()?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Readable { mode });
        }
        let mut text = Zeroizing::new(String::new());
        file.take(KEY_FILE_BYTES_MAX)
            .read_to_string(&mut text)
            .map_err(|error| {
                if error.kind() == io::ErrorKind::InvalidData {
                    KeyError::Format
                } else {
                    KeyError::File(error)
                }
            })?;
        let encoded = text
            .strip_prefix(MARK)
            .and_then(|rest| rest.strip_suffix('\n'));
        let seed = encoded
            .and_then(|encoded| BASE64_STANDARD.decode(encoded).ok())
            .map(Zeroizing::new)
            .ok_or(KeyError::Format)?;
        Ed25519KeyPair::from_seed_unchecked(&seed)
            .map(Self)
            .map_err(|_| KeyError::Format)
    }

    /// Writes a new key to a file beside `path`, then links it to `path` unless there is one by now.
    fn create(path: &Path, random: &dyn Random) -> Result<(), KeyError> {
        let mut seed = Zeroizing::new([0_u8; 32]);
        let mut tag = [0_u8; 8];
        if !random.fill(seed.as_mut()) || !random.fill(&mut tag) {
            return Err(KeyError::Randomness);
        }
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(seed.as_ref()));
        let beside = beside(path, u64::from_le_bytes(tag));
        let linked = write_new(&beside, &encoded).and_then(|()| fs::hard_link(&beside, path));
        let removed = fs::remove_file(&beside);
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => removed?,
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

fn beside(path: &Path, tag: u64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{tag:016x}"));
    path.with_file_name(name)
}

fn write_new(path: &Path, encoded: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(MODE)
        .open(path)?;
    file.write_all(MARK.as_bytes())?;
    file.write_all(encoded.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use cardea_units::FixedRandom;

    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.key");
        let made = SigningKey::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
        let read = SigningKey::load_or_create(&path, &FixedRandom::seeded(2)).unwrap();
        let name = |key: &SigningKey| key.verifier_key("log.example").unwrap().to_string();
        assert_eq!(name(&made), name(&read));
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        assert_eq!(format!("{made:?}"), "SigningKey(..)");
    }

    #[test]
    fn many_at_once_get_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.key");
        let names: std::collections::BTreeSet<String> = std::thread::scope(|scope| {
            let makers: Vec<_> = (0..8)
                .map(|seed| {
                    let path = &path;
                    scope.spawn(move || {
                        let random = FixedRandom::seeded(seed);
                        let key = SigningKey::load_or_create(path, &random).unwrap();
                        key.verifier_key("log.example").unwrap().to_string()
                    })
                })
                .collect();
            makers
                .into_iter()
                .map(|maker| maker.join().unwrap())
                .collect()
        });
        assert_eq!(names.len(), 1);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.key");
        SigningKey::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
        let good = fs::read_to_string(&path).unwrap();
        let short = good.get(..good.len() - 6).unwrap();
        for bad in [
            "",
            "rubbish",
            short,
            &good.replace(" 1 ", " 2 "),
            &good.repeat(9),
        ] {
            fs::write(&path, bad).unwrap();
            let refused = SigningKey::load_or_create(&path, &FixedRandom::seeded(1));
            assert!(matches!(refused, Err(KeyError::Format)), "{bad:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), bad);
        }
        fs::write(&path, [0xFF, 0xFE]).unwrap();
        let refused = SigningKey::load_or_create(&path, &FixedRandom::seeded(1));
        assert!(matches!(refused, Err(KeyError::Format)));
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.key");
        SigningKey::load_or_create(&path, &FixedRandom::seeded(1)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = SigningKey::load_or_create(&path, &FixedRandom::seeded(1)).unwrap_err();
        assert!(matches!(refused, KeyError::Readable { mode: 0o640 }));
        assert!(refused.to_string().contains("640"));
    }

    #[derive(Debug)]
    struct NoRandom;

    impl Random for NoRandom {
        fn fill(&self, _: &mut [u8]) -> bool {
            false
        }
    }

    #[test]
    fn without_randomness_there_is_no_key_and_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let refused = SigningKey::load_or_create(&folder.path().join("log.key"), &NoRandom);
        assert!(matches!(refused, Err(KeyError::Randomness)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
