//! Guide, section 7.2 to 7.5.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it must be"
)]

use cardea_rights::clock::{
    Nation, Pause, Reading, RightDue, breach_due, complaint_due, day_on_the_wall, due, holidays,
    may_ask_again_from, month_later, next_working_day,
};
use cardea_units::{Date, UnixMillis};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn right(received: &str) -> RightDue {
    RightDue {
        received: day(received),
        identified: None,
        paid: None,
        extended: false,
        pauses: Vec::new(),
        nation: Nation::EnglandAndWales,
    }
}

/// Received, raw +1 month, due, due if extended.
const DATE_RULE: &[(&str, &str, &str, Option<&str>)] = &[
    ("2026-09-03", "2026-10-03", "2026-10-05", Some("2026-12-03")),
    ("2026-10-01", "2026-11-01", "2026-11-02", Some("2027-01-04")),
    ("2026-11-23", "2026-12-23", "2026-12-23", Some("2027-02-23")),
    ("2026-11-25", "2026-12-25", "2026-12-29", Some("2027-02-25")),
    ("2026-11-30", "2026-12-30", "2026-12-30", Some("2027-03-01")),
    ("2026-12-31", "2027-01-31", "2027-02-01", Some("2027-03-31")),
    ("2027-01-29", "2027-02-28", "2027-03-01", Some("2027-04-29")),
    ("2027-01-31", "2027-02-28", "2027-03-01", Some("2027-04-30")),
    ("2027-02-26", "2027-03-26", "2027-03-30", Some("2027-05-26")),
    ("2027-02-28", "2027-03-28", "2027-03-30", Some("2027-05-28")),
    ("2026-08-31", "2026-09-30", "2026-09-30", Some("2026-11-30")),
    ("2028-01-31", "2028-02-29", "2028-02-29", None),
];

#[test]
fn the_date_rule() {
    for (received, raw, base, extended) in DATE_RULE {
        assert_eq!(month_later(day(received), 1), day(raw), "{received}");
        assert_eq!(
            due(day(received), 1, Nation::EnglandAndWales),
            day(base),
            "{received}"
        );
        let mut request = right(received);
        assert_eq!(request.due(Reading::Strict), day(base), "{received}");
        assert_eq!(request.due(Reading::Literal), day(base), "{received}");
        if let Some(extended) = extended {
            request.extended = true;
            assert_eq!(request.due(Reading::Strict), day(extended), "{received}");
            assert_eq!(request.notice_due(), day(base), "{received}");
        }
    }
}

#[test]
fn the_cases_of_the_ico() {
    assert_eq!(month_later(day("2026-09-03"), 1), day("2026-10-03"));
    assert_eq!(month_later(day("2027-01-31"), 1), day("2027-02-28"));
    assert_eq!(month_later(day("2028-01-31"), 1), day("2028-02-29"));
}

#[test]
fn the_target_of_28_days_always_complies() {
    let mut received = day("2018-05-25");
    while received < day("2032-01-01") {
        for nation in Nation::ALL {
            let request = RightDue {
                nation,
                ..right(&received.to_string())
            };
            assert!(
                request.target() <= request.due(Reading::Strict),
                "{received}"
            );
        }
        received = received.tomorrow().unwrap();
    }
}

#[test]
fn the_clock_is_stopped() {
    let mut request = right("2026-11-02");
    assert_eq!(request.due(Reading::Strict), day("2026-12-02"));
    request.pauses = vec![Pause {
        asked: day("2026-11-05"),
        answered: day("2026-11-17"),
    }];
    assert_eq!(request.due(Reading::Strict), day("2026-12-14"));
    assert_eq!(request.due(Reading::Literal), day("2026-12-15"));
    // The notice of an extension has its own month, paused in the same way.
    assert_eq!(request.notice_due(), day("2026-12-14"));
    // Same-day ask and answer: strict 0.
    request.pauses = vec![Pause {
        asked: day("2026-11-05"),
        answered: day("2026-11-05"),
    }];
    assert_eq!(request.due(Reading::Strict), day("2026-12-02"));
    assert_eq!(request.due(Reading::Literal), day("2026-12-03"));
}

#[test]
fn a_day_in_two_pauses_is_one_day() {
    let mut request = right("2026-11-02");
    request.pauses = vec![
        Pause {
            asked: day("2026-11-10"),
            answered: day("2026-11-12"),
        },
        Pause {
            asked: day("2026-11-05"),
            answered: day("2026-11-10"),
        },
    ];
    // 5th to 12th: seven days between, eight with both ends.
    assert_eq!(request.due(Reading::Strict), day("2026-12-09"));
    assert_eq!(request.due(Reading::Literal), day("2026-12-10"));
}

#[test]
fn identity_and_fee_move_the_start() {
    let mut request = right("2026-09-03");
    request.identified = Some(day("2026-10-01"));
    assert_eq!(request.due(Reading::Strict), day("2026-11-02"));
    request.paid = Some(day("2026-11-25"));
    assert_eq!(request.start(), day("2026-11-25"));
    assert_eq!(request.due(Reading::Strict), day("2026-12-29"));
}

