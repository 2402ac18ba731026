//! Home Assistant's discovery messages, as Tasmota, `ESPHome` and zigbee2mqtt send them.

use cardea_import::{Format, draft};
use cardea_manifest::model::{DataCategory, FieldType, Manifest};

use super::{manifests, odd, one};

/// Tasmota with `SetOption19 1`, all keys short.
const TASMOTA: &str = include_str!("../data/tasmota.txt");

/// `ESPHome`, all keys short, base topics in full.
const ESPHOME: &str = include_str!("../data/esphome.ndjson");

/// zigbee2mqtt 2, all keys in full, one device that a home has called after a child.
const ZIGBEE: &str = include_str!("../data/zigbee-discovery.json");

/// A whole device in one message, short.
const BUNDLE: &str = include_str!("../data/device-discovery.json");

fn field<'m>(
    manifest: &'m Manifest,
    stream: &str,
    name: &str,
) -> &'m cardea_manifest::model::Field {
    let streams: Vec<_> = manifest
        .streams
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let stream = manifest
        .streams
        .get(stream)
        .unwrap_or_else(|| panic!("{stream} of {streams:?}"));
    stream.fields.get(name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn tasmota() {
    let manifest = one(Format::HomeAssistant, TASMOTA);
    assert_eq!(manifest.product.name.as_str(), "Tasmota Sonoff S31");
    let stream = manifest.streams.get("sensor").unwrap();
    assert_eq!(
        stream.topic.as_ref().unwrap().as_str(),
        "tele/{device}/SENSOR"
    );
    let power = field(&manifest, "sensor", "Power");
    assert_eq!(power.path.as_ref().unwrap().as_str(), "/ENERGY/Power");
    assert_eq!(
        (power.unit.as_ref().unwrap().as_str(), *power.data),
        ("W", DataCategory::EnergyUse)
    );
    assert_eq!(
        *field(&manifest, "result", "POWER").kind,
        FieldType::Boolean
    );
    let payload = r#"{"SI7021":{"Temperature":21.3},"ENERGY":{"Power":5}}"#;
    assert_eq!(odd(&manifest, "tele/kitchen_plug/SENSOR", payload), []);
    assert_eq!(
        odd(&manifest, "stat/kitchen_plug/RESULT", r#"{"POWER":"ON"}"#),
        []
    );
}

#[test]
fn esphome() {
    let manifest = one(Format::HomeAssistant, ESPHOME);
    let topic = |stream: &str| {
        manifest
            .streams
            .get(stream)
            .unwrap()
            .topic
            .as_ref()
            .unwrap()
            .to_string()
    };
    assert_eq!(
        topic("room_temperature"),
        "{device}/sensor/room_temperature/state"
    );
    let temperature = field(&manifest, "room_temperature", "room_temperature");
    assert_eq!(temperature.step.as_ref().unwrap().as_f64(), 0.1);
    assert_eq!(temperature.path.as_ref().unwrap().as_str(), "");
    assert_eq!(
        *field(&manifest, "bed_presence", "bed_presence").data,
        DataCategory::Sleep
    );
    assert_eq!(topic("fade"), "{device}/number/fade/state");
    assert_eq!(field(&manifest, "fade", "fade").between.unwrap().high, 30.0);
    for (topic, payload) in [
        ("node7/sensor/room_temperature/state", "21.4"),
        ("node7/binary_sensor/bed_presence/state", "ON"),
        ("node7/number/fade/state", "2.5"),
        (
            "node7/light/lamp/state",
            r#"{"state":"ON","brightness":128}"#,
        ),
    ] {
        assert!(
            odd(&manifest, topic, payload)
                .iter()
                .all(|(_, name)| name == "/color_mode"),
            "{topic}"
        );
    }
    let text = draft(
        &Format::HomeAssistant.read(ESPHOME.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(
        text.contains("restart: the product is told something by it"),
        "{text}"
    );
    assert!(
        !text.contains("bedroom") && !text.contains("a4cf12"),
        "{text}"
    );
}

#[test]
fn zigbee2mqtt() {
    let text = draft(
        &Format::HomeAssistant.read(ZIGBEE.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(
        !text.contains("Maria") && !text.contains("marias"),
        "{text}"
    );
    let manifest = one(Format::HomeAssistant, ZIGBEE);
    let contact = field(&manifest, "readings", "contact");
    assert_eq!(
        (*contact.kind, *contact.data),
        (FieldType::Boolean, DataCategory::DoorState)
    );
    assert_eq!(
        *field(&manifest, "readings", "voltage").data,
        DataCategory::DeviceStatus
    );
    let words = &field(&manifest, "action", "action").one_of;
    assert_eq!(
        words.iter().map(|word| word.as_str()).collect::<Vec<_>>(),
        ["double", "single"]
    );
    assert_eq!(
        odd(
            &manifest,
            "zigbee2mqtt/front door",
            r#"{"contact":false,"voltage":2980}"#
        ),
        []
    );
    assert_eq!(
        odd(&manifest, "zigbee2mqtt/front door/action", "double"),
        []
    );
}

#[test]
fn a_device_in_one_message() {
    let manifest = one(Format::HomeAssistant, BUNDLE);
    let stream = manifest
        .streams
        .get("sensorbedroom")
        .or(manifest.streams.get("readings"))
        .unwrap();
    assert_eq!(
        stream.topic.as_ref().unwrap().as_str(),
        "sensorBedroom/{device}/state"
    );
    assert_eq!(stream.fields.len(), 2, "the third is found by a program");
    let text = draft(
        &Format::HomeAssistant.read(BUNDLE.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(text.contains("mov: a program finds it"), "{text}");
    // As a message, too, and as text within one.
    let message =
        format!(r#"{{"topic":"homeassistant/device/ea334450945afc/config","payload":{BUNDLE}}}"#);
    assert_eq!(one(Format::HomeAssistant, &message).streams.len(), 1);
    let quoted = serde_json::json!({"topic": "homeassistant/device/x/config", "payload": BUNDLE});
    assert_eq!(
        one(Format::HomeAssistant, &quoted.to_string())
            .streams
            .len(),
        1
    );
}

#[test]
fn every_component_is_read_or_left_out_with_a_reason() {
    let climate = r#"homeassistant/climate/hvac_01/config {"curr_temp_t":"hvac_01/state","curr_temp_tpl":"{{ value_json.t }}","temp_stat_t":"hvac_01/state","temp_stat_tpl":"{{ value_json.set }}","min_temp":7,"max_temp":28,"temp_step":0.5,"mode_stat_t":"hvac_01/state","mode_stat_tpl":"{{ value_json.mode }}","modes":["off","heat"],"act_t":"hvac_01/state","act_tpl":"{{ value_json.action }}","dev":{"ids":["hvac_01"]}}
homeassistant/lock/hvac_01/door/config {"stat_t":"hvac_01/lock","dev":{"ids":["hvac_01"]}}
homeassistant/cover/hvac_01/blind/config {"stat_t":"hvac_01/blind","pos_t":"hvac_01/blind_pos","dev":{"ids":["hvac_01"]}}
homeassistant/event/hvac_01/bell/config {"stat_t":"hvac_01/bell","evt_typ":["press","hold"],"dev_cla":"doorbell","dev":{"ids":["hvac_01"]}}
homeassistant/camera/hvac_01/cam/config {"t":"hvac_01/cam","dev":{"ids":["hvac_01"]}}
homeassistant/device_tracker/hvac_01/tag/config {"json_attr_t":"hvac_01/where","dev":{"ids":["hvac_01"]}}
homeassistant/select/hvac_01/preset/config {"stat_t":"hvac_01/preset","cmd_t":"hvac_01/preset/set","ops":["day","night"],"dev":{"ids":["hvac_01"]}}
"#;
    let manifest = one(Format::HomeAssistant, climate);
    for (topic, payload) in [
        (
            "hvac_02/state",
            r#"{"t":20.4,"set":21,"mode":"heat","action":"idle"}"#,
        ),
        ("hvac_02/lock", "LOCKED"),
        ("hvac_02/blind", "open"),
        ("hvac_02/blind_pos", "40"),
        ("hvac_02/bell", r#"{"event_type":"press"}"#),
        ("hvac_02/preset", "night"),
    ] {
        assert_eq!(odd(&manifest, topic, payload), [], "{topic}");
    }
    let text = draft(
        &Format::HomeAssistant.read(climate.as_bytes()).unwrap()[0],
        "a test",
    )
    .text;
    assert!(text.contains("cam: it is a picture"), "{text}");
    assert!(text.contains("tag: its attributes"), "{text}");
}

#[test]
fn a_home_of_several_devices_is_several_products() {
    let both = format!("{TASMOTA}{ESPHOME}");
    assert_eq!(manifests(Format::HomeAssistant, &both).len(), 2);
}
