//! Random lives of requests, with clocks that jump: no due day moves back, and nothing is later without a reason in the record.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it must be"
)]

use cardea_rights::clock::{Nation, next_working_day};
use cardea_rights::{Progress, RequestEvent as Event, RequestKind as Kind};
use cardea_units::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};

const CASES: u32 = 100_000;

/// The reasons for which a day may be later.
fn is_reason(event: Event) -> bool {
    matches!(
        event,
        Event::ShowIdentity
            | Event::AskIdentity
            | Event::AskClarification
            | Event::Clarify
            | Event::Extend
    )
}

fn moved(day: Date, days: i8) -> Date {
    let mut at = day;
    for _ in 0..days.unsigned_abs() {
        at = if days < 0 {
            at.yesterday().unwrap()
        } else {
            at.tomorrow().unwrap()
        };
    }
    at
}

#[test]
fn no_due_day_moves_back() {
    let lives = (
        0_usize..8,
        0_usize..3,
        0_i8..=100,
        proptest::collection::vec((0_usize..12, -20_i8..20), 1..12),
    );
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let chance = TestRng::deterministic_rng(config.rng_algorithm);
    let life = |(kind, nation, start, events): (usize, usize, i8, Vec<(usize, i8)>)| {
        let (kind, nation) = (Kind::ALL[kind], Nation::ALL[nation]);
        let mut today = moved(date(2026, 9, 1), start);
        let mut request = Progress::received(kind, today, nation);
        let mut reasons = Vec::new();
        let first = request.deadlines(today).due;
        for (event, days) in events {
            // The clock of a machine may be set back.
            today = moved(today, days);
            let before = request.deadlines(today);
            let event = Event::ALL[event];
            let Ok(next) = request.after(event, today) else {
                continue;
            };
            prop_assert!(next.last_day() >= request.last_day());
            let after = next.deadlines(today);
            if let (Some(before), Some(after)) = (before.due, after.due) {
                prop_assert!(after >= before, "{:?} {:?}", event, request);
                if after > before {
                    prop_assert!(is_reason(event), "{:?}", event);
                }
                prop_assert_eq!(next_working_day(after, nation), after);
            } else {
                // An end, or an acknowledgement.
                prop_assert!(
                    !next.state().is_open() || event == Event::Acknowledge || before.due.is_none()
                );
            }
            if let (Some(strict), Some(literal)) = (after.due, after.due_literal) {
                prop_assert!(literal > strict);
                prop_assert!(kind == Kind::Access, "only access pauses");
            }
            reasons.extend(is_reason(event).then_some(event));
            request = next;
        }
        // Without a reason in the record the last day is that of the first day.
        let now = request.deadlines(today).due;
        if let (true, Some(now)) = (reasons.is_empty(), now) {
            prop_assert_eq!(Some(now), first);
        }
        Ok(())
    };
    TestRunner::new_with_rng(config, chance)
        .run(&lives, life)
        .unwrap();
}
