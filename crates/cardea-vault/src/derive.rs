//! The bytes from which keys are made.
//!
//! These bytes are for ever: what was sealed yesterday opens only if they stay. The tests below hold
//! them against values computed by another program.

use std::sync::LazyLock;

use aws_lc_rs::hkdf::{self, HKDF_SHA256, KeyType};
use zeroize::Zeroizing;

use crate::data_key::{DataKey, KeyError};
use crate::limits::SECRET_BYTES;
use crate::period::PeriodName;
use crate::row::push_text;
use crate::secret::Secret;

/// The version of the scheme, in every derivation.
const VERSION: u32 = 1;
const DATA: &str = "cardea data key";
const PROFILE: &str = "cardea profile";
const KEK_ID: &str = "cardea kek id";

static NO_SALT: LazyLock<hkdf::Salt> = LazyLock::new(|| hkdf::Salt::new(HKDF_SHA256, &[]));

/// What a data key is for: label, product, stream, tier, version. The period itself is in its secret.
pub(crate) fn data_info(name: &PeriodName<'_>) -> Vec<u8> {
    info(&[DATA, name.product, name.stream, name.tier])
}

/// The key of one subject's readings in one period.
pub(crate) fn data_key(
    subject: &Secret,
    period: &Secret,
    info: &[u8],
) -> Result<DataKey, KeyError> {
    let mut both = Zeroizing::new([0; 2 * SECRET_BYTES]);
    for (to, from) in both
        .iter_mut()
        .zip(subject.bytes().iter().chain(period.bytes()))
    {
        *to = *from;
    }
    DataKey::new(&*expand(both.as_slice(), info)?)
}

/// The key of one subject's personal details, which no period ends.
pub(crate) fn profile_key(subject: &Secret) -> Result<DataKey, KeyError> {
    DataKey::new(&*expand(subject.bytes(), &info(&[PROFILE]))?)
}

/// A mark by which a key-encryption key is told from another without knowing it.
pub(crate) fn kek_mark(key: &[u8; SECRET_BYTES]) -> Result<[u8; SECRET_BYTES], KeyError> {
    Ok(*expand(key, &info(&[KEK_ID]))?)
}

fn info(parts: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        push_text(&mut bytes, part);
    }
    bytes.extend_from_slice(&VERSION.to_be_bytes());
    bytes
}

fn expand(secret: &[u8], info: &[u8]) -> Result<Zeroizing<[u8; SECRET_BYTES]>, KeyError> {
    struct Length;
    impl KeyType for Length {
        fn len(&self) -> usize {
            SECRET_BYTES
        }
    }
    let mut key = Zeroizing::new([0; SECRET_BYTES]);
    NO_SALT
        .extract(secret)
        .expand(&[info], Length)
        .and_then(|okm| okm.fill(key.as_mut_slice()))
        .map_err(|_| KeyError::Unusable)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use cardea_units::UnixMillis;

    use super::*;
    use crate::Nonce12;

    // Computed with Python's hmac and hashlib, and AES-GCM of the package `cryptography` (OpenSSL).
    const READING: &str = "2fe30e5b502063a824675f6093db79c615f32d5034af";
    const NAME: &str = "b88e8ff4f94a15e3f23af9f3272c1d66751ee0";
    const MARK: &str = "be08ead1154bb7af0bc78bbf65497c61fd231a75b8ec16ada56ccc695b0a6583";

    fn counting_from(first: u8) -> Secret {
        let bytes: Vec<u8> = (first..).take(SECRET_BYTES).collect();
        Secret::from_slice(&bytes).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }

    fn nonce() -> Nonce12 {
        Nonce12::from_bytes(core::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn a_data_key_is_what_another_program_derives() {
        let name = PeriodName {
            product: "thermostat",
            stream: "climate",
            tier: "hourly",
            starts_at: UnixMillis(7),
        };
        let key = data_key(&counting_from(0), &counting_from(100), &data_info(&name)).unwrap();
        let mut buffer = b"21.5 C".to_vec();
        key.seal_in_place(nonce(), b"row 7", &mut buffer).unwrap();
        assert_eq!(hex(&buffer), READING);
    }

    #[test]
    fn a_profile_key_is_what_another_program_derives() {
        let mut buffer = b"Ada".to_vec();
        let key = profile_key(&counting_from(0)).unwrap();
        key.seal_in_place(nonce(), b"row 7", &mut buffer).unwrap();
        assert_eq!(hex(&buffer), NAME);
    }

    #[test]
    fn the_mark_of_a_key_file_is_what_another_program_derives() {
        assert_eq!(hex(&kek_mark(counting_from(0).bytes()).unwrap()), MARK);
    }

    #[test]
    fn every_part_of_the_name_and_each_secret_makes_another_key() {
        let names = [
            ["a", "b", "c"],
            ["b", "a", "c"],
            ["ab", "c", "c"],
            ["a", "bc", "c"],
        ];
        let mut sealed = Vec::new();
        for [product, stream, tier] in names {
            let name = PeriodName {
                product,
                stream,
                tier,
                starts_at: UnixMillis(0),
            };
            for (person, period) in [(0, 1), (1, 0), (0, 0)] {
                let (person, period) = (counting_from(person), counting_from(period));
                let mut buffer = vec![0; 16];
                data_key(&person, &period, &data_info(&name))
                    .unwrap()
                    .seal_in_place(nonce(), &[], &mut buffer)
                    .unwrap();
                assert!(!sealed.contains(&buffer));
                sealed.push(buffer);
            }
        }
    }
}
