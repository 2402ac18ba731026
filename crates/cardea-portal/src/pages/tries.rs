//! Guessing is slowed down: wrong tries are counted by account and by network address, and each one too many waits twice as long.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use cardea_units::UnixMillis;

use super::Portal;
use crate::limits::{
    ACCOUNT_TRIES_FREE, ADDRESS_TRIES_FREE, TRIES_FORGOTTEN_MILLIS, TRIES_HELD_MAX,
    TRIES_WAIT_FIRST_MILLIS, TRIES_WAIT_MAX_MILLIS,
};
use crate::{Refusal, RefusalKind};

/// Tries that were wrong so far. Keys are keyed hashes, so that no address of anybody stands here.
#[derive(Debug, Default)]
pub(super) struct Tries(Mutex<BTreeMap<Key, Count>>);

type Key = [u8; 32];

#[derive(Clone, Copy, Debug)]
struct Count {
    tries: u32,
    last: UnixMillis,
}

/// The network address a request comes from, where it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller(Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(
            info.map(|ConnectInfo(address)| whole_network(address.ip())),
        ))
    }
}

/// One connection of IPv6 has 2^64 addresses, so they count as one.
fn whole_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// A try that has begun and counts as wrong until it turns out right.
#[must_use]
pub(super) struct Try {
    account: Key,
    address: Option<Key>,
}

impl Portal {
    /// Begins a try. Whoever has to wait is told so before anything is hashed, in the same words whether the account exists or not.
    pub(super) fn try_now(&self, account: &str, caller: Caller) -> Result<Try, Refusal> {
        let vault = self.house.store.vault();
        let begun = Try {
            account: vault.keyed_hash(
                "tries of an account",
                account.trim().to_lowercase().as_bytes(),
            ),
            address: caller.0.map(|address| {
                vault.keyed_hash("tries of an address", address.to_string().as_bytes())
            }),
        };
        let now = self.house.clock.now();
        self.tries.count(&begun, now).map_err(|millis| {
            let seconds = millis.div_euclid(1_000).saturating_add(1);
            let wait = if seconds < 60 {
                format!("{seconds} seconds")
            } else {
                format!("{} minutes", seconds.div_euclid(60).saturating_add(1))
            };
            Refusal::new(
                RefusalKind::TooMany,
                format!("That was too many wrong tries. Wait {wait}, then try again."),
            )
        })?;
        Ok(begun)
    }

    /// It was right: it does not count, and the account's count begins again.
    pub(super) fn was_right(&self, right: &Try) {
        self.tries.take_back(right);
    }
}

impl Tries {
    /// Counts a try, or answers how many milliseconds to wait; then it is not counted.
    fn count(&self, begun: &Try, now: UnixMillis) -> Result<(), i64> {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = [
            Some((begun.account, ACCOUNT_TRIES_FREE)),
            begun.address.map(|key| (key, ADDRESS_TRIES_FREE)),
        ];
        let wait = keys
            .iter()
            .flatten()
            .map(|(key, free)| table.get(key).map_or(0, |count| count.wait(*free, now)))
            .max()
            .unwrap_or(0);
        if wait > 0 {
            return Err(wait);
        }
        if table.len().saturating_add(keys.len()) > TRIES_HELD_MAX {
            forget_half(&mut table);
        }
        for (key, _) in keys.into_iter().flatten() {
            let count = table.entry(key).or_insert(Count {
                tries: 0,
                last: now,
            });
            let tries = if now.since(count.last) > TRIES_FORGOTTEN_MILLIS {
                0
            } else {
                count.tries
            };
            *count = Count {
                tries: tries.saturating_add(1),
                last: now,
            };
        }
        Ok(())
    }

    fn take_back(&self, right: &Try) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.remove(&right.account);
        if let Some(count) = right.address.and_then(|key| table.get_mut(&key)) {
            count.tries = count.tries.saturating_sub(1);
        }
    }
}

impl Count {
    /// Milliseconds until the next try.
    fn wait(self, free: u32, now: UnixMillis) -> i64 {
        let since = now.since(self.last);
        let Some(over) = self
            .tries
            .checked_sub(free)
            .filter(|_| since <= TRIES_FORGOTTEN_MILLIS)
        else {
            return 0;
        };
        let doubled = 1_i64.checked_shl(over.min(20)).unwrap_or(1);
        let whole = TRIES_WAIT_FIRST_MILLIS
            .saturating_mul(doubled)
            .min(TRIES_WAIT_MAX_MILLIS);
        // A clock that was set back makes nobody wait longer than the longest wait.
        whole.saturating_sub(since.max(0)).max(0)
    }
}

