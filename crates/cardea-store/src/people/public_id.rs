//! Numbers by which people point at what is theirs on a page: a session, an invitation. They open nothing.

use core::fmt;
use core::str::FromStr;

use cardea_units::Random;

use crate::StoreError;

/// 63 bits of chance, written as sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicId(i64);

impl PublicId {
    pub(super) fn draw(random: &dyn Random) -> Result<Self, StoreError> {
        let mut bytes = [0; 8];
        if !random.fill(&mut bytes) {
            return Err(StoreError::NoRandomness);
        }
        Ok(Self(i64::from_be_bytes(bytes) & i64::MAX))
    }

    pub(super) const fn to_column(self) -> i64 {
        self.0
    }

    pub(super) const fn from_column(number: i64) -> Self {
        Self(number)
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for PublicId {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = digits.then(|| i64::from_str_radix(text, 16).ok()).flatten();
        number.map(Self).ok_or(StoreError::Unknown(
            "entry on this page. Load the page again",
        ))
    }
}
