//! What is sent against what is declared: counted by name and type, and never by value.

use std::sync::Arc;

use cardea_gate::{Again, Ticket};
use cardea_gateway::{Door, HouseDoor, Message, Publish, Qos, SignIn};
use cardea_store::{DriftCount, ProductIndex};

use crate::stage::{GAUGE, Stage};

/// The counts as text: `stream kind name type firmware count`.
fn said(counts: &[DriftCount]) -> Vec<String> {
    let line = |count: &DriftCount| {
        format!(
            "{}|{}|{}|{}|{}|{}",
            count.stream,
            count.kind.word(),
            count.name,
            count.form.word(),
            count.firmware,
            count.count
        )
    };
    counts.iter().map(line).collect()
}

fn publish(door: &HouseDoor, stage: &Stage, topic: &str, payload: &str) {
    let publish = Publish {
        topic,
        payload: payload.as_bytes(),
        qos: Qos::AtLeastOnce,
        dup: false,
        packet_id: Some(1),
        ticket: Ticket(1),
    };
    let _ = door.read(&stage.seat, &publish);
}

/// What one payload of the stream `room` is counted as.
async fn of(payload: &str) -> Vec<String> {
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    publish(&door, &stage, "gauge/g1/room", payload);
    said(&door.drift().take())
}

