//! The JSON Schema for editors, and its file in `contracts/`.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cardea_manifest::model::{DataCategory, Kind, Manifest};
use serde_json::Value as Json;

const FILE: &str = "contracts/manifest.schema.json";

#[test]
fn the_file_in_contracts_is_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(FILE);
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let made = format!("{:#}\n", Manifest::json_schema());
    let difference = made
        .lines()
        .zip(kept.lines())
        .position(|(made, kept)| made != kept);
    assert!(
        kept == made,
        "{FILE} is not what the code says, from line {} on; look at the difference, then write it anew with `cargo run -- schema > {FILE}`",
        difference.unwrap_or_else(|| made.lines().count().min(kept.lines().count())) + 1,
    );
}

/// Every reference in a schema.
fn references<'s>(schema: &'s Json, found: &mut BTreeSet<&'s str>) {
    match schema {
        Json::Object(object) => {
            if let Some(Json::String(reference)) = object.get("$ref") {
                found.insert(reference);
            }
            object.values().for_each(|value| references(value, found));
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_definition_is_used() {
    let schema = Manifest::json_schema();
    let mut found = BTreeSet::new();
    references(&schema, &mut found);
    let defined: BTreeSet<String> = schema["$defs"]
        .as_object()
        .unwrap()
        .keys()
        .map(|name| format!("#/$defs/{name}"))
        .collect();
    assert_eq!(found, defined.iter().map(String::as_str).collect());
    assert_eq!(schema["$ref"], "#/$defs/Manifest");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn an_editor_can_say_what_every_key_and_word_means() {
    let schema = Manifest::json_schema();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let described = |what: &str, schema: &Json| {
            let text = schema["description"].as_str().unwrap_or_default();
            assert!(
                text.len() > 2 && !text.ends_with(char::is_whitespace),
                "{name}: {what} says {text:?}"
            );
        };
        described("itself", definition);
        for (key, value) in definition["properties"].as_object().into_iter().flatten() {
            described(key, value);
        }
        for word in definition["oneOf"].as_array().into_iter().flatten() {
            described("a word", word);
        }
        if definition["type"] != Json::Null {
            assert_eq!(
                definition["additionalProperties"], false,
                "{name}: a slip in a key is shown"
            );
        }
    }
}

#[test]
fn what_must_be_written_is_required_and_nothing_else() {
    let schema = Manifest::json_schema();
    let required = |name: &str| -> Vec<&str> {
        schema["$defs"][name]["required"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Json::as_str)
            .collect()
    };
    assert_eq!(required("Manifest"), ["cardea", "product"]);
    assert_eq!(required("Product"), ["id", "name", "kind", "children"]);
    assert_eq!(required("Purpose"), ["title", "explain", "class", "basis"]);
    assert_eq!(required("Use"), ["fields", "keep"]);
    assert_eq!(required("Field"), ["type", "data"]);
    assert_eq!(required("People"), [""; 0]);
}

#[test]
fn closed_lists_are_whole() {
    let schema = Manifest::json_schema();
    let words = |name: &str| -> Vec<&str> {
        schema["$defs"][name]["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|word| word["const"].as_str())
            .collect()
    };
    assert_eq!(
        words("Kind"),
        Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>()
    );
    assert_eq!(
        words("DataCategory"),
        DataCategory::ALL
            .iter()
            .map(|category| category.word())
            .collect::<Vec<_>>()
    );
}
