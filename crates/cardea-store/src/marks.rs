//! Marks of recent readings, by device.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use cardea_units::DeviceId;

use crate::limits::{MARKS_EACH_MAX, MARKS_MAX};

/// What was kept lately, to know what comes again.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    kept: BTreeMap<DeviceId, Window>,
    /// Marks held for all devices.
    count: usize,
    /// In the order in which they came, so that the oldest are forgotten first.
    pending: Vec<(DeviceId, u64)>,
    pending_known: BTreeSet<(DeviceId, u64)>,
}

/// The latest marks of one device.
#[derive(Debug, Default)]
struct Window {
    order: VecDeque<u64>,
    known: BTreeSet<u64>,
}

impl Marks {
    /// Whether a reading with this mark was kept, or is about to be.
    pub(crate) fn knows(&self, device: DeviceId, mark: u64) -> bool {
        self.pending_known.contains(&(device, mark))
            || self
                .kept
                .get(&device)
                .is_some_and(|window| window.known.contains(&mark))
    }

    /// A reading is about to be kept.
    pub(crate) fn expect(&mut self, device: DeviceId, mark: u64) {
        self.pending.push((device, mark));
        self.pending_known.insert((device, mark));
    }

    /// The commit succeeded.
    pub(crate) fn settle(&mut self) {
        self.pending_known.clear();
        for (device, mark) in core::mem::take(&mut self.pending) {
            self.remember(device, mark);
        }
    }

    /// The commit failed.
    pub(crate) fn forget_pending(&mut self) {
        self.pending.clear();
        self.pending_known.clear();
    }

    pub(crate) fn remember(&mut self, device: DeviceId, mark: u64) {
        if self.count >= MARKS_MAX {
            self.forget_older_half();
        }
        let window = self.kept.entry(device).or_default();
        if !window.known.insert(mark) {
            return;
        }
        window.order.push_back(mark);
        self.count = self.count.saturating_add(1);
        if window.order.len() > MARKS_EACH_MAX {
            window.forget_oldest();
            self.count = self.count.saturating_sub(1);
        }
    }

    fn forget_older_half(&mut self) {
        for window in self.kept.values_mut() {
            for _ in 0..window.order.len().div_ceil(2) {
                window.forget_oldest();
            }
        }
        self.kept.retain(|_, window| !window.order.is_empty());
        self.count = self.kept.values().map(|window| window.order.len()).sum();
    }
}

impl Window {
    fn forget_oldest(&mut self) {
        if let Some(mark) = self.order.pop_front() {
            self.known.remove(&mark);
        }
    }
}
