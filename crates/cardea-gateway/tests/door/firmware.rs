//! Unchanged messages of real firmware: what is declared is read, everything else is dropped.

use std::fs;
use std::path::{Path, PathBuf};

use cardea_gateway::Decoded;
use serde_json::Value as Json;

use crate::stage::{Stage, at};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/firmware")
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

/// Reads every payload of a folder; answers how many readings came of it.
async fn check(firmware: &str) -> usize {
    let folder = examples().join(firmware);
    let yaml = fs::read_to_string(folder.join("cardea.yaml")).unwrap();
    let index: Vec<Json> =
        serde_json::from_slice(&fs::read(folder.join("payloads/index.json")).unwrap()).unwrap();
    let mut readings = 0;
    for entry in &index {
        let text = |key: &str| entry[key].as_str().unwrap();
        let stage = Stage::with(&yaml, text("device")).await;
        let payload = fs::read(folder.join("payloads").join(text("file"))).unwrap();
        let expected = entry["expect"].as_object().unwrap();
        let file = text("file");
        let decoded = stage.on_topic(text("topic"), &payload);
        let Decoded::Reading(reading) = decoded else {
            assert!(expected.is_empty(), "{file}: {decoded:?}");
            continue;
        };
        readings += 1;
        let said = stage.said(&reading);
        let found: Vec<(&str, &str)> = said
            .split(' ')
            .map(|pair| pair.split_once('=').unwrap())
            .collect();
        assert_eq!(found.len(), expected.len(), "{file}: {said}");
        for (name, value) in found {
            match &expected[name] {
                Json::Number(expected) => assert!(
                    (number(value) - expected.as_f64().unwrap()).abs() < 1e-9,
                    "{file}: {name}={value}"
                ),
                Json::Bool(expected) => assert_eq!(value, expected.to_string(), "{file}: {name}"),
                Json::String(expected) => assert_eq!(value, expected, "{file}: {name}"),
                other => panic!("{file}: {other}"),
            }
        }
        if let Some(time) = entry.get("at").and_then(Json::as_str) {
            assert_eq!(reading.at, at(time), "{file}");
        }
        // The same message by another device is nobody's reading.
        let stranger = Stage::with(&yaml, "somebody_else").await;
        assert!(
            matches!(
                stranger.on_topic(text("topic"), &payload),
                Decoded::NotYours
            ),
            "{file}"
        );
    }
    readings
}

#[tokio::test]
async fn zigbee2mqtt() {
    assert!(check("zigbee2mqtt").await >= 5);
}

#[tokio::test]
async fn tasmota() {
    assert!(check("tasmota").await >= 3);
}

#[tokio::test]
async fn shelly() {
    assert!(check("shelly").await >= 6);
}
