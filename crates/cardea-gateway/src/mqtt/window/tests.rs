use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn drain(window: &mut Window, now: Instant) -> Vec<(u16, Kind, Verdict)> {
    core::iter::from_fn(|| window.next_due(now)).collect()
}

#[tokio::test]
async fn acknowledgements_leave_in_the_order_the_publishes_came() {
    let now = Instant::now();
    let mut window = Window::new(now);
    let first = window.open(7, Qos::AtLeastOnce, now);
    let second = window.open(8, Qos::ExactlyOnce, now);
    window.settle(second, Verdict::Taken);
    assert_eq!(drain(&mut window, now), []);
    window.settle(first, Verdict::Taken);
    assert_eq!(
        drain(&mut window, now),
        [
            (7, Kind::AtLeastOnce, Verdict::Taken),
            (8, Kind::ExactlyOnce, Verdict::Taken)
        ]
    );
    assert!(window.is_empty());
}

#[tokio::test]
async fn an_answer_for_an_old_ticket_acknowledges_nothing_new() {
    let now = Instant::now();
    let mut window = Window::new(now);
    let old = window.open(1, Qos::AtLeastOnce, now);
    window.settle(old, Verdict::Taken);
    assert_eq!(drain(&mut window, now).len(), 1);
    // The device uses the same packet id for its next message.
    window.open(1, Qos::AtLeastOnce, now);
    window.settle(old, Verdict::Taken);
    window.settle(NO_ACK, Verdict::Taken);
    assert_eq!(window.fail(old), Ok(None));
    assert_eq!(drain(&mut window, now), []);
}

#[tokio::test]
async fn what_was_in_doubt_is_carried_over_and_said_once() {
    let now = Instant::now();
    let mut window = Window::new(now);
    let at_least = window.open(1, Qos::AtLeastOnce, now);
    let doubted = window.open(2, Qos::ExactlyOnce, now);
    let repeated = window.open(3, Qos::ExactlyOnce, now);
    let known = window.open(4, Qos::ExactlyOnce, now);
    window.settle(known, Verdict::Taken);
    assert_eq!(window.kept().collect::<Vec<_>>(), [4]);
    assert_eq!(window.in_doubt().collect::<Vec<_>>(), [2, 3]);

    let mut window = window.carried_over().unwrap();
    assert!(window.holds(2) && window.holds(3) && !window.holds(1) && !window.holds(4));
    assert!(window.repeated(3));
    assert!(!window.repeated(1));
    window.settle(at_least, Verdict::Taken);
    window.settle(doubted, Verdict::Taken);
    window.settle(repeated, Verdict::Taken);
    assert_eq!(
        drain(&mut window, now),
        [
            (1, Kind::AtLeastOnce, Verdict::Silence),
            (2, Kind::ExactlyOnceQuiet, Verdict::Taken),
            (3, Kind::ExactlyOnce, Verdict::Taken),
            (4, Kind::ExactlyOnce, Verdict::Silence),
        ]
    );
}

#[tokio::test]
async fn nothing_in_doubt_is_nothing_to_carry() {
    let now = Instant::now();
    let mut window = Window::new(now);
    window.open(1, Qos::AtLeastOnce, now);
    assert!(window.carried_over().is_none());
}

#[tokio::test]
async fn a_failure_ends_the_connection_only_if_the_device_waits_on_it() {
    let now = Instant::now();
    let mut window = Window::new(now);
    let told = window.open(8, Qos::ExactlyOnce, now);
    let doubted = window.open(9, Qos::ExactlyOnce, now);
    assert_eq!(window.fail(told), Err(Unanswerable));
    assert_eq!(window.in_doubt().collect::<Vec<_>>(), [9]);
    let mut window = window.carried_over().unwrap();
    assert!(window.holds(9) && !window.holds(8));
    assert_eq!(window.fail(doubted), Ok(Some(9)));
    assert!(!window.holds(9));
}

proptest! {
    /// In whatever order answers come, and however often, each publish is acknowledged once and in its turn.
    #[test]
    fn every_publish_is_acknowledged_once_in_its_turn(
        start in 0..=TICKET_MASK,
        publishes in prop::collection::vec((1..=u16::MAX, any::<bool>()), 0..200),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..600),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _inside = runtime.enter();
        let now = Instant::now();
        let mut window = Window::new(now);
        window.first = start;
        let mut seen = BTreeSet::new();
        let mut tickets = Vec::new();
        for &(packet_id, exact) in &publishes {
            let qos = if exact { Qos::ExactlyOnce } else { Qos::AtLeastOnce };
            let ticket = window.open(packet_id, qos, now);
            prop_assert_ne!(ticket, NO_ACK);
            prop_assert!(seen.insert(ticket));
            tickets.push(ticket);
        }
        let mut out = Vec::new();
        if !tickets.is_empty() {
            for index in order {
                window.settle(*index.get(&tickets), Verdict::Taken);
                out.extend(drain(&mut window, now));
            }
        }
        for &ticket in &tickets {
            window.settle(ticket, Verdict::Taken);
        }
        out.extend(drain(&mut window, now));
        let said: Vec<u16> = out.iter().map(|&(packet_id, ..)| packet_id).collect();
        let sent: Vec<u16> = publishes.iter().map(|&(packet_id, _)| packet_id).collect();
        prop_assert_eq!(said, sent);
        prop_assert!(window.is_empty());
        prop_assert!(window.exact.is_empty());
    }
}
