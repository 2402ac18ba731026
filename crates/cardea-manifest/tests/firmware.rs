//! Messages of firmware that others wrote, against the manifests in `examples/firmware/`: every value stands where the manifest says, and
//! everything else is named as dropped.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cardea_manifest::model::{Field, FieldType, Manifest, Stream};
use cardea_units::UnixMillis;
use serde_json::Value as Json;

fn folders() -> Vec<PathBuf> {
    let firmware = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/firmware");
    let mut folders: Vec<PathBuf> = fs::read_dir(firmware)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 3, "{folders:?}");
    folders
}

fn manifest(folder: &Path) -> Manifest {
    Manifest::read(&fs::read(folder.join("cardea.yaml")).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn json(path: &Path) -> Json {
    serde_json::from_slice(&fs::read(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where in a message a field stands.
fn place(name: &str, field: &Field) -> String {
    let by_name = || format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    field
        .path
        .as_ref()
        .map_or_else(by_name, |path| path.as_str().to_owned())
}

/// Where in a message there is a value that is not a section with something in it.
fn leaves(value: &Json, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Json::Object(object) if !object.is_empty() => {
            for (key, value) in object {
                leaves(
                    value,
                    &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

/// A value as it is kept: at the field's own step, within its bounds, one of its words.
fn kept(name: &str, field: &Field, value: &Json) -> Json {
    match (*field.kind, value) {
        (FieldType::Number | FieldType::Integer, Json::Number(number)) => {
            let number = number.as_f64().unwrap();
            let within = field
                .between
                .is_none_or(|range| (range.low..=range.high).contains(&number));
            assert!(within, "{name}: {number} is out of bounds");
            let step = field
                .step
                .map_or(cardea_units::Quantum::ONE, |step| step.value);
            serde_json::from_str(&step.text(step.multiples(number).unwrap())).unwrap()
        }
        (FieldType::Boolean, Json::Bool(_)) => value.clone(),
        (FieldType::Text, Json::String(text)) => {
            assert!(
                field.one_of.is_empty() || field.one_of.iter().any(|word| word.as_str() == text),
                "{name}: {text}"
            );
            value.clone()
        }
        (kind, value) => panic!("{name} is a {kind}, not {value}"),
    }
}

fn device_time(value: &Json) -> UnixMillis {
    match value {
        Json::String(text) => UnixMillis::parse_rfc3339(text).unwrap(),
        #[expect(clippy::cast_possible_truncation, reason = "seconds of this century")]
        Json::Number(seconds) => UnixMillis((seconds.as_f64().unwrap() * 1_000.0).round() as i64),
        other => panic!("{other} is no time"),
    }
}

struct Case<'m> {
    what: String,
    stream: &'m Stream,
    entry: Json,
    message: Json,
}

fn cases(folder: &Path, manifest: &Manifest, check: impl Fn(&Case<'_>)) {
    let index = json(&folder.join("payloads/index.json"));
    let mut listed = BTreeSet::from(["index.json".to_owned()]);
    for entry in index.as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        let (stream, number) = file.split_once("__").unwrap();
        assert!(
            number
                .strip_suffix(".json")
                .is_some_and(|number| number.parse::<u32>().is_ok()),
            "{file}"
        );
        listed.insert(file.to_owned());
        let message = json(&folder.join("payloads").join(file));
        let stream = manifest
            .streams
            .get(stream)
            .unwrap_or_else(|| panic!("{file}: no stream `{stream}`"));
        check(&Case {
            what: format!("{} {file}", folder.display()),
            stream,
            entry: entry.clone(),
            message,
        });
    }
    let there: BTreeSet<String> = fs::read_dir(folder.join("payloads"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, listed, "{}", folder.display());
    for (name, _) in manifest.streams.iter() {
        assert!(
            listed
                .iter()
                .any(|file| file.starts_with(&format!("{}__", name.value))),
            "{}: no message of `{}`",
            folder.display(),
            name.value
        );
    }
}

fn every_case(check: impl Fn(&Case<'_>)) {
    for folder in folders() {
        cases(&folder, &manifest(&folder), &check);
    }
}

#[test]
fn each_message_comes_on_the_topic_of_its_stream() {
    every_case(|case| {
        let template = case.stream.topic.as_ref().unwrap().as_str();
        let device = case.entry["device"].as_str().unwrap();
        assert_eq!(
            case.entry["topic"],
            template.replace("{device}", device),
            "{}",
            case.what
        );
    });
}

#[test]
fn what_is_kept_is_what_is_expected() {
    every_case(|case| {
        let found: serde_json::Map<String, Json> = case
            .stream
            .fields
            .iter()
            .filter_map(|(name, field)| {
                let value = case
                    .message
                    .pointer(&place(name.as_str(), field))
                    .filter(|value| !value.is_null())?;
                Some((name.to_string(), kept(name.as_str(), field, value)))
            })
            .collect();
        assert_eq!(Json::Object(found), case.entry["expect"], "{}", case.what);
    });
}

#[test]
fn what_is_dropped_is_everything_else() {
    every_case(|case| {
        let mut everything = BTreeSet::new();
        leaves(&case.message, "", &mut everything);
        let clock = case
            .stream
            .clock
            .as_ref()
            .and_then(|clock| clock.path.as_ref())
            .map(|path| path.as_str().to_owned());
        let used: BTreeSet<String> = case
            .stream
            .fields
            .iter()
            .map(|(name, field)| place(name.as_str(), field))
            .chain(clock)
            .collect();
        let dropped: BTreeSet<String> = case.entry["dropped"]
            .as_array()
            .unwrap()
            .iter()
            .map(|at| at.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            everything
                .difference(&used)
                .cloned()
                .collect::<BTreeSet<_>>(),
            dropped,
            "{}",
            case.what
        );
    });
}

#[test]
fn the_time_of_the_device_is_read_where_it_has_one() {
    every_case(|case| {
        let path = case
            .stream
            .clock
            .as_ref()
            .and_then(|clock| clock.path.as_ref());
        let time = path
            .and_then(|path| case.message.pointer(path.as_str()))
            .map(device_time);
        let expected = case.entry["at"]
            .as_str()
            .map(|text| UnixMillis::parse_rfc3339(text).unwrap());
        assert_eq!(time, expected, "{}", case.what);
    });
}

#[test]
fn the_name_of_the_home_network_is_sent_and_dropped() {
    let mut seen = 0;
    for folder in folders() {
        let index = json(&folder.join("payloads/index.json"));
        let dropped = index
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|entry| entry["dropped"].as_array().unwrap());
        seen += dropped
            .filter(|at| at.as_str().unwrap().to_lowercase().ends_with("/ssid"))
            .count();
    }
    assert!(seen >= 2, "{seen}");
}

/// Keys that `Zigbee2MQTT` adds to what a sensor exposes.
const ADDED_BY_ZIGBEE2MQTT: [&str; 2] = ["last_seen", "linkquality"];

/// What real sensors expose, where a copy of their descriptions lies beside the repository.
#[test]
fn keys_of_zigbee_messages_are_those_that_one_real_sensor_exposes() {
    let copy =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/zigbee-exposes.json");
    let Ok(text) = fs::read(copy) else { return };
    let sensors: Json = serde_json::from_slice(&text).unwrap();
    let sensors: Vec<BTreeSet<&str>> = sensors
        .as_array()
        .unwrap()
        .iter()
        .map(|sensor| {
            sensor["exposes"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|expose| expose["property"].as_str())
                .collect()
        })
        .collect();
    let folder = folders()
        .into_iter()
        .find(|folder| folder.ends_with("zigbee2mqtt"))
        .unwrap();
    cases(&folder, &manifest(&folder), |case| {
        let keys: BTreeSet<&str> = case
            .message
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .filter(|key| !ADDED_BY_ZIGBEE2MQTT.contains(key))
            .collect();
        assert!(
            sensors.iter().any(|exposed| keys.is_subset(exposed)),
            "{}: no sensor exposes all of {keys:?}",
            case.what
        );
    });
}
