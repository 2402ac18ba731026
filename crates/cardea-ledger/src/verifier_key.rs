//! The log's public key, as anyone may hold it.

use core::fmt;
use core::str::FromStr;

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::prelude::{BASE64_STANDARD, Engine};
use signed_note::{VerificationError, Verifier, Verifiers};

use crate::limits::ORIGIN_BYTES_MAX;

/// The signature type of C2SP `signed-note` for Ed25519.
const ED25519_TYPE: u8 = 1;

/// Why a text is not a verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifierKeyError {
    /// The name of the log.
    #[error(
        "a log's name has 1 to {ORIGIN_BYTES_MAX} characters, none of them a blank, a control character or `+`"
    )]
    Name,
    /// The shape of the text.
    #[error(
        "this is not a log's public key: it has the form `name+8 hexadecimal digits+base64`, on one line"
    )]
    Format,
    /// Another kind of key.
    #[error("this is a public key of a kind that Cardea's logs do not use (they use Ed25519)")]
    Algorithm,
    /// The digits in the middle do not belong to name and key.
    #[error(
        "this public key was mistyped or changed: its name, number and key do not belong together"
    )]
    Id,
}

/// A log's name and public key, written `name+hash+base64` as C2SP `signed-note` has it.
///
/// It is all that is needed to check receipts and logs. Where it comes from is what trust rests on: take it from
/// the product's published documents, not from the receipt.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    public: [u8; 32],
}

impl VerifierKey {
    /// Reads the text form.
    pub fn parse(text: &str) -> Result<Self, VerifierKeyError> {
        text.parse()
    }

    /// The log's name, which is also the origin line of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name and short number of the key, `name+hash`: names the key without being it.
    pub fn short(&self) -> String {
        format!("{}+{:08x}", self.name, self.id)
    }

    pub(crate) const fn id(&self) -> u32 {
        self.id
    }

    pub(crate) fn new(name: &str, public: &[u8]) -> Result<Self, VerifierKeyError> {
        let plain = !name.chars().any(char::is_control) && name.len() <= ORIGIN_BYTES_MAX;
        if !plain || !signed_note::is_key_name_valid(name) {
            return Err(VerifierKeyError::Name);
        }
        let public: [u8; 32] = public.try_into().map_err(|_| VerifierKeyError::Format)?;
        let id = signed_note::key_id(name, &typed(&public));
        Ok(Self {
            name: name.to_owned(),
            id,
            public,
        })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}+{}",
            self.short(),
            BASE64_STANDARD.encode(typed(&self.public))
        )
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = VerifierKeyError;

    /// Reads `name+hash+base64`; blanks and line ends around it are taken off.
    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyError::Format);
        };
        let key = BASE64_STANDARD
            .decode(key)
            .map_err(|_| VerifierKeyError::Format)?;
        let (kind, public) = key.split_first().ok_or(VerifierKeyError::Format)?;
        if *kind != ED25519_TYPE {
            return Err(VerifierKeyError::Algorithm);
        }
        let found = Self::new(name, public)?;
        if id == format!("{:08x}", found.id) {
            Ok(found)
        } else {
            Err(VerifierKeyError::Id)
        }
    }
}

impl Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.public)
            .verify(message, signature)
            .is_ok()
    }
}

/// Knows one key: itself.
impl Verifiers for VerifierKey {
    fn verifier(&self, name: &str, id: u32) -> Result<&dyn Verifier, VerificationError> {
        if name == self.name && id == self.id {
            Ok(self)
        } else {
            Err(VerificationError::UnknownKey {
                name: name.to_owned(),
                id,
            })
        }
    }
}

fn typed(public: &[u8; 32]) -> Vec<u8> {
    let mut bytes = vec![ED25519_TYPE];
    bytes.extend_from_slice(public);
    bytes
}

#[cfg(test)]
mod tests {
    use signed_note::{Note, StandardVerifier, VerifierList};

    use super::*;

    // The example of the documentation of C2SP signed-note's Go implementation.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\
        \n\
        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn agrees_with_a_key_and_a_note_made_elsewhere() {
        let key = VerifierKey::parse(KEY).unwrap();
        assert_eq!(key.to_string(), KEY);
        let note = Note::from_bytes(NOTE.as_bytes()).unwrap();
        assert!(note.verify(&key).is_ok());
        let other = Note::from_bytes(NOTE.replace("answer", "Answer").as_bytes()).unwrap();
        assert!(other.verify(&key).is_err());
        let standard = StandardVerifier::new(&key.to_string()).unwrap();
        assert!(
            note.verify(&VerifierList::new(vec![Box::new(standard)]))
                .is_ok()
        );
    }

    #[test]
    fn a_mistyped_key_is_refused() {
        use VerifierKeyError::{Algorithm, Format, Id, Name};
        for (text, error) in [
            (String::new(), Format),
            ("a+b".to_owned(), Format),
            (KEY.replace("c74f", "c74e"), Id),
            (KEY.replace("c74f", "C74F"), Id),
            (KEY.replace("Peter", "Pater"), Id),
            (KEY.replace("ARpc", "ARpd"), Id),
            (KEY.replace("ARpc", "BRpc"), Algorithm),
            (KEY.replace("PeterNeumann", ""), Name),
            (KEY.replace("PeterNeumann", "Peter\u{7}Neumann"), Name),
            (KEY.replace("PeterNeumann", &"a".repeat(200)), Name),
            (KEY.replace("10TW", "10T"), Format),
            (KEY.replace("10TW", ""), Format),
        ] {
            assert_eq!(VerifierKey::parse(&text).unwrap_err(), error, "{text}");
        }
        assert!(VerifierKey::parse(&format!("  {KEY}\n")).is_ok());
    }
}
