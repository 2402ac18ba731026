//! What cannot be read is refused with its place and what to do, and costs nothing.

use cardea_import::Format;
use cardea_import::limits::FILE_BYTES_MAX;

const ALL: [Format; 3] = [
    Format::Zigbee2Mqtt,
    Format::HomeAssistant,
    Format::ThingDescription,
];

#[test]
fn every_refusal_says_where_and_what_to_do() {
    for (format, text, place) in [
        (Format::Zigbee2Mqtt, "[\n{\"model\": }]", "line 2"),
        (
            Format::Zigbee2Mqtt,
            r#"[{"model":"a","exposes":[]},{"model":"b"}]"#,
            "/1",
        ),
        (
            Format::Zigbee2Mqtt,
            r#"[{"exposes":[{"type":"numeric"}]}]"#,
            "/0/exposes/0",
        ),
        (Format::Zigbee2Mqtt, "7", ""),
        (Format::HomeAssistant, "a/config {\"x\":1}\nb {\n", "line 1"),
        (
            Format::HomeAssistant,
            "homeassistant/sensor/x/config {",
            "line 1",
        ),
        (
            Format::HomeAssistant,
            "{\"topic\":\"a\"}\n{\"topic\":",
            "line 1",
        ),
        (Format::HomeAssistant, "zigbee2mqtt/x {}", ""),
        (Format::ThingDescription, "{}", ""),
        (
            Format::ThingDescription,
            r#"[{"properties":{"a":1}}]"#,
            "/0/properties/a",
        ),
        (
            Format::ThingDescription,
            r#"{"properties":[]}"#,
            "/properties",
        ),
    ] {
        let error = format.read(text.as_bytes()).expect_err(text);
        assert!(error.place.starts_with(place), "{text}: {error}");
        let said = error.to_string();
        assert!(said.contains("; ") && said.len() < 400, "{said}");
    }
}

#[test]
fn too_large_too_deep_and_not_text() {
    let large = vec![b' '; FILE_BYTES_MAX + 1];
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for format in ALL {
        assert!(format.read(&large).unwrap_err().to_string().contains("MiB"));
        assert!(format.read(deep.as_bytes()).is_err());
        for bytes in [&b""[..], b"\xff\xfe", b"\0", b"null", b"\"x\""] {
            assert!(format.read(bytes).is_err(), "{format:?} {bytes:?}");
        }
    }
    // Nothing in it is no fault of the file.
    assert_eq!(Format::Zigbee2Mqtt.read(b"[]"), Ok(Vec::new()));
}

#[test]
fn what_lies_too_deep_is_named() {
    let mut inner = r#"{"type":"numeric","property":"x","access":1}"#.to_owned();
    for _ in 0..20 {
        inner = format!(r#"{{"type":"composite","property":"c","features":[{inner}]}}"#);
    }
    let sends = Format::Zigbee2Mqtt
        .read(format!("[{inner}]").as_bytes())
        .unwrap();
    assert_eq!(sends[0].left_out[0].why, "it lies too deep");
}
