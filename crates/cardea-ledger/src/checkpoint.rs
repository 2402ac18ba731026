//! Signed tree heads: C2SP `tlog-checkpoint` in a C2SP `signed-note`.

use signed_note::{Note, NoteError, Signature};
use tlog_tiles::{Checkpoint, EMPTY_HASH, Hash};

use crate::limits::{CHECKPOINT_BYTES_MAX, TREE_SIZE_MAX};
use crate::{KeyError, SigningKey, VerifierKey};

/// Why a text is not a checkpoint of the log.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// Longer than [`CHECKPOINT_BYTES_MAX`].
    #[error("a checkpoint has at most {CHECKPOINT_BYTES_MAX} bytes")]
    Length,
    /// Not in the format.
    #[error("this is not a checkpoint: it was changed or cut short")]
    Format,
    /// Signed by nobody we know.
    #[error(
        "this checkpoint is not signed with the key `{expected}`: it belongs to another log, or you hold another key"
    )]
    Unsigned {
        /// Name and number of the key we hold.
        expected: String,
    },
    /// Signed with our key, but not this text.
    #[error("the signature of this checkpoint is wrong: it was changed after it was signed")]
    Signature,
    /// It names another log.
    #[error("this checkpoint is signed by the right key but names another log")]
    Origin,
    /// More entries than a log can have.
    #[error("this checkpoint claims more entries than a log can have ({TREE_SIZE_MAX})")]
    Size,
    /// Signing failed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What the log was at one moment: its name, how many entries, and the hash over all of them, signed.
///
/// Two checkpoints of one log are consistent or the log has lied. Keep one, and nothing before it can be changed
/// without your noticing.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedCheckpoint {
    size: u64,
    root: Hash,
    note: String,
}

impl SignedCheckpoint {
    /// Reads a checkpoint and checks that `key` has signed it. Signatures of others (witnesses) are let be.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self, CheckpointError> {
        if note.len() > CHECKPOINT_BYTES_MAX {
            return Err(CheckpointError::Length);
        }
        let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Format)?;
        parsed.verify(key).map_err(|error| match error {
            NoteError::UnverifiedNote => CheckpointError::Unsigned {
                expected: key.short(),
            },
            NoteError::InvalidSignature { .. } => CheckpointError::Signature,
            _ => CheckpointError::Format,
        })?;
        let checkpoint =
            Checkpoint::from_bytes(parsed.text()).map_err(|_| CheckpointError::Format)?;
        let (size, root) = (checkpoint.size(), *checkpoint.hash());
        if checkpoint.to_bytes() != parsed.text() || (size == 0 && root != EMPTY_HASH) {
            return Err(CheckpointError::Format);
        }
        if checkpoint.origin() != key.name() {
            return Err(CheckpointError::Origin);
        }
        if size > TREE_SIZE_MAX {
            return Err(CheckpointError::Size);
        }
        Ok(Self {
            size,
            root,
            note: note.to_owned(),
        })
    }

    /// How many entries the log had.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The hash over all entries (RFC 6962 Merkle tree hash).
    pub const fn root(&self) -> &Hash {
        &self.root
    }

    /// The signed note, to publish, send or keep.
    pub fn note(&self) -> &str {
        &self.note
    }

    pub(crate) fn sign(
        signer: &SigningKey,
        name: &VerifierKey,
        size: u64,
        root: Hash,
    ) -> Result<Self, CheckpointError> {
        let checkpoint = Checkpoint::new(name.name(), size, root, "")
            .map_err(|_| CheckpointError::Format)?
            .to_bytes();
        let signature =
            Signature::new(name.name().to_owned(), name.id(), signer.sign(&checkpoint)?)
                .map_err(|_| CheckpointError::Format)?;
        let note = Note::new(&checkpoint, &[signature]).map_err(|_| CheckpointError::Format)?;
        let note = String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Format)?;
        Ok(Self { size, root, note })
    }
}

#[cfg(test)]
mod tests {
    use cardea_units::FixedRandom;
    use proptest::prelude::*;

    use super::*;

