//! Marks of recent readings, by device.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use cardea_units::DeviceId;

use crate::limits::{MARKED_DEVICES_MAX, MARKS_EACH_MAX};

/// What was kept lately, to know what comes again.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    kept: BTreeMap<DeviceId, VecDeque<u64>>,
    pending: BTreeSet<(DeviceId, u64)>,
}

impl Marks {
    /// Whether a reading with this mark was kept, or is about to be.
    pub(crate) fn knows(&self, device: DeviceId, mark: u64) -> bool {
        self.pending.contains(&(device, mark))
            || self
                .kept
                .get(&device)
                .is_some_and(|marks| marks.contains(&mark))
    }

    /// A reading is about to be kept.
    pub(crate) fn expect(&mut self, device: DeviceId, mark: u64) {
        self.pending.insert((device, mark));
    }

    /// The commit succeeded.
    pub(crate) fn settle(&mut self) {
        for (device, mark) in core::mem::take(&mut self.pending) {
            self.remember(device, mark);
        }
    }

    /// The commit failed.
    pub(crate) fn forget_pending(&mut self) {
        self.pending.clear();
    }

    pub(crate) fn remember(&mut self, device: DeviceId, mark: u64) {
        if self.kept.len() >= MARKED_DEVICES_MAX && !self.kept.contains_key(&device) {
            let half = self.kept.len().div_ceil(2);
            let drop: Vec<DeviceId> = self.kept.keys().copied().take(half).collect();
            for device in drop {
                self.kept.remove(&device);
            }
        }
        let marks = self.kept.entry(device).or_default();
        if marks.len() >= MARKS_EACH_MAX {
            marks.pop_front();
        }
        marks.push_back(mark);
    }
}
