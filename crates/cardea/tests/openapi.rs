//! What `cardea openapi` says, and its file in `contracts/`: apps of others are built on it.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const FILE: &str = "contracts/openapi.json";

fn said() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cardea"))
        .arg("openapi")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_file_in_contracts_is_what_the_program_says() {
    let made = said();
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(FILE);
    if fs::read_to_string(path).unwrap_or_default() != made {
        let anew = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi.json");
        fs::write(&anew, made).unwrap();
        panic!(
            "{FILE} is not what the program says; look at the difference, then copy {} there",
            anew.display()
        );
    }
}

/// Whoever reads it finds a sentence at every operation, and at every one who may call it.
#[test]
fn every_operation_is_described_and_guarded() {
    let document: Value = serde_json::from_str(&said()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let open = [
        "/v1/homes",
        "/v1/sessions",
        "/checkpoint",
        "/log/key",
        "/health",
    ];
    let mut seen = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            seen += 1;
            let place = format!("{method} {path}");
            assert!(operation["summary"].is_string(), "{place}");
            assert!(operation["tags"][0].is_string(), "{place}");
            let security = operation.get("security").unwrap_or(&document["security"]);
            let is_open = *security == serde_json::json!([{}]);
            assert_eq!(
                is_open,
                open.contains(&path.as_str()),
                "{place}: {security}"
            );
        }
    }
    assert!(seen > 30, "{seen}");
}

/// Generators of clients name functions by it.
#[test]
fn every_operation_has_a_name_of_its_own() {
    let document: Value = serde_json::from_str(&said()).unwrap();
    let mut names = std::collections::BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} twice");
        }
    }
}
