//! Numbers used once.

use cardea_units::Random;

use crate::VaultError;
use crate::limits::{NONCE_BYTES, NONCES_PER_DRAW_MAX};

/// A number of 96 bits that is used with one key for one sealing only. Not secret; store it beside
/// what it sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nonce12([u8; NONCE_BYTES]);

impl Nonce12 {
    /// Back from where it was stored.
    pub const fn from_bytes(bytes: [u8; NONCE_BYTES]) -> Self {
        Self(bytes)
    }

    /// To be stored.
    pub const fn to_bytes(self) -> [u8; NONCE_BYTES] {
        self.0
    }
}

/// The nonces of one batch: a random base of 96 bits, plus one for each segment.
///
/// **Bound.** Two nonces of one batch differ. Two nonces of different batches are equal with chance
/// 2^-96, because each base is drawn evenly from all 96-bit numbers. A key under which `s` segments are
/// sealed, in however many batches, therefore repeats a nonce with chance at most s² / 2^97: below
/// 2^-57 for a million segments under one key, and below 2^-32 for four thousand million. A key serves
/// one subject, stream, tier and period.
///
/// A base must be drawn anew for every batch, also after a crash or a restore: never store one to go on
/// counting from it.
#[derive(Debug)]
pub struct NonceSequence {
    next: u128,
    left: u32,
}

impl NonceSequence {
    /// Begins a batch.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`] when the system has none.
    pub fn draw(random: &dyn Random) -> Result<Self, VaultError> {
        let mut base = [0; NONCE_BYTES];
        if !random.fill(&mut base) {
            return Err(VaultError::NoRandomness);
        }
        Ok(Self::starting_at(Nonce12(base)))
    }

    /// The same nonces again, to open a batch of which only the first nonce was stored. Never to seal.
    pub fn starting_at(base: Nonce12) -> Self {
        let mut wide = [0; 16];
        for (to, from) in wide.iter_mut().skip(16 - NONCE_BYTES).zip(base.0) {
            *to = from;
        }
        Self {
            next: u128::from_be_bytes(wide),
            left: NONCES_PER_DRAW_MAX,
        }
    }
}

impl Iterator for NonceSequence {
    type Item = Nonce12;

    /// The nonce of the next segment; `None` after [`NONCES_PER_DRAW_MAX`] of them.
    fn next(&mut self) -> Option<Nonce12> {
        self.left = self.left.checked_sub(1)?;
        let wide = self.next.to_be_bytes();
        self.next = self.next.wrapping_add(1);
        let mut bytes = [0; NONCE_BYTES];
        for (to, from) in bytes
            .iter_mut()
            .zip(wide.into_iter().skip(16 - NONCE_BYTES))
        {
            *to = from;
        }
        Some(Nonce12(bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use cardea_units::FixedRandom;

    use super::*;

    #[derive(Debug)]
    struct NoChance;

    impl Random for NoChance {
        fn fill(&self, _: &mut [u8]) -> bool {
            false
        }
    }

    #[test]
    fn nonces_of_a_batch_count_up_from_the_base_and_wrap_at_96_bits() {
        let base = Nonce12([0xff; NONCE_BYTES]);
        let nonces: Vec<_> = NonceSequence::starting_at(base).take(3).collect();
        let mut one = [0; NONCE_BYTES];
        one[11] = 1;
        assert_eq!(nonces, [base, Nonce12([0; NONCE_BYTES]), Nonce12(one)]);
    }

    #[test]
    fn a_thousand_batches_share_no_nonce() {
        let random = FixedRandom::seeded(3);
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            for nonce in NonceSequence::draw(&random).unwrap().take(100) {
                assert!(seen.insert(nonce));
            }
        }
    }

    #[test]
    fn a_sequence_ends_rather_than_go_round() {
        let mut sequence = NonceSequence { next: 0, left: 2 };
        assert!(sequence.next().is_some());
        assert!(sequence.next().is_some());
        assert_eq!(sequence.next(), None);
        assert_eq!(sequence.next(), None);
    }

    #[test]
    fn without_randomness_there_is_no_sequence() {
        assert!(matches!(
            NonceSequence::draw(&NoChance),
            Err(VaultError::NoRandomness)
        ));
    }
}
