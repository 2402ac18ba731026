//! Marks of recent readings, by device.

use core::hash::{BuildHasherDefault, Hasher};
use std::collections::{HashMap, HashSet};

use cardea_units::DeviceId;

use crate::limits::{MARKS_EACH_MAX, MARKS_MAX};

/// What was kept lately, to know what comes again.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    kept: HashMap<DeviceId, Window>,
    /// Marks held for all devices.
    count: usize,
    /// What the commit under way adds, to take it back should it fail.
    pending: Vec<(DeviceId, u64)>,
}

/// The latest marks of one device, in two halves: when the newer one is full, the older one is forgotten at once.
#[derive(Debug, Default)]
struct Window {
    newer: MarkSet,
    older: MarkSet,
}

type MarkSet = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// A mark is a keyed hash already: nobody outside can choose it, and hashing it again would tell nothing.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, mark: u64) {
        self.0 = mark;
    }
}

impl Marks {
    /// Takes a reading's mark into the commit under way. `false` when it was kept before, or is in that commit already.
    pub(crate) fn expect(&mut self, device: DeviceId, mark: u64) -> bool {
        let new = self.remember(device, mark);
        if new {
            self.pending.push((device, mark));
        }
        new
    }

    /// Whether a reading with this mark was kept, or is about to be.
    pub(crate) fn knows(&self, device: DeviceId, mark: u64) -> bool {
        self.kept
            .get(&device)
            .is_some_and(|window| window.newer.contains(&mark) || window.older.contains(&mark))
    }

    /// The marks of the commit under way.
    pub(crate) fn pending(&self) -> &[(DeviceId, u64)] {
        &self.pending
    }

    /// The commit succeeded.
    pub(crate) fn settle(&mut self) {
        self.pending.clear();
    }

    /// The commit failed: none of it is known.
    pub(crate) fn forget_pending(&mut self) {
        for (device, mark) in core::mem::take(&mut self.pending) {
            if let Some(window) = self.kept.get_mut(&device)
                && (window.newer.remove(&mark) || window.older.remove(&mark))
            {
                self.count = self.count.saturating_sub(1);
            }
        }
    }

    /// Remembers a mark; `false` when it was known.
    pub(crate) fn remember(&mut self, device: DeviceId, mark: u64) -> bool {
        if self.count >= MARKS_MAX {
            self.forget_older_halves();
        }
        let window = self.kept.entry(device).or_default();
        if window.older.contains(&mark) || !window.newer.insert(mark) {
            return false;
        }
        self.count = self.count.saturating_add(1);
        if window.newer.len() >= MARKS_EACH_MAX.div_euclid(2) {
            let forgotten =
                core::mem::replace(&mut window.older, core::mem::take(&mut window.newer));
            self.count = self.count.saturating_sub(forgotten.len());
        }
        true
    }

    fn forget_older_halves(&mut self) {
        self.kept
            .values_mut()
            .for_each(|window| window.older = core::mem::take(&mut window.newer));
        self.kept.retain(|_, window| !window.older.is_empty());
        self.count = self.kept.values().map(|window| window.older.len()).sum();
        if self.count >= MARKS_MAX {
            // Every device's newer half alone is too much: then none is known, and a repetition may be kept twice.
            self.kept.clear();
            self.count = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(number: i64) -> DeviceId {
        DeviceId::from_column(number).unwrap()
    }

    #[test]
    fn what_was_kept_is_known_and_what_failed_is_not() {
        let mut marks = Marks::default();
        assert!(marks.expect(device(1), 10));
        assert!(!marks.expect(device(1), 10), "twice in one commit");
        marks.settle();
        assert!(marks.expect(device(1), 11));
        assert!(!marks.expect(device(1), 10), "kept before");
        marks.forget_pending();
        assert!(marks.knows(device(1), 10));
        assert!(!marks.knows(device(1), 11));
        assert!(!marks.knows(device(2), 10), "another device's");
    }

    #[test]
    fn the_latest_half_of_a_window_is_always_known() {
        let mut marks = Marks::default();
        let all = u64::try_from(MARKS_EACH_MAX * 3).unwrap();
        for mark in 0..all {
            marks.remember(device(1), mark);
        }
        let half = u64::try_from(MARKS_EACH_MAX / 2).unwrap();
        assert!((all - half..all).all(|mark| marks.knows(device(1), mark)));
        assert!(marks.count <= MARKS_EACH_MAX);
        assert!(!marks.knows(device(1), 0));
    }
}
