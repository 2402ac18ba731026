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

/// Not quick, but not for ever: nothing grows with the square of what is in a file.
#[test]
fn a_file_full_of_anything_has_an_end() {
    const MANY: usize = 20_000;
    let exposes: Vec<String> = (0..MANY)
        .map(|n| format!(r#"{{"type":"numeric","property":"p{n}","access":1}}"#))
        .collect();
    let sends = Format::Zigbee2Mqtt
        .read(format!("[{}]", exposes.join(",")).as_bytes())
        .unwrap();
    assert!(sends[0].streams[0].beyond > 0);
    let parts: Vec<String> = (0..MANY)
        .map(|n| format!(r#""c{n}":{{"p":"sensor","stat_t":"acme/x7777777/{n}"}}"#))
        .collect();
    let ids: Vec<String> = (0..MANY).map(|n| format!(r#""id{n}""#)).collect();
    let bundle = format!(
        r#"{{"dev":{{"ids":[{}]}},"junk":"{}","cmps":{{{}}}}}"#,
        ids.join(","),
        "x".repeat(1_000_000),
        parts.join(",")
    );
    let sends = Format::HomeAssistant.read(bundle.as_bytes()).unwrap();
    assert_eq!(sends[0].streams.len(), 1_024);
    assert_eq!(sends[0].left_out.len(), MANY - 1_024);
    let properties: Vec<String> = (0..MANY)
        .map(|n| {
            format!(r#""p{n}":{{"type":"number","forms":[{{"href":"mqtt://b/t/{{id}}/{n}"}}]}}"#)
        })
        .collect();
    let thing = format!(r#"{{"properties":{{{}}}}}"#, properties.join(","));
    let sends = Format::ThingDescription.read(thing.as_bytes()).unwrap();
    assert_eq!(sends[0].streams.len(), 1_024);
    let text = cardea_import::draft(&sends[0], "a test").text;
    assert!(cardea_manifest::model::Manifest::read(text.as_bytes()).is_ok());
}
