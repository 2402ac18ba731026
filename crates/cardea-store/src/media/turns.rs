//! Who is sending a clip now, so that nobody keeps the others out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use cardea_units::DeviceId;

use crate::limits::{UPLOADS_AT_ONCE_MAX, UPLOADS_OF_DEVICE_MAX};

/// The uploads under way, by device.
#[derive(Debug, Default)]
pub(crate) struct Turns(Mutex<HashMap<DeviceId, usize>>);

/// A place among them, given back when dropped.
#[derive(Debug)]
pub(super) struct Turn {
    turns: Arc<Turns>,
    device: DeviceId,
}

impl Turns {
    /// A place, if there is one.
    pub(super) fn take(self: &Arc<Self>, device: DeviceId) -> Option<Turn> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = under_way.values().copied().fold(0, usize::saturating_add);
        let own = under_way.get(&device).copied().unwrap_or(0);
        if all >= UPLOADS_AT_ONCE_MAX || own >= UPLOADS_OF_DEVICE_MAX {
            return None;
        }
        under_way.insert(device, own.saturating_add(1));
        Some(Turn {
            turns: Arc::clone(self),
            device,
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut under_way = self.turns.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = under_way.remove(&self.device).unwrap_or(0);
        if own > 1 {
            under_way.insert(self.device, own.saturating_sub(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_two_places_and_gets_them_back() {
        let turns = Arc::new(Turns::default());
        let device = |number: i64| DeviceId::from_column(number).unwrap();
        let first = turns.take(device(1)).unwrap();
        let _second = turns.take(device(1)).unwrap();
        assert!(turns.take(device(1)).is_none());
        let others: Vec<_> = (2..1_000)
            .filter_map(|number| turns.take(device(number)))
            .collect();
        assert_eq!(others.len(), UPLOADS_AT_ONCE_MAX - 2);
        drop(others);
        drop(first);
        assert!(turns.take(device(1)).is_some());
    }
}