    fn key() -> (SigningKey, VerifierKey) {
        let folder = tempfile::tempdir().unwrap();
        let signer =
            SigningKey::load_or_create(&folder.path().join("k"), &FixedRandom::seeded(5)).unwrap();
        let verifier = signer.verifier_key("log.example/home").unwrap();
        (signer, verifier)
    }

    #[test]
    fn what_was_signed_opens_and_the_format_is_that_of_c2sp() {
        let (signer, verifier) = key();
        let root = tlog_tiles::record_hash(b"x");
        let made = SignedCheckpoint::sign(&signer, &verifier, 1, root).unwrap();
        assert_eq!(
            SignedCheckpoint::open(made.note(), &verifier).unwrap(),
            made
        );
        let lines: Vec<&str> = made.note().split('\n').collect();
        assert_eq!(lines[..4], ["log.example/home", "1", &root.to_string(), ""]);
        assert!(lines[4].starts_with("\u{2014} log.example/home "));
        assert_eq!(lines[5..], [""]);
    }

    #[test]
    fn another_key_another_name_and_a_claim_too_large_are_refused() {
        let (signer, verifier) = key();
        let root = tlog_tiles::record_hash(b"x");
        let made = SignedCheckpoint::sign(&signer, &verifier, 1, root).unwrap();
        let other = signer.verifier_key("log.example/other").unwrap();
        assert!(matches!(
            SignedCheckpoint::open(made.note(), &other),
            Err(CheckpointError::Unsigned { .. })
        ));
        let large = SignedCheckpoint::sign(&signer, &verifier, TREE_SIZE_MAX + 1, root).unwrap();
        assert!(matches!(
            SignedCheckpoint::open(large.note(), &verifier),
            Err(CheckpointError::Size)
        ));
        let empty = SignedCheckpoint::sign(&signer, &verifier, 0, root).unwrap();
        assert!(matches!(
            SignedCheckpoint::open(empty.note(), &verifier),
            Err(CheckpointError::Format)
        ));
        let long = made.note().repeat(CHECKPOINT_BYTES_MAX);
        assert!(matches!(
            SignedCheckpoint::open(&long, &verifier),
            Err(CheckpointError::Length)
        ));
    }

    #[test]
    fn a_key_that_signs_the_name_of_another_log_is_refused() {
        let (signer, verifier) = key();
        let text = Checkpoint::new("log.example/other", 0, EMPTY_HASH, "")
            .unwrap()
            .to_bytes();
        let signature = signer.sign(&text).unwrap();
        let line = Signature::new(verifier.name().to_owned(), verifier.id(), signature).unwrap();
        let note = Note::new(&text, &[line]).unwrap().to_bytes();
        let opened = SignedCheckpoint::open(core::str::from_utf8(&note).unwrap(), &verifier);
        assert!(matches!(opened, Err(CheckpointError::Origin)));
    }

    #[test]
    fn a_witness_may_add_its_signature() {
        let (signer, verifier) = key();
        let made =
            SignedCheckpoint::sign(&signer, &verifier, 1, tlog_tiles::record_hash(b"x")).unwrap();
        let witnessed = format!("{}\u{2014} witness.example/w AAAAAAAAAAAA\n", made.note());
        let opened = SignedCheckpoint::open(&witnessed, &verifier).unwrap();
        assert_eq!((opened.size(), opened.root()), (made.size(), made.root()));
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(at in any::<prop::sample::Index>(), flip in 1_u8..=255) {
            let (signer, verifier) = key();
            let root = tlog_tiles::record_hash(b"x");
            let made = SignedCheckpoint::sign(&signer, &verifier, 77, root).unwrap();
            let mut bytes = made.note().as_bytes().to_vec();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            if let Ok(text) = core::str::from_utf8(&bytes) {
                prop_assert!(SignedCheckpoint::open(text, &verifier).is_err());
            }
        }

        #[test]
        fn no_text_makes_it_fall_over(text in "\\PC{0,80}\n[0-9]{0,25}\n[A-Za-z0-9+/=]{0,50}\n\n(\u{2014} .{0,80}\n){0,3}") {
            let (_, verifier) = key();
            prop_assert!(SignedCheckpoint::open(&text, &verifier).is_err());
        }
    }
}
