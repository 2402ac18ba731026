//! The machine's clock and chance: the only place that has them.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use cardea_units::{Clock, Random, UnixMillis};

/// The machine's clock, which a rehearsal may set ahead.
#[derive(Debug, Default)]
pub(crate) struct MachineClock {
    ahead_millis: AtomicI64,
}

impl MachineClock {
    /// A clock so many milliseconds ahead of the machine's.
    pub(crate) const fn ahead(millis: i64) -> Self {
        Self {
            ahead_millis: AtomicI64::new(millis),
        }
    }

    /// Sets it further ahead. A clock of law never goes back.
    pub(crate) fn advance(&self, millis: i64) {
        self.ahead_millis.fetch_add(millis.max(0), Ordering::SeqCst);
    }
}

impl Clock for MachineClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the roof reads the clock for everyone"
    )]
    fn now(&self) -> UnixMillis {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        UnixMillis(millis).plus(self.ahead_millis.load(Ordering::Relaxed))
    }
}

/// The operating system's chance.
#[derive(Debug)]
pub(crate) struct MachineRandom(SystemRandom);

impl MachineRandom {
    pub(crate) fn new() -> Self {
        Self(SystemRandom::new())
    }
}

impl Random for MachineRandom {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        self.0.fill(bytes).is_ok()
    }
}
