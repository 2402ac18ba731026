//! How often devices send.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use cardea_units::UnixMillis;

use crate::limits::DEVICES_MAX;

/// Intervals in seconds, of which the longest is told that nearly all gaps reach.
const SECONDS: [u64; 18] = [
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400,
];
/// Gaps from which on a rate is told.
const GAPS_MIN: u64 = 8;
/// One gap in so many may be shorter: a message that is sent again, a clock that is set.
const SHORTER_ONE_IN: u64 = 20;

/// Gaps between messages of the same device.
#[derive(Debug, Default)]
pub(super) struct Paces {
    /// By a hash of the device's name, when it last sent.
    last: BTreeMap<u64, UnixMillis>,
    /// Gaps that reach no interval, the first, the second, and so on.
    gaps: [u64; 19],
}

impl Paces {
    pub(super) fn see(&mut self, device: &str, at: UnixMillis) {
        let mut hasher = DefaultHasher::new();
        device.hash(&mut hasher);
        let device = hasher.finish();
        if self.last.len() >= DEVICES_MAX && !self.last.contains_key(&device) {
            return;
        }
        let Some(before) = self.last.insert(device, at) else {
            return;
        };
        let gap = u64::try_from(at.since(before)).unwrap_or(0);
        // A fifth early counts as in time.
        let reached = SECONDS
            .iter()
            .filter(|seconds| gap >= seconds.saturating_mul(800))
            .count();
        if let Some(count) = self.gaps.get_mut(reached) {
            *count = count.saturating_add(1);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.gaps.iter_mut().zip(other.gaps) {
            *mine = mine.saturating_add(theirs);
        }
    }

    /// The interval that nearly all gaps reach; `None` where too few were seen, or where it sends more often than once a second.
    pub(super) fn every_seconds(&self) -> Option<u64> {
        let all = self
            .gaps
            .iter()
            .fold(0_u64, |sum, count| sum.saturating_add(*count));
        if all < GAPS_MIN {
            return None;
        }
        let mut shorter = 0_u64;
        let mut longest = None;
        for (count, seconds) in self.gaps.iter().zip(SECONDS) {
            shorter = shorter.saturating_add(*count);
            if shorter.saturating_mul(SHORTER_ONE_IN) > all {
                break;
            }
            longest = Some(seconds);
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(gaps: &[i64]) -> Option<u64> {
        let mut paces = Paces::default();
        let mut at: i64 = 1_795_428_000_000;
        paces.see("a", UnixMillis(at));
        for gap in gaps {
            at = at.saturating_add(*gap);
            paces.see("a", UnixMillis(at));
            // Another in between is another.
            paces.see("b", UnixMillis(at));
        }
        paces.every_seconds()
    }

    #[test]
    fn nearly_all_gaps_reach_what_is_told() {
        assert_eq!(every(&[60_000; 20]), Some(60));
        assert_eq!(every(&[57_000; 20]), Some(60), "a little early");
        assert_eq!(every(&[10_400; 20]), Some(10));
        assert_eq!(every(&[100; 20]), None, "more often than can be told");
        assert_eq!(every(&[60_000; 3]), None, "too few");
        let mut bursts = vec![60_000; 20];
        bursts.extend([1_000; 5]);
        assert_eq!(every(&bursts), Some(1));
    }

    #[test]
    fn a_clock_that_goes_back_stops_nothing() {
        assert_eq!(every(&[-60_000; 20]), None);
        assert_eq!(every(&[i64::MIN / 100; 2]), None);
    }
}