#[test]
fn complaints_are_acknowledged() {
    let due = |received: &str| {
        complaint_due(day(received), Nation::EnglandAndWales)
            .unwrap()
            .due
    };
    assert_eq!(due("2026-06-19"), day("2026-07-20"));
    assert_eq!(due("2026-07-01"), day("2026-07-31"));
    assert_eq!(due("2026-07-02"), day("2026-08-03"));
    assert_eq!(due("2026-11-23"), day("2026-12-23"));
    for received in ["2026-11-25", "2026-11-26", "2026-11-27"] {
        assert_eq!(due(received), day("2026-12-29"), "{received}");
    }
    // Before there was the duty.
    assert_eq!(
        complaint_due(day("2026-06-18"), Nation::EnglandAndWales),
        None
    );
    // The cautious alarm is a day earlier, and waits for no working day.
    let complaint = complaint_due(day("2026-11-23"), Nation::EnglandAndWales).unwrap();
    assert_eq!(complaint.alarm, day("2026-12-22"));
    let complaint = complaint_due(day("2026-11-25"), Nation::EnglandAndWales).unwrap();
    assert_eq!(complaint.alarm, day("2026-12-24"));
}

#[test]
fn a_breach_is_told_in_elapsed_hours() {
    for (aware, told) in [
        ("2026-11-20T17:30:00Z", "2026-11-23T17:30:00Z"),
        ("2026-10-24T12:00:00+01:00", "2026-10-27T11:00:00+00:00"),
        ("2027-03-27T12:00:00+00:00", "2027-03-30T13:00:00+01:00"),
    ] {
        let at = |text: &str| UnixMillis::parse_rfc3339(text).unwrap();
        assert_eq!(breach_due(at(aware)), at(told), "{aware}");
    }
}

#[test]
fn nobody_is_asked_again_for_six_months() {
    assert_eq!(may_ask_again_from(day("2026-11-25")), day("2027-05-25"));
    assert_eq!(may_ask_again_from(day("2026-08-31")), day("2027-02-28"));
}

#[test]
fn a_day_is_that_of_a_british_wall() {
    let on = |text: &str| day_on_the_wall(UnixMillis::parse_rfc3339(text).unwrap());
    assert_eq!(on("2026-07-01T22:59:59Z"), day("2026-07-01"));
    assert_eq!(on("2026-07-01T23:00:00Z"), day("2026-07-02"));
    assert_eq!(on("2026-12-24T23:59:59Z"), day("2026-12-24"));
    assert_eq!(on("2026-12-25T00:00:00Z"), day("2026-12-25"));
    let _ = day_on_the_wall(UnixMillis(i64::MAX));
    let _ = day_on_the_wall(UnixMillis(i64::MIN));
}

/// Of each year what gov.uk lists; names are not compared.
#[test]
fn holidays_are_those_that_are_kept() {
    let kept = |nation, year| {
        let mut days: Vec<String> = holidays(nation, year)
            .iter()
            .map(|holiday| holiday.day.strftime("%m-%d").to_string())
            .collect();
        days.sort();
        days.join(" ")
    };
    for (nation, year, days) in [
        (
            Nation::EnglandAndWales,
            2020,
            "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        ),
        (
            Nation::EnglandAndWales,
            2021,
            "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        ),
        (
            Nation::EnglandAndWales,
            2022,
            "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        ),
        (
            Nation::EnglandAndWales,
            2023,
            "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        ),
        (
            Nation::EnglandAndWales,
            2026,
            "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        ),
        (
            Nation::EnglandAndWales,
            2027,
            "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        ),
        (
            Nation::Scotland,
            2022,
            "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
        ),
        (
            Nation::Scotland,
            2023,
            "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
        ),
        (
            Nation::Scotland,
            2026,
            "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
        ),
        (
            Nation::Scotland,
            2027,
            "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
        ),
        (
            Nation::NorthernIreland,
            2024,
            "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26",
        ),
        (
            Nation::NorthernIreland,
            2026,
            "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
        ),
    ] {
        assert_eq!(kept(nation, year), days, "{nation:?} {year}");
    }
}

#[test]
fn nations_differ() {
    let next = |text: &str, nation| next_working_day(day(text), nation);
    // 2 January is a holiday in Scotland alone; in 2026 it is a Friday.
    assert_eq!(
        next("2026-01-02", Nation::EnglandAndWales),
        day("2026-01-02")
    );
    assert_eq!(next("2026-01-02", Nation::Scotland), day("2026-01-05"));
    // Easter Monday is none in Scotland.
    assert_eq!(next("2027-03-29", Nation::Scotland), day("2027-03-29"));
    assert_eq!(
        next("2027-03-17", Nation::NorthernIreland),
        day("2027-03-18")
    );
    assert_eq!(
        due(day("2026-06-12"), 1, Nation::NorthernIreland),
        day("2026-07-14")
    );
    assert_eq!(
        due(day("2026-06-12"), 1, Nation::EnglandAndWales),
        day("2026-07-13")
    );
}
