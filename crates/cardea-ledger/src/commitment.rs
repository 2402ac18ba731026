//! What stands in the log for a person, a home or a device.

use core::fmt;

use aws_lc_rs::hmac;
use cardea_units::{DeviceId, Random, SubjectId};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 32 random bytes of one person or home, which turn ids into [`Commitment`]s.
///
/// It lives in the secrets database and is destroyed with the person: from then on nobody can tell which entries were
/// theirs, not even with the log, the database and the id in hand. It is wiped from memory on drop.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Salt([u8; 32]);

impl Salt {
    /// Draws a new salt. `None` when the system has no randomness to give.
    pub fn draw(random: &dyn Random) -> Option<Self> {
        let mut salt = Self([0; 32]);
        random.fill(&mut salt.0).then_some(salt)
    }

    /// A salt from where it is kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to wrap and keep in the secrets database; nowhere else.
    pub const fn disclose_ref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// A person, home, device or case number as the log knows it: HMAC-SHA-256 under the person's or home's [`Salt`].
///
/// The input is a word for the kind (`subject`, `device` or `reference`), a zero byte, and the bytes of the id, so
/// that the same number of two kinds never gives the same commitment. The same subject under the same salt always
/// gives the same commitment: an auditor sees that two entries are about the same person, not about whom.
///
/// There is no way from an id to a commitment without a salt:
///
/// ```compile_fail
/// # use cardea_units::{FixedRandom, PersonId};
/// let person = PersonId::draw(&FixedRandom::seeded(1)).unwrap();
/// let entry = cardea_ledger::Entry::Export { subject: person, count: 3 }; // does not compile
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Commitment([u8; 32]);

impl Commitment {
    /// Stands for a person or home. `salt` is that person's or home's own.
    pub fn of_subject(salt: &Salt, subject: SubjectId) -> Self {
        Self::of(salt, b"subject\0", &subject.to_bytes())
    }

    /// Stands for a device. `salt` is that of the home it is in, so that the next home cannot link it.
    pub fn of_device(salt: &Salt, device: DeviceId) -> Self {
        Self::of(salt, b"device\0", &device.get().to_be_bytes())
    }

    /// Stands for the number of a case (a request, a complaint). `salt` is that of the person it is about.
    pub fn of_reference(salt: &Salt, reference: &[u8]) -> Self {
        Self::of(salt, b"reference\0", reference)
    }

    fn of(salt: &Salt, kind: &[u8], bytes: &[u8]) -> Self {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &salt.0));
        context.update(kind);
        context.update(bytes);
        let mut commitment = [0; 32];
        for (to, from) in commitment.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        Self(commitment)
    }
}

impl fmt::Display for Commitment {
    /// 64 hexadecimal digits, small letters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commitment({self})")
    }
}

impl From<Commitment> for String {
    fn from(commitment: Commitment) -> Self {
        commitment.to_string()
    }
}

/// Two digits a byte, small letters.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)])
        .collect()
}

/// Only for reading entries back; the public way to a commitment is through a salt.
impl TryFrom<String> for Commitment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WRONG: &str = "a commitment has 64 hexadecimal digits in small letters";
        let mut bytes = [0; 32];
        if text.len() != 64
            || text
                .bytes()
                .any(|b| !matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err(WRONG);
        }
        for (to, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = core::str::from_utf8(pair).map_err(|_| WRONG)?;
            *to = u8::from_str_radix(pair, 16).map_err(|_| WRONG)?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use cardea_units::{FixedRandom, PersonId};

    use super::*;

    #[test]
    fn a_commitment_is_hmac_sha256_of_kind_and_id() {
        // From Python: hmac.new(bytes(range(32)), b"subject\0p" + (2).to_bytes(8, "big"), "sha256").hexdigest()
        let mut bytes = [0_u8; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(at).unwrap();
        }
        let person = PersonId::from_column(2).unwrap();
        let commitment = Commitment::of_subject(&Salt::from_bytes(bytes), person.into());
        assert_eq!(
            commitment.to_string(),
            "9ba44f7e011cf65dd45a1e4b63679bc439365da05f651e4a2b386166241de2dd"
        );
    }

    #[test]
    fn salts_and_kinds_keep_commitments_apart() {
        let random = FixedRandom::seeded(1);
        let (one, two) = (Salt::draw(&random).unwrap(), Salt::draw(&random).unwrap());
        let person = PersonId::from_column(7).unwrap();
        let device = DeviceId::from_column(7).unwrap();
        let all = [
            Commitment::of_subject(&one, person.into()),
            Commitment::of_subject(&two, person.into()),
            Commitment::of_device(&one, device),
            Commitment::of_reference(&one, &7_u64.to_be_bytes()),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        assert_eq!(all[0], Commitment::of_subject(&one, person.into()));
    }

    #[test]
    fn a_salt_does_not_print() {
        let salt = Salt::from_bytes([0xAB; 32]);
        assert_eq!(format!("{salt:?}"), "Salt(..)");
    }

    #[test]
    fn a_commitment_reads_back_and_nothing_else_does() {
        let salt = Salt::from_bytes([1; 32]);
        let commitment = Commitment::of_reference(&salt, b"case");
        assert_eq!(Commitment::try_from(commitment.to_string()), Ok(commitment));
        for text in [
            "",
            "p-0123456789abcdef",
            &"A".repeat(64),
            &"g".repeat(64),
            &"0".repeat(63),
        ] {
            assert!(Commitment::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
