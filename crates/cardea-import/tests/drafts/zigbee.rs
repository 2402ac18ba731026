//! zigbee2mqtt.

use std::path::Path;

use cardea_import::{Format, draft};
use cardea_manifest::model::{DataCategory, FieldType};
use cardea_store::DriftKind;

use super::{lines_of, manifests, odd, one};

const TWELVE: &str = include_str!("../data/zigbee-exposes.json");

#[test]
fn every_device_becomes_a_manifest_that_can_be_read() {
    let corpus =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/zigbee-exposes.json");
    let (text, devices) = match std::fs::read_to_string(&corpus) {
        Ok(text) => (text, 872),
        Err(_) => (TWELVE.to_owned(), 12),
    };
    let products = Format::Zigbee2Mqtt.read(text.as_bytes()).unwrap();
    assert_eq!(products.len(), devices);
    for manifest in manifests(Format::Zigbee2Mqtt, &text) {
        assert!(manifest.purposes.is_empty(), "a draft keeps nothing");
    }
    // What tells what people do is marked, and no word of the table is passed over.
    for sends in &products {
        let text = draft(sends, "a test").text;
        for name in [
            "occupancy",
            "presence",
            "contact",
            "action_user",
            "lock_state",
            "power",
        ] {
            if text.contains(&format!("\n      {name}: {{")) {
                let lines = lines_of(&text, name);
                assert!(
                    lines.iter().any(|line| line.contains("# reveals: ")),
                    "{lines:?}"
                );
            }
        }
    }
}

#[test]
fn the_twelve_show_every_kind_of_expose() {
    let all = manifests(Format::Zigbee2Mqtt, TWELVE);
    let streams = all
        .iter()
        .filter_map(|manifest| manifest.streams.get("readings"));
    let fields: Vec<_> = streams.flat_map(|stream| stream.fields.iter()).collect();
    let named = |name: &str| {
        let mut found = fields.iter().filter(|(known, _)| known.as_str() == name);
        found.next().unwrap_or_else(|| panic!("{name}")).1
    };
    assert_eq!(*named("occupancy").data, DataCategory::Presence);
    assert_eq!(*named("contact").data, DataCategory::DoorState);
    assert_eq!(*named("action_user").data, DataCategory::AccountIdentifier);
    assert_eq!(*named("schedule_monday").kind, FieldType::Text);
    assert!(!named("system_mode").one_of.is_empty());
    let hue = named("hue");
    assert_eq!(
        hue.path.as_ref().map(|path| path.as_str()),
        Some("/color/hue")
    );
}

/// A definition as newer versions publish it, with words and access.
const DEVICES: &str = include_str!("../data/bridge-devices.json");

#[test]
fn what_the_bridge_says_is_taken_without_what_people_call_things() {
    let text = draft(
        &Format::Zigbee2Mqtt.read(DEVICES.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(!text.contains("Grandmother"), "{text}");
    assert!(text.contains("warning: it is only written to"));
    let manifest = one(Format::Zigbee2Mqtt, DEVICES);
    assert_eq!(manifest.product.id.as_str(), "beech-sm-1");
    let fields = &manifest.streams.get("readings").unwrap().fields;
    let temperature = fields.get("temperature").unwrap();
    assert_eq!(temperature.step.as_ref().unwrap().as_f64(), 0.5);
    assert_eq!(temperature.between.unwrap().low, -40.0);
    assert_eq!(*fields.get("state").unwrap().kind, FieldType::Boolean);
    for (name, words) in [
        ("siren", ["RINGING", "QUIET"]),
        ("lock", ["LOCK", "UNLOCK"]),
    ] {
        let known = &fields.get(name).unwrap().one_of;
        assert_eq!(
            known.iter().map(|word| word.as_str()).collect::<Vec<_>>(),
            words
        );
    }
}

#[test]
fn real_payloads_are_as_the_draft_declares() {
    let manifest = one(Format::Zigbee2Mqtt, DEVICES);
    let good = [
        r#"{"battery":87,"humidity":48.62,"occupancy":true,"temperature":21.34}"#,
        r#"{"state":"ON","color":{"x":0.31,"y":0.32},"lock":"LOCK","siren":"QUIET","sensitivity":"low"}"#,
        r#"{"battery":null,"occupancy":null}"#,
    ];
    for payload in &good[..2] {
        assert_eq!(
            odd(&manifest, "zigbee2mqtt/hallway", payload),
            [],
            "{payload}"
        );
    }
    assert_eq!(
        odd(&manifest, "zigbee2mqtt/hallway", good[2])[0].0,
        DriftKind::NothingDeclared
    );
    // Those of the examples have more than this device says, and nothing else is odd.
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/firmware/zigbee2mqtt/payloads");
    for nth in [1, 2] {
        let payload = std::fs::read_to_string(folder.join(format!("rooms__{nth}.json"))).unwrap();
        for (kind, name) in odd(&manifest, "zigbee2mqtt/hallway", &payload) {
            assert_eq!(kind, DriftKind::UndeclaredField, "{name}");
            assert!(
                ["/last_seen", "/linkquality", "/voltage"].contains(&name.as_str()),
                "{name}"
            );
        }
    }
    for (payload, kind) in [
        (r#"{"temperature":99}"#, DriftKind::OutOfRange),
        (r#"{"occupancy":"maybe"}"#, DriftKind::WrongForm),
        (r#"{"lock":"AJAR"}"#, DriftKind::UnknownWord),
    ] {
        assert!(
            odd(&manifest, "zigbee2mqtt/hallway", payload)
                .iter()
                .any(|(found, _)| *found == kind),
            "{payload}"
        );
    }
}

#[test]
fn as_mosquitto_sub_writes_it_down() {
    let plain = Format::Zigbee2Mqtt.read(DEVICES.as_bytes()).unwrap();
    let verbose = format!("zigbee2mqtt/bridge/devices {DEVICES}");
    assert_eq!(
        Format::Zigbee2Mqtt.read(verbose.as_bytes()).as_ref(),
        Ok(&plain)
    );
    let json = format!(r#"{{"topic":"zigbee2mqtt/bridge/devices","payload":{DEVICES}}}"#);
    assert_eq!(
        Format::Zigbee2Mqtt.read(json.as_bytes()).as_ref(),
        Ok(&plain)
    );
}
