//! 100,000 random requests: both calendars agree, and no end ever moves back.
#![expect(
    clippy::unwrap_used,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it must be"
)]

use cardea_rights::clock::{
    COMPLAINTS_SINCE, Nation, Pause, Reading, RightDue, complaint_due, holidays, may_ask_again_from,
};
use cardea_units::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::slow;

const CASES: u32 = 100_000;

fn plain(day: Date) -> slow::Day {
    (i32::from(day.year()), day.month() as u32, day.day() as u32)
}

fn place(nation: Nation) -> char {
    match nation {
        Nation::EnglandAndWales => 'e',
        Nation::Scotland => 's',
        Nation::NorthernIreland => 'n',
    }
}

fn later(day: Date, days: u16) -> Date {
    (0..days).fold(day, |day, _| day.tomorrow().unwrap())
}

prop_compose! {
    fn a_request()(
        year in 2018_i16..2060, month in 1_i8..=12, number in 1_i8..=31, nation in 0_usize..3,
        identified in proptest::option::of(0_u16..60), paid in proptest::option::of(0_u16..60),
        extended: bool, pauses in proptest::collection::vec((0_u16..90, 0_u16..40), 0..4),
    ) -> RightDue {
        let last = date(year, month, 1).days_in_month();
        let received = date(year, month, number.min(last));
        RightDue {
            received,
            identified: identified.map(|days| later(received, days)),
            paid: paid.map(|days| later(received, days)),
            extended,
            pauses: pauses.into_iter().map(|(from, long)| {
                let asked = later(received, from);
                Pause { asked, answered: later(asked, long) }
            }).collect(),
            nation: Nation::ALL[nation],
        }
    }
}

/// Cases are the same in each run.
fn run<S: Strategy>(strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let chance = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    TestRunner::new_with_rng(config, chance)
        .run(strategy, test)
        .unwrap();
}

#[test]
fn both_calendars_agree() {
    run(&a_request(), |request| {
        let place = place(request.nation);
        let start = [request.identified, request.paid]
            .into_iter()
            .flatten()
            .fold(request.received, Date::max);
        let pauses: Vec<_> = request
            .pauses
            .iter()
            .map(|pause| (plain(pause.asked), plain(pause.answered)))
            .collect();
        let months = if request.extended { 3 } else { 1 };
        for (reading, literal) in [(Reading::Strict, false), (Reading::Literal, true)] {
            let raw = slow::days(
                slow::months(plain(start), months),
                slow::out(&pauses, literal),
            );
            prop_assert_eq!(plain(request.due(reading)), slow::working(raw, place));
        }
        let notice = slow::days(slow::months(plain(start), 1), slow::out(&pauses, false));
        prop_assert_eq!(plain(request.notice_due()), slow::working(notice, place));
        let target = slow::days(plain(start), 28 + slow::out(&pauses, false));
        prop_assert_eq!(plain(request.target()), target);
        prop_assert_eq!(
            plain(may_ask_again_from(start)),
            slow::months(plain(start), 6)
        );
        if let Some(complaint) = complaint_due(request.received, request.nation) {
            let raw = slow::days(plain(request.received), 30);
            prop_assert_eq!(plain(complaint.due), slow::working(raw, place));
            prop_assert_eq!(slow::next(plain(complaint.alarm)), raw);
        } else {
            prop_assert!(request.received < COMPLAINTS_SINCE);
        }
        Ok(())
    });
}

#[test]
fn no_end_moves_back() {
    run(
        &(a_request(), 0_u16..120, 0_u16..60),
        |(request, asked, long)| {
            let ends = |request: &RightDue| {
                [
                    request.due(Reading::Strict),
                    request.due(Reading::Literal),
                    request.notice_due(),
                    request.target(),
                ]
            };
            let before = ends(&request);
            prop_assert!(before[0] <= before[1], "the strict reading is never later");
            prop_assert!(before[0] > request.received);
            let asked = later(request.received, asked);
            let mut changed = vec![
                RightDue {
                    extended: true,
                    ..request.clone()
                },
                // A proof of identity or a fee later than the last one.
                RightDue {
                    identified: Some(request.identified.map_or(asked, |day| day.max(asked))),
                    ..request.clone()
                },
                RightDue {
                    paid: Some(request.paid.map_or(asked, |day| day.max(asked))),
                    ..request.clone()
                },
            ];
            let mut paused = request;
            paused.pauses.push(Pause {
                asked,
                answered: later(asked, long),
            });
            changed.push(paused);
            for request in changed {
                for (now, before) in ends(&request).into_iter().zip(before) {
                    prop_assert!(now >= before);
                }
            }
            Ok(())
        },
    );
}

#[test]
fn every_holiday_is_one_in_both() {
    for nation in Nation::ALL {
        for year in 2018_i16..2100 {
            let listed = holidays(nation, year);
            let mut day = date(year, 1, 1);
            while day.year() == year {
                let here = listed.iter().any(|holiday| holiday.day == day);
                assert_eq!(
                    here,
                    slow::is_holiday(plain(day), place(nation)),
                    "{nation:?} {day}"
                );
                day = day.tomorrow().unwrap();
            }
        }
    }
}
