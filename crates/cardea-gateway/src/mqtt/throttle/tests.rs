use core::net::Ipv4Addr;

use super::*;
use crate::Limits;

const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

fn throttle(now: Instant) -> Throttle {
    Throttle::new(&Limits::default(), now)
}

fn after(now: Instant, time: Duration) -> Instant {
    now.checked_add(time).unwrap()
}

#[tokio::test]
async fn the_fifth_failure_is_the_last_one_at_once() {
    let now = Instant::now();
    let throttle = throttle(now);
    for _ in 0..limits::FAILURES_PER_DEVICE_MAX {
        assert!(throttle.may_try(HOME, "lamp", now));
        throttle.failed(HOME, "lamp", now);
    }
    assert!(!throttle.may_try(HOME, "lamp", now));
    let almost = limits::FAILURE_PER_DEVICE_FORGIVEN.saturating_sub(Duration::from_millis(1));
    assert!(!throttle.may_try(HOME, "lamp", after(now, almost)));
    let forgiven = after(now, limits::FAILURE_PER_DEVICE_FORGIVEN);
    assert!(throttle.may_try(HOME, "lamp", forgiven));
    throttle.failed(HOME, "lamp", forgiven);
    assert!(!throttle.may_try(HOME, "lamp", forgiven));
}

#[tokio::test]
async fn a_broken_lamp_does_not_lock_the_kettle_out() {
    let now = Instant::now();
    let throttle = throttle(now);
    for _ in 0..100 {
        throttle.failed(HOME, "lamp", now);
    }
    assert!(!throttle.may_try(HOME, "lamp", now));
    assert!(throttle.may_try(HOME, "kettle", now));
    let elsewhere = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));
    assert!(throttle.may_try(elsewhere, "lamp", now));
}

#[tokio::test]
async fn an_address_that_tries_many_device_ids_is_slowed_down() {
    let now = Instant::now();
    let throttle = throttle(now);
    for number in 0..limits::FAILURES_PER_ADDRESS_MAX {
        throttle.failed(HOME, &number.to_string(), now);
    }
    assert!(!throttle.may_try(HOME, "new", now));
    let later = after(now, limits::FAILURE_PER_ADDRESS_FORGIVEN);
    assert!(throttle.may_try(HOME, "new", later));
}

#[tokio::test]
async fn a_home_has_one_ipv6_network_and_one_mapped_ipv4_address() {
    let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
    let same_home: IpAddr = "2001:db8:1:2:ffff::9".parse().unwrap();
    let other_home: IpAddr = "2001:db8:1:3::1".parse().unwrap();
    assert_eq!(network(one), network(same_home));
    assert_ne!(network(one), network(other_home));
    assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), HOME);
}
