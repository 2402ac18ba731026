//! Which journal rows hold something of which home: so that what is not yet sealed is found without reading everything.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use cardea_units::HouseholdId;

/// Rows that are not yet sealed, by home.
#[derive(Debug, Default)]
pub(crate) struct Directory(Mutex<BTreeMap<HouseholdId, Vec<i64>>>);

impl Directory {
    pub(crate) fn add(&self, household: HouseholdId, row: i64) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = rows.entry(household).or_default();
        if rows.last() != Some(&row) {
            rows.push(row);
        }
    }

    /// Rows up to and with `row` are sealed.
    pub(crate) fn drop_through(&self, row: i64) {
        let mut homes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        homes.retain(|_, rows| {
            rows.retain(|known| *known > row);
            !rows.is_empty()
        });
    }

    pub(crate) fn of(&self, household: HouseholdId) -> Vec<i64> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&household)
            .cloned()
            .unwrap_or_default()
    }
}
