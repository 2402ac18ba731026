//! The generator against a bare server: everything sent is acknowledged, on time, and each reading is its own.

use std::time::Duration;

use super::*;
use crate::bench::bare;

fn devices(count: usize) -> Vec<Device> {
    (0..count)
        .map(|n| Device {
            id: format!("d{n}"),
            token: String::new(),
            topic: format!("t/{n}"),
            payload: payload(),
        })
        .collect()
}

fn go(version: Version, pace: Pace, connections: usize, window: u16) -> Outcome {
    let server = bare::start(version).unwrap();
    let signed_in = sign_in(server, version, window, &devices(connections)).unwrap();
    let times = Times::new(Duration::from_millis(50), Duration::from_millis(300));
    run(
        Load {
            pace,
            times,
            past: Duration::ZERO,
        },
        signed_in,
    )
    .unwrap()
}

#[test]
fn the_payload_is_a_hundred_bytes_of_json_with_six_fields() {
    let text = PAYLOAD
        .replace("{at}", "1795430400123")
        .replace("{dd}", "23");
    assert_eq!(text.len(), 100);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value.as_object().unwrap().len(), 6);
}

#[test]
fn at_saturation_everything_sent_is_acknowledged() {
    for version in [Version::V3, Version::V5] {
        let outcome = go(version, Pace::Saturate, 5, 10);
        assert_eq!(outcome.sent, outcome.acknowledged);
        assert!(outcome.counted > 100, "{}", outcome.counted);
        assert_eq!(outcome.latency.len(), outcome.counted);
        assert_eq!(outcome.refused, 0);
    }
}

#[test]
fn a_pace_is_kept_and_a_window_of_one_is_enough_for_it() {
    let outcome = go(Version::V3, Pace::PerSecond(1_000.0), 4, 1);
    assert_eq!(outcome.sent, outcome.acknowledged);
    assert!(
        (100..=400).contains(&outcome.counted),
        "{} of about 300",
        outcome.counted
    );
}

#[test]
fn a_server_that_refuses_is_an_error_that_names_the_device() {
    let error = sign_in(([127, 0, 0, 1], 1).into(), Version::V3, 1, &devices(1)).unwrap_err();
    assert!(format!("{error:#}").contains("device d0"), "{error:#}");
}

#[test]
fn devices_are_read_with_and_without_a_payload_of_their_own() {
    let json = r#"[{"device":"a","token":"t","topic":"x"},{"device":"b","token":"t","topic":"y","payload":"{at}"}]"#;
    let devices: Vec<Device> = serde_json::from_str(json).unwrap();
    assert_eq!(devices[0].payload, PAYLOAD);
    assert_eq!(devices[1].payload, "{at}");
}
