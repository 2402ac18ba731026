//! The data keys in use, to be found in less than the time of one sealing.
//!
//! Sixteen parts with a lock each, chosen by subject, so that all keys of a subject are in one. A key
//! that somebody holds is never let go, only destroyed: so destroying reaches every key there is.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cardea_units::SubjectId;

use crate::VaultError;
use crate::data_key::DataKey;
use crate::limits::{CACHE_SHARDS, KEYS_CACHED_MAX};
use crate::period::PeriodId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct KeyName {
    subject: SubjectId,
    period: PeriodId,
}

/// All expanded keys, at most [`KEYS_CACHED_MAX`].
#[derive(Debug)]
pub(crate) struct KeyCache {
    shards: [Mutex<Shard>; CACHE_SHARDS],
    shard_max: usize,
}

impl KeyCache {
    pub(crate) fn new() -> Self {
        Self::with_room_for(KEYS_CACHED_MAX)
    }

    fn with_room_for(keys_max: usize) -> Self {
        Self {
            shards: core::array::from_fn(|_| Mutex::default()),
            shard_max: keys_max.div_euclid(CACHE_SHARDS),
        }
    }

    pub(crate) fn get(&self, subject: SubjectId, period: PeriodId) -> Option<Arc<DataKey>> {
        self.shard(subject).get(KeyName { subject, period })
    }

    /// Puts a new key in. The caller makes sure that its subject and period are not being destroyed.
    pub(crate) fn insert(
        &self,
        subject: SubjectId,
        period: PeriodId,
        key: &Arc<DataKey>,
    ) -> Result<(), VaultError> {
        let name = KeyName { subject, period };
        let mut shard = self.shard(subject);
        let entry = Entry {
            name,
            key: Arc::clone(key),
            used: false,
        };
        if shard.entries.len() < self.shard_max {
            shard.append(entry);
        } else if !shard.replace_one(entry) {
            return Err(VaultError::KeysAllInUse {
                max: KEYS_CACHED_MAX,
            });
        }
        Ok(())
    }

    /// Zeroises every key of a subject, also for those who hold one.
    pub(crate) fn destroy_subject(&self, subject: SubjectId) {
        let dead = self.shard(subject).take(|name| name.subject == subject);
        destroy(&dead);
    }

    /// Zeroises every key of these periods, also for those who hold one.
    pub(crate) fn destroy_periods(&self, periods: &HashSet<PeriodId>) {
        for shard in &self.shards {
            let dead = lock(shard).take(|name| periods.contains(&name.period));
            destroy(&dead);
        }
    }

    /// Zeroises every key.
    pub(crate) fn destroy_all(&self) {
        for shard in &self.shards {
            let dead = lock(shard).take(|_| true);
            destroy(&dead);
        }
    }

    fn shard(&self, subject: SubjectId) -> MutexGuard<'_, Shard> {
        let [.., last] = subject.to_bytes();
        let at = usize::from(last) & (CACHE_SHARDS - 1);
        #[expect(
            clippy::indexing_slicing,
            reason = "the index is cut to the number of parts"
        )]
        lock(&self.shards[at])
    }
}

/// A part of the cache: names to places, and the hand of a clock that finds what was not used lately.
#[derive(Debug, Default)]
struct Shard {
    places: HashMap<KeyName, usize>,
    entries: Vec<Entry>,
    hand: usize,
}

#[derive(Debug)]
struct Entry {
    name: KeyName,
    key: Arc<DataKey>,
    used: bool,
}

impl Shard {
    fn get(&mut self, name: KeyName) -> Option<Arc<DataKey>> {
        let entry = self.entries.get_mut(*self.places.get(&name)?)?;
        entry.used = true;
        Some(Arc::clone(&entry.key))
    }

    fn append(&mut self, entry: Entry) {
        self.places.insert(entry.name, self.entries.len());
        self.entries.push(entry);
    }

    /// Puts the new one in the place of one that nobody holds and nobody asked for since the hand last
    /// passed it. Goes round at most twice; `false` when everything is held.
    fn replace_one(&mut self, new: Entry) -> bool {
        for _ in 0..self.entries.len().saturating_mul(2) {
            let at = if self.hand < self.entries.len() {
                self.hand
            } else {
                0
            };
            self.hand = at.saturating_add(1);
            let Some(entry) = self.entries.get_mut(at) else {
                return false;
            };
            // Copies are made under this lock only, or from a copy that exists: one is the last.
            let held = Arc::strong_count(&entry.key) > 1;
            if !held && !entry.used {
                self.places.remove(&entry.name);
                self.places.insert(new.name, at);
                *entry = new;
                return true;
            }
            entry.used = false;
        }
        false
    }

    fn take(&mut self, chosen: impl Fn(&KeyName) -> bool) -> Vec<Arc<DataKey>> {
        let mut taken = Vec::new();
        let mut at = 0;
        while let Some(entry) = self.entries.get(at) {
            if chosen(&entry.name) {
                taken.extend(self.remove(at));
            } else {
                at = at.saturating_add(1);
            }
        }
        taken
    }

    /// Takes one out; the last one moves into its place.
    fn remove(&mut self, at: usize) -> Option<Arc<DataKey>> {
        if at >= self.entries.len() {
            return None;
        }
        let entry = self.entries.swap_remove(at);
        self.places.remove(&entry.name);
        if let Some(moved) = self.entries.get(at) {
            self.places.insert(moved.name, at);
        }
        Some(entry.key)
    }
}

fn destroy(keys: &[Arc<DataKey>]) {
    for key in keys {
        key.destroy();
    }
}

/// Nothing here can panic half way, so a poisoned part is whole.
fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
