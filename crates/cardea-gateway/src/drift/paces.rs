//! How often each device sends, against `every`: a table of fixed size without locks.

use std::sync::atomic::{AtomicU64, Ordering};

/// Places of the table, 8 bytes each. Two devices that fall on one take it from each other, and less is counted, never more.
const PLACES: usize = 16_384;
/// Readings are counted over so many intervals of `every`, so that one that is early now and then is not one too many.
const INTERVALS: i64 = 10;
/// Shortest time over which they are counted, in milliseconds.
const WINDOW_MILLIS_MIN: i64 = 60_000;

/// How often a stream is declared to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    window_millis: i64,
    /// Readings in a window: as many as fit, a quarter more for clocks and networks, and two.
    readings_max: u64,
}

impl Pace {
    /// Of an interval in milliseconds; `None` where that is nothing to measure by.
    pub(crate) fn of(every_millis: i64) -> Option<Self> {
        let window = every_millis.checked_mul(INTERVALS)?.max(WINDOW_MILLIS_MIN);
        let fit = u64::try_from(window.checked_div(every_millis)?).ok()?;
        Some(Self {
            window_millis: window,
            readings_max: fit.saturating_add(fit >> 2).saturating_add(2),
        })
    }
}

/// The table. Made when a stream with `every` is first counted.
#[derive(Debug, Default)]
pub(super) struct Paces(std::sync::OnceLock<Box<[AtomicU64]>>);

/// Bits of a count; above it the number of the window, above that who it is.
const COUNT_BITS: u32 = 20;
const WINDOW_BITS: u32 = 20;

impl Paces {
    pub(super) fn too_often(&self, device: u64, stream: u16, pace: Pace, at: i64) -> bool {
        let places = self
            .0
            .get_or_init(|| (0..PLACES).map(|_| AtomicU64::new(0)).collect());
        // The multiplier of Fibonacci hashing spreads what ids have in common.
        let spread =
            (device ^ u64::from(stream).rotate_left(48)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let nth = usize::try_from(spread >> 50).ok();
        let Some(counted) = nth.and_then(|nth| places.get(nth)) else {
            return false;
        };
        let window = at.div_euclid(pace.window_millis.max(1)).cast_unsigned();
        let who = spread & 0x00FF_FFFF;
        let begin = ((who << WINDOW_BITS) | (window & mask(WINDOW_BITS))) << COUNT_BITS;
        let before = counted.load(Ordering::Relaxed);
        let count = if before >> COUNT_BITS == begin >> COUNT_BITS {
            (before & mask(COUNT_BITS))
                .saturating_add(1)
                .min(mask(COUNT_BITS))
        } else {
            1
        };
        counted.store(begin | count, Ordering::Relaxed);
        count > pace.readings_max
    }
}

const fn mask(bits: u32) -> u64 {
    (1_u64 << bits).wrapping_sub(1)
}
