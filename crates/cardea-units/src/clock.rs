//! Time and chance as arguments.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use crate::UnixMillis;

/// Where the time comes from. Only the roof has one that reads the machine's clock.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The time now, UTC.
    fn now(&self) -> UnixMillis;
}

/// Where chance comes from. The roof hands in the operating system's; tests hand in [`FixedRandom`].
pub trait Random: Send + Sync + std::fmt::Debug {
    /// Fills `bytes` with bytes that nobody can guess. `false` when the system has none to give.
    #[must_use = "without randomness no secret may be made"]
    fn fill(&self, bytes: &mut [u8]) -> bool;
}

/// A clock that stands still until it is told to move. For tests and rehearsals.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock standing at `now`.
    pub const fn at(now: UnixMillis) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Moves the clock, forward or back.
    pub fn set(&self, now: UnixMillis) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }
}

/// A predictable sequence, for tests only: never for a secret that protects anybody.
#[derive(Debug)]
pub struct FixedRandom(AtomicU64);

impl FixedRandom {
    /// A sequence that begins with `seed`.
    pub const fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for FixedRandom {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64, Steele et al. 2014.
            let mut z = self
                .0
                .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst)
                .wrapping_add(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            for (byte, from) in chunk.iter_mut().zip(z.to_le_bytes()) {
                *byte = from;
            }
        }
        true
    }
}