/// Those with the fewest tries go, the oldest of them first, so that a flood of new names does not wash away an account under attack.
fn forget_half(table: &mut BTreeMap<Key, Count>) {
    let mut order: Vec<(u32, UnixMillis, Key)> = table
        .iter()
        .map(|(key, count)| (count.tries, count.last, *key))
        .collect();
    order.sort_unstable();
    for (_, _, key) in order.iter().take(TRIES_HELD_MAX.div_euclid(2)) {
        table.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(account: u8, address: Option<u8>) -> Try {
        Try {
            account: [account; 32],
            address: address.map(|byte| [byte; 32]),
        }
    }

    #[test]
    fn after_the_free_tries_each_one_waits_twice_as_long() {
        let tries = Tries::default();
        let mut now = UnixMillis(1_000_000);
        for _ in 0..ACCOUNT_TRIES_FREE {
            tries.count(&of(1, None), now).unwrap();
        }
        for expected in [5_000, 10_000, 20_000, 40_000] {
            assert_eq!(tries.count(&of(1, None), now), Err(expected));
            now = now.plus(expected - 1);
            assert_eq!(
                tries.count(&of(1, None), now),
                Err(1),
                "not a millisecond early"
            );
            now = now.plus(1);
            tries.count(&of(1, None), now).unwrap();
        }
        assert_eq!(
            tries.count(&of(2, None), now),
            Ok(()),
            "another account does not wait"
        );
    }

    #[test]
    fn no_wait_is_longer_than_the_longest_and_a_day_forgets() {
        let tries = Tries::default();
        let mut now = UnixMillis(0);
        for _ in 0..40 {
            now = now.plus(TRIES_WAIT_MAX_MILLIS);
            tries.count(&of(1, None), now).unwrap();
        }
        assert_eq!(tries.count(&of(1, None), now), Err(TRIES_WAIT_MAX_MILLIS));
        assert_eq!(
            tries.count(&of(1, None), UnixMillis(0)),
            Err(TRIES_WAIT_MAX_MILLIS),
            "a clock set back"
        );
        now = now.plus(TRIES_FORGOTTEN_MILLIS + 1);
        for _ in 0..ACCOUNT_TRIES_FREE {
            assert_eq!(tries.count(&of(1, None), now), Ok(()));
        }
    }

    #[test]
    fn one_address_cannot_try_many_accounts() {
        let tries = Tries::default();
        let now = UnixMillis(0);
        for account in 0..u8::try_from(ADDRESS_TRIES_FREE).unwrap() {
            tries.count(&of(account, Some(200)), now).unwrap();
        }
        assert!(tries.count(&of(99, Some(200)), now).is_err());
        assert!(tries.count(&of(99, Some(201)), now).is_ok());
    }

    #[test]
    fn right_tries_do_not_count() {
        let tries = Tries::default();
        for _ in 0..200 {
            let right = of(1, Some(2));
            tries.count(&right, UnixMillis(0)).unwrap();
            tries.take_back(&right);
        }
    }

    #[test]
    fn a_flood_of_names_neither_grows_the_table_nor_frees_an_account_under_attack() {
        let tries = Tries::default();
        let now = UnixMillis(0);
        for _ in 0..ACCOUNT_TRIES_FREE {
            tries.count(&of(255, None), now).unwrap();
        }
        for number in 0..u32::try_from(TRIES_HELD_MAX * 2).unwrap() {
            let mut account = [0; 32];
            account[..4].copy_from_slice(&number.to_be_bytes());
            tries
                .count(
                    &Try {
                        account,
                        address: None,
                    },
                    now,
                )
                .unwrap();
        }
        assert!(tries.0.lock().unwrap().len() <= TRIES_HELD_MAX);
        assert!(tries.count(&of(255, None), now).is_err());
    }

    #[test]
    fn all_addresses_of_one_ipv6_network_count_as_one() {
        let network = |text: &str| whole_network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.7"), network("192.0.2.7"));
    }
}
