//! W3C Thing Descriptions.

use cardea_import::{Format, draft};
use cardea_manifest::model::{DataCategory, FieldType};

use super::{odd, one};

/// As the specification begins: a lamp over HTTP.
const LAMP: &str = include_str!("../data/lamp.td.json");

/// With units, ranges, objects, words, MQTT and what cannot be read.
const SENSOR: &str = include_str!("../data/sensor.td.json");

#[test]
fn the_lamp_of_the_specification() {
    let manifest = one(Format::ThingDescription, LAMP);
    assert_eq!(manifest.product.name.as_str(), "MyLampThing");
    assert!(manifest.streams.get("properties").unwrap().topic.is_none());
    assert!(manifest.streams.get("overheating").is_some());
    let text = draft(
        &Format::ThingDescription.read(LAMP.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(text.contains("toggle: it is an action"), "{text}");
    assert!(text.contains("without one it comes by HTTP"), "{text}");
}

#[test]
fn units_ranges_words_and_topics() {
    let manifest = one(Format::ThingDescription, SENSOR);
    let stream = manifest.streams.get("temperature").unwrap();
    assert_eq!(
        stream.topic.as_ref().unwrap().as_str(),
        "rooms/{device}/temperature"
    );
    let temperature = stream.fields.get("temperature").unwrap();
    assert_eq!(temperature.unit.as_ref().unwrap().as_str(), "Cel");
    assert_eq!(
        (
            temperature.between.unwrap().low,
            temperature.between.unwrap().high
        ),
        (-20.0, 60.5)
    );
    let rest = &manifest.streams.get("properties").unwrap().fields;
    let zone = rest.get("zone_4").unwrap();
    assert_eq!(
        (*zone.data, zone.path.as_ref().unwrap().as_str()),
        (DataCategory::Presence, "/zone 4")
    );
    let co2 = rest.get("co2").unwrap();
    assert_eq!(co2.path.as_ref().unwrap().as_str(), "/air/co2");
    assert_eq!(rest.get("level").unwrap().one_of.len(), 2);
    assert_eq!(*rest.get("channel").unwrap().kind, FieldType::Number);
    assert!(rest.get("pin").is_none() && rest.get("samples").is_none());
    assert_eq!(
        manifest
            .streams
            .get("fall")
            .unwrap()
            .topic
            .as_ref()
            .unwrap()
            .as_str(),
        "rooms/{device}/fall"
    );
    assert_eq!(odd(&manifest, "rooms/7/temperature", "20.5"), []);
    assert_eq!(
        odd(
            &manifest,
            "rooms/7/fall",
            r#"{"at":"2026-11-23T10:14:00Z","hard":true}"#
        ),
        []
    );
    let text = draft(
        &Format::ThingDescription.read(SENSOR.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    for left in [
        "pin: it is only written to",
        "samples: it is a list",
        "ping: it is an event without data",
    ] {
        assert!(text.contains(left), "{left}\n{text}");
    }
}
