//! Each key of the format stands in one of two manifests that are read, so that none can be forgotten in `model`.
#![cfg(test)]

use std::collections::BTreeSet;

use cardea_manifest::model::Manifest;
use cardea_manifest::{Node, NodeKind, parse};
use serde_json::Value as Json;

const MANIFESTS: [&str; 2] = [
    include_str!("data/everything.yaml"),
    include_str!("data/every_key.yaml"),
];

/// Schemas within schemas. References are followed once each.
const DEPTH_MAX: usize = 64;

/// Keys by the type that has them, as in `Purpose.basis.legal_obligation`.
type Keys = BTreeSet<String>;

fn definition<'s>(root: &'s Json, reference: &'s str) -> (&'s str, &'s Json) {
    let name = reference.strip_prefix("#/$defs/").unwrap();
    (name, &root["$defs"][name])
}

fn parts(schema: &Json) -> impl Iterator<Item = &Json> {
    ["oneOf", "anyOf", "allOf"]
        .into_iter()
        .filter_map(|word| schema[word].as_array())
        .flatten()
}

/// Every key that a type knows, without those of the types it refers to.
fn known(schema: &Json, place: &str, found: &mut Keys) {
    if schema.is_null() {
        return;
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{key}");
        known(value, &place, found);
        found.insert(place);
    }
    for part in parts(schema).chain([&schema["items"], &schema["additionalProperties"]]) {
        known(part, place, found);
    }
}

/// Every key that a manifest writes.
fn written(root: &Json, schema: &Json, place: &str, node: &Node, depth: usize, found: &mut Keys) {
    assert!(depth < DEPTH_MAX, "{place}");
    if let Some(reference) = schema["$ref"].as_str() {
        let (name, schema) = definition(root, reference);
        return written(root, schema, name, node, depth.saturating_add(1), found);
    }
    for part in parts(schema) {
        written(root, part, place, node, depth.saturating_add(1), found);
    }
    match &node.kind {
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                let own = &schema["properties"][key.as_str()];
                if own.is_null() {
                    let other = &schema["additionalProperties"];
                    written(root, other, place, value, depth.saturating_add(1), found);
                } else {
                    let place = format!("{place}.{}", key.as_str());
                    written(root, own, &place, value, depth.saturating_add(1), found);
                    found.insert(place);
                }
            }
        }
        NodeKind::List(items) => {
            for item in items {
                written(
                    root,
                    &schema["items"],
                    place,
                    item,
                    depth.saturating_add(1),
                    found,
                );
            }
        }
        NodeKind::Null | NodeKind::Scalar { .. } => {}
    }
}

#[test]
fn every_key_of_the_format_is_read() {
    let root = Manifest::json_schema();
    let mut all = Keys::new();
    for (name, schema) in root["$defs"].as_object().unwrap() {
        known(schema, name, &mut all);
    }
    assert!(all.len() > 400, "{}", all.len());
    let mut read = Keys::new();
    for text in MANIFESTS {
        let manifest = Manifest::read(text.as_bytes());
        assert!(manifest.is_ok(), "{manifest:?}");
        let node = parse(text.as_bytes()).unwrap();
        written(&root, &root, "", &node, 0, &mut read);
    }
    let forgotten: Vec<&String> = all.difference(&read).collect();
    assert!(
        forgotten.is_empty(),
        "write these keys in tests/data/every_key.yaml: {forgotten:#?}"
    );
    assert_eq!(all, read);
}

/// A key that is known to the schema but not kept by the reader would change nothing when it goes.
#[test]
fn no_key_is_read_in_vain() {
    let [_, text] = MANIFESTS;
    let whole = Manifest::read(text.as_bytes()).unwrap();
    let mut without = 0;
    for line in with_a_value(text) {
        let less = text.replacen(line, "", 1);
        let Ok(manifest) = Manifest::read(less.as_bytes()) else {
            continue;
        };
        without += 1;
        assert_ne!(
            manifest.version(),
            whole.version(),
            "without `{line}` it is the same manifest"
        );
    }
    assert!(without > 100, "only {without} lines can go");
}

/// Lines with a key and a value of their own, that stand only once.
fn with_a_value(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').filter(|line| {
        let written = line.split('#').next().unwrap_or_default().trim_end();
        written.trim_start().contains(": ")
            && !written.ends_with(',')
            && text.matches(line).count() == 1
    })
}
