//! Passwords: Argon2id, and a few that nobody may have.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use cardea_units::{Random, Sensitive};

use crate::Refusal;
use crate::limits::{ARGON2_KIB, ARGON2_PASSES, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};

/// Passwords that are tried first everywhere.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "password12",
    "password123",
    "password1234",
    "qwertyuiop",
    "qwerty123456",
    "iloveyou12",
    "administrator",
    "letmein123",
    "welcome123",
    "changeme123",
    "passw0rd123",
    "1q2w3e4r5t",
    "abcdefghij",
    "0987654321",
    "1111111111",
    "football123",
];

/// The hash of a new password, in PHC form. Takes some 20 ms of a core.
pub(crate) fn hash(password: &Sensitive<String>, random: &dyn Random) -> Result<String, Refusal> {
    let text = password.disclose_ref();
    let count = text.chars().count();
    if count < PASSWORD_CHARS_MIN {
        return Err(Refusal::invalid(
            "This password is too short. Use at least 10 characters; three words you like do well.",
        ));
    }
    if count > PASSWORD_CHARS_MAX {
        return Err(Refusal::invalid(
            "This password is too long. Use at most 256 characters.",
        ));
    }
    if COMMON.contains(&text.to_lowercase().as_str()) {
        return Err(Refusal::invalid(
            "This password is one of the first that anybody would try. Choose another.",
        ));
    }
    let mut salt = [0; 16];
    if !random.fill(&mut salt) {
        return Err(Refusal::not_now("the system has no randomness to give"));
    }
    let hash = hasher()?
        .hash_password_with_salt(text.as_bytes(), &salt)
        .map_err(Refusal::not_now)?;
    Ok(hash.to_string())
}

/// Whether a password is the one of a hash. Takes as long when there is no such person, so that nobody learns who is here.
pub(crate) fn matches(password: &Sensitive<String>, hash: Option<&str>) -> Result<Match, Refusal> {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm8$3hyVOgvIqBzGTZr0pAa4Ps8hCyfJHJZuqfOD6ZtGmfE";
    if password.disclose_ref().chars().count() > PASSWORD_CHARS_MAX {
        return Ok(Match::No);
    }
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY)).map_err(Refusal::not_now)?;
    let right = hasher()?
        .verify_password(password.disclose_ref().as_bytes(), &parsed)
        .is_ok();
    Ok(if right && hash.is_some() {
        Match::Yes
    } else {
        Match::No
    })
}

/// Whether a password matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    Yes,
    No,
}

fn hasher() -> Result<Argon2<'static>, Refusal> {
    let params = Params::new(ARGON2_KIB, ARGON2_PASSES, 1, None).map_err(Refusal::not_now)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cardea_units::FixedRandom;

    #[test]
    fn a_password_matches_itself_and_nothing_else() {
        let random = FixedRandom::seeded(3);
        let password = Sensitive::new("three words you like".to_owned());
        let hash = hash(&password, &random).unwrap();
        assert_eq!(matches(&password, Some(&hash)).unwrap(), Match::Yes);
        assert_eq!(
            matches(
                &Sensitive::new("three words you liked".to_owned()),
                Some(&hash)
            )
            .unwrap(),
            Match::No
        );
        assert_eq!(matches(&password, None).unwrap(), Match::No);
    }

    #[test]
    fn short_and_common_passwords_are_refused() {
        let random = FixedRandom::seeded(3);
        for text in ["123456789", "Password123", ""] {
            assert!(
                hash(&Sensitive::new(text.to_owned()), &random).is_err(),
                "{text}"
            );
        }
    }
}
