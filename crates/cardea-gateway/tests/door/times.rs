//! Whose time a reading has: the device's while it can be right, else that of arrival.

use cardea_gate::{Again, Identity, Reading};
use cardea_gateway::{Decoded, Message};
use cardea_units::Clock;

use crate::stage::{GAUGE, Stage, at};

fn reading(stage: &Stage, payload: &str) -> Reading {
    match stage.of_stream("room", payload.as_bytes()) {
        Decoded::Reading(reading) => reading,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_clock_that_runs_ahead_is_not_believed_beyond_its_skew() {
    let stage = Stage::with(GAUGE, "g1").await;
    let arrived = stage.clock.now();
    for (time, believed) in [
        ("\"2026-11-23T10:14:59Z\"", Some("2026-11-23T10:14:59Z")),
        ("\"2026-11-23T10:20:00Z\"", Some("2026-11-23T10:20:00Z")),
        ("\"2026-11-23T10:20:00.001Z\"", None),
        (
            "\"2026-11-23T11:15:00+01:00\"",
            Some("2026-11-23T10:15:00Z"),
        ),
        ("\"2025-11-23T10:15:00Z\"", Some("2025-11-23T10:15:00Z")),
        ("\"9999-12-31T23:59:59Z\"", None),
        ("\"99999-12-31T23:59:59Z\"", None),
        ("1795428900", Some("2026-11-23T10:15:00Z")),
        ("1795428900.5", Some("2026-11-23T10:15:00.5Z")),
        ("1795428900000", Some("2026-11-23T10:15:00Z")),
        ("\"yesterday\"", None),
        ("true", None),
        ("null", None),
        ("{}", None),
        ("1e300", None),
    ] {
        let found = reading(&stage, &format!(r#"{{"warmth": 20, "at": {time}}}"#));
        assert_eq!(found.arrived, arrived);
        assert_eq!(found.at, believed.map_or(arrived, at), "{time}");
        assert_eq!(
            matches!(found.identity, Identity::Time(_)),
            believed.is_some(),
            "{time}"
        );
    }
}

#[tokio::test]
async fn a_reading_is_known_again_by_its_time_whatever_else_it_says() {
    let stage = Stage::with(GAUGE, "g1").await;
    let identity = |payload| reading(&stage, payload).identity;
    let first = identity(r#"{"warmth": 20, "at": "2026-11-23T10:14:59Z"}"#);
    assert_eq!(
        identity(r#"{"at": "2026-11-23T10:14:59.000+00:00", "there": true}"#),
        first
    );
    assert_ne!(
        identity(r#"{"warmth": 20, "at": "2026-11-23T10:14:58Z"}"#),
        first
    );
}

#[tokio::test]
async fn without_a_time_it_is_known_by_delivery_and_without_that_not_at_all() {
    let stage = Stage::with(GAUGE, "g1").await;
    let identity = |payload: &[u8], number, again| {
        let message = Message {
            payload,
            arrived: stage.clock.now(),
            number,
            again,
            firmware: 0,
        };
        match stage
            .decoder
            .of_stream(stage.seat.id, "room", &message, stage.store.fingerprinter())
        {
            Decoded::Reading(reading) => reading.identity,
            other => panic!("{other:?}"),
        }
    };
    let payload = br#"{"warmth": 20}"#;
    let mark = |identity| match identity {
        Identity::Delivery { mark, .. } => mark,
        other => panic!("{other:?}"),
    };
    let first = mark(identity(payload, Some(7), Again::No));
    assert_eq!(mark(identity(payload, Some(7), Again::Yes)), first);
    assert_ne!(mark(identity(payload, Some(8), Again::No)), first);
    assert_ne!(
        mark(identity(br#"{"warmth": 21}"#, Some(7), Again::No)),
        first
    );
    assert_eq!(identity(payload, None, Again::No), Identity::Unknown);
}
