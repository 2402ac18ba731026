//! W3C Thing Descriptions.

use cardea_import::{Format, draft};
use cardea_manifest::model::{DataCategory, FieldType};

use super::{odd, one};

/// As the specification begins: a lamp over HTTP.
const LAMP: &str = r#"{
  "@context": "https://www.w3.org/2022/wot/td/v1.1", "id": "urn:uuid:0804d572-cce8-422a-bb7c-4412fcd56f06", "title": "MyLampThing",
  "securityDefinitions": {"basic_sc": {"scheme": "basic", "in": "header"}}, "security": "basic_sc",
  "properties": {"status": {"type": "string", "forms": [{"href": "https://mylamp.example.com/status"}]}},
  "actions": {"toggle": {"forms": [{"href": "https://mylamp.example.com/toggle"}]}},
  "events": {"overheating": {"data": {"type": "string"}, "forms": [{"href": "https://mylamp.example.com/oh", "subprotocol": "longpoll"}]}}
}"#;

/// With units, ranges, objects, words, MQTT and what cannot be read.
const SENSOR: &str = r#"{
  "@context": ["https://www.w3.org/2022/wot/td/v1.1", {"saref": "https://w3id.org/saref#"}], "title": "Room sensor", "base": "mqtt://broker.example:1883/",
  "properties": {
    "temperature": {"@type": "saref:Temperature", "type": "number", "unit": "om2:degree_Celsius", "minimum": -20, "maximum": 60.5, "multipleOf": 0.5, "readOnly": true,
      "forms": [{"href": "mqtt://broker.example:1883/rooms/{id}/temperature", "op": ["observeproperty"]}]},
    "zone 4": {"@type": "saref:Motion", "type": "boolean"},
    "air": {"type": "object", "properties": {"co2": {"type": "integer", "unit": "ppm", "minimum": 0, "maximum": 5000}, "level": {"enum": ["good", "bad"]}}},
    "pin": {"type": "string", "writeOnly": true},
    "samples": {"type": "array", "items": {"type": "number"}},
    "channel": {"type": "integer", "enum": [1, 6, 11]}
  },
  "events": {
    "fall": {"data": {"type": "object", "properties": {"at": {"type": "string"}, "hard": {"type": "boolean"}}}, "forms": [{"href": "mqtt://broker.example:1883", "mqv:filter": "rooms/{{DEVICE}}/fall"}]},
    "ping": {}
  }
}"#;

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
        odd(&manifest, "rooms/7/fall", r#"{"at":"x","hard":true}"#),
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