#[tokio::test]
async fn what_is_as_declared_is_not_counted() {
    let at = "2026-11-23T10:14:59Z";
    for payload in [
        format!(r#"{{"at": "{at}", "warmth": 20.04, "there": true, "mode": "auto", "note": "x"}}"#),
        format!(
            r#"{{"at": "{at}", "deep": {{"er": {{"free": 7}}}}, "list": [1, 2, 3], "warmth": null}}"#
        ),
    ] {
        assert_eq!(of(&payload).await, Vec::<String>::new(), "{payload}");
    }
}

#[tokio::test]
async fn each_kind_of_drift_is_counted_with_its_name_and_type() {
    let at = r#""at": "2026-11-23T10:14:59Z""#;
    for (rest, expected) in [
        (
            r#""warmth": 20, "ssid": "HomeNet""#,
            "room|undeclared_field|/ssid|string||1",
        ),
        (
            r#""warmth": 20, "wifi": {"bssid": "aa"}"#,
            "room|undeclared_field|/wifi|object||1",
        ),
        (
            r#""warmth": 20, "deep": {"lux": 5}"#,
            "room|undeclared_field|/deep/lux|number||1",
        ),
        (
            r#""warmth": 20, "deep": 7"#,
            "room|wrong_form|/deep|number||1",
        ),
        (
            r#""warmth": 20, "new": [1, {"a": 2}]"#,
            "room|undeclared_field|/new|array||1",
        ),
        (
            r#""warmth": 20, "new": null"#,
            "room|undeclared_field|/new|null||1",
        ),
        (
            r#""warmth": 61, "there": true"#,
            "room|out_of_range|warmth|number||1",
        ),
        (
            r#""warmth": "cold", "there": true"#,
            "room|wrong_form|warmth|string||1",
        ),
        (
            r#""warmth": [20], "there": true"#,
            "room|wrong_form|warmth|array||1",
        ),
        (
            r#""mode": "boost", "there": true"#,
            "room|unknown_word|mode|string||1",
        ),
        (
            r#""there": "maybe", "warmth": 20"#,
            "room|wrong_form|there|string||1",
        ),
    ] {
        assert_eq!(of(&format!("{{{at}, {rest}}}")).await, [expected], "{rest}");
    }
    let long = "x".repeat(300);
    assert_eq!(
        of(&format!(r#"{{{at}, "note": "{long}"}}"#)).await,
        ["room|too_long|note|string||1"]
    );
}

#[tokio::test]
async fn messages_as_a_whole() {
    assert_eq!(of("not json").await, ["room|unreadable||||1"]);
    assert_eq!(of(r#"{"warmth": 20}"#).await, ["room|no_time||||1"]);
    assert_eq!(
        of(r#"{"at": "2026-11-23T11:00:00Z", "warmth": 20}"#).await,
        ["room|clock_ahead||||1"]
    );
    assert_eq!(
        of(r#"{"at": "1970-01-01T00:00:09Z", "warmth": 20}"#).await,
        ["room|clock_behind||||1"]
    );
    assert_eq!(of("{}").await, ["room|nothing_declared||object||1"]);
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    publish(&door, &stage, "gauge/g1/attic", "[1]");
    publish(&door, &stage, "gauge/g2/room", r#"{"warmth": 20}"#);
    assert_eq!(
        said(&door.drift().take()),
        [
            "|undeclared_topic|gauge/{device}/attic|array||1",
            "|not_yours||||1"
        ]
    );
}

/// Law L1: a value, or a name that people gave, is in no count, whatever it is and wherever it stands.
#[tokio::test]
async fn no_value_and_no_name_of_people_is_counted() {
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    for payload in [
        r#"{"warmth": 20, "ssid": "SECRET"}"#,
        r#"{"warmth": "SECRET"}"#,
        r#"{"mode": "SECRET", "note": ["SECRET"]}"#,
        r#"{"warmth": 20, "SECRET's phone": 1, "SECRET@beech.example": 2, "x": {"SECRET": 3}}"#,
        r#"{"at": "SECRET", "warmth": 20, "447700900123": "a", "a4c13SECRET8f2b1": {}}"#,
        "SECRET",
        r#""SECRET""#,
    ] {
        for topic in [
            "gauge/g1/room",
            "gauge/g1/SECRET's room",
            "447700900123/SECRET 1",
        ] {
            publish(&door, &stage, topic, payload);
        }
    }
    let counts = door.drift().take();
    assert!(counts.len() > 5);
    let text = format!("{counts:?}");
    for hidden in ["SECRET", "phone", "beech", "447700900123"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
}

#[tokio::test]
async fn equal_messages_are_added_up_and_taken_once() {
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    for warmth in 0..50 {
        let payload = format!(
            r#"{{"at": "2026-11-23T10:{:02}:00Z", "warmth": {warmth}, "lux": {warmth}, "ssid": "n{warmth}"}}"#,
            warmth % 15
        );
        publish(&door, &stage, "gauge/g1/room", &payload);
    }
    assert_eq!(
        said(&door.drift().take()),
        [
            "room|undeclared_field|/lux|number||50",
            "room|undeclared_field|/ssid|string||50"
        ]
    );
    assert!(door.drift().take().is_empty());
}

#[tokio::test]
async fn firmware_is_what_the_device_says_when_it_signs_in() {
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    let attempt = SignIn {
        device: "g1",
        token: stage.token.as_bytes(),
        client_id: "g1",
        firmware: Some("2.4.1-beta"),
        address: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
    };
    let seat = door.sign_in(attempt).await.unwrap();
    let publish = Publish {
        topic: "gauge/g1/bare",
        payload: b"99999999999999999999",
        qos: Qos::AtMostOnce,
        dup: false,
        packet_id: None,
        ticket: Ticket(0),
    };
    assert!(door.read(&seat, &publish).unwrap().is_none());
    assert_eq!(
        said(&door.drift().take()),
        ["bare|out_of_range|warmth|number|2.4.1-beta|1"]
    );
}

/// `every` is how often at most: counted by each device's own time, so that what was held back and sent at once is not too often.
#[tokio::test]
async fn more_often_than_declared_is_counted() {
    let yaml = GAUGE.replace(
        "    topic: \"gauge/{device}/room\"\n",
        "    topic: \"gauge/{device}/room\"\n    every: 60s\n",
    );
    let stage = Stage::with(&yaml, "g1").await;
    let times = |gap_seconds: usize| {
        let door = stage.door();
        for n in 0..30 {
            let seconds = n * gap_seconds;
            let payload = format!(
                r#"{{"at": "2026-11-23T{:02}:{:02}:{:02}Z", "warmth": 20}}"#,
                9 + seconds / 3_600,
                seconds / 60 % 60,
                seconds % 60
            );
            publish(&door, &stage, "gauge/g1/room", &payload);
        }
        said(&door.drift().take())
    };
    assert_eq!(times(60), Vec::<String>::new());
    let too_often = times(2);
    assert_eq!(
        too_often,
        ["room|too_often||||16"],
        "30 in a minute, 14 of them borne"
    );
}

#[tokio::test]
async fn a_decoder_by_itself_counts_nowhere_that_matters() {
    let stage = Stage::with(GAUGE, "g1").await;
    let book = Arc::default();
    let product = stage.store.products().get(ProductIndex(0)).unwrap();
    let decoder = cardea_gateway::Decoder::counting(product, ProductIndex(0), Arc::clone(&book));
    let message = Message {
        payload: br#"{"lux": 5}"#,
        arrived: cardea_units::UnixMillis(0),
        number: None,
        again: Again::No,
        firmware: 0,
    };
    decoder.of_stream(stage.seat.id, "room", &message, stage.store.fingerprinter());
    let counts: Vec<DriftCount> = book.take();
    assert_eq!(said(&counts), ["room|undeclared_field|/lux|number||1"]);
}
