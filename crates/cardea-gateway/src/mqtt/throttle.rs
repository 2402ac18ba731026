//! Slows down whoever fails to sign in again and again.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::limits;

/// A leaky bucket for each address, and for each device id at each address. Work and memory are constant: a table
/// of fixed size in which the newest failure wins its place. Whoever has very many addresses can push his own
/// failures out; what stops guessing is the 256 bits of a token, and this only saves the work of refusing.
#[derive(Debug)]
pub(crate) struct Throttle {
    by_address: Buckets,
    by_device: Buckets,
}

impl Throttle {
    pub(crate) fn new(limits: &crate::Limits, now: Instant) -> Self {
        Self {
            by_address: Buckets::new(
                limits.failures_per_address_max,
                limits::FAILURE_PER_ADDRESS_FORGIVEN,
                now,
            ),
            by_device: Buckets::new(
                limits.failures_per_device_max,
                limits::FAILURE_PER_DEVICE_FORGIVEN,
                now,
            ),
        }
    }

    /// Whether this device id may try to sign in from this address now.
    pub(crate) fn may_try(&self, address: IpAddr, device: &str, now: Instant) -> bool {
        let net = network(address);
        self.by_address.has_room(&net, now) && self.by_device.has_room(&(net, device), now)
    }

    /// Takes note of a failure.
    pub(crate) fn failed(&self, address: IpAddr, device: &str, now: Instant) {
        let net = network(address);
        self.by_address.pour(&net, now);
        self.by_device.pour(&(net, device), now);
    }
}

/// One home has one IPv4 address, but a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[derive(Debug)]
struct Buckets {
    table: Mutex<Box<[Bucket]>>,
    /// Keyed at random, so that nobody can choose whose place a failure takes.
    keys: RandomState,
    /// How long a full bucket takes to empty.
    full: Duration,
    forgiven: Duration,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    key: u64,
    /// When every failure so far will be forgiven.
    empty_at: Instant,
}

impl Buckets {
    fn new(failures_max: u32, forgiven: Duration, now: Instant) -> Self {
        let nobody = Bucket {
            key: 0,
            empty_at: now,
        };
        Self {
            table: Mutex::new(vec![nobody; limits::FAILURES_REMEMBERED_MAX].into_boxed_slice()),
            keys: RandomState::new(),
            full: forgiven.saturating_mul(failures_max),
            forgiven,
        }
    }

    fn has_room(&self, key: &impl Hash, now: Instant) -> bool {
        self.with(key, |bucket, key| {
            let left = bucket.empty_at.saturating_duration_since(now);
            // One more failure must fit below the rim.
            bucket.key != key || left.saturating_add(self.forgiven) <= self.full
        })
    }

    fn pour(&self, key: &impl Hash, now: Instant) {
        self.with(key, |bucket, key| {
            let from = if bucket.key == key {
                bucket.empty_at.max(now)
            } else {
                now
            };
            let empty_at = from.checked_add(self.forgiven).unwrap_or(from);
            *bucket = Bucket { key, empty_at };
        });
    }

    fn with<T>(&self, key: &impl Hash, act: impl FnOnce(&mut Bucket, u64) -> T) -> T {
        let key = self.keys.hash_one(key);
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        let places = u64::try_from(table.len()).unwrap_or(u64::MAX);
        let place = key.checked_rem(places).unwrap_or(0);
        let mut nobody = Bucket {
            key: 0,
            empty_at: Instant::now(),
        };
        let bucket = usize::try_from(place)
            .ok()
            .and_then(|place| table.get_mut(place))
            .unwrap_or(&mut nobody);
        act(bucket, key)
    }
}

#[cfg(test)]
mod tests;
