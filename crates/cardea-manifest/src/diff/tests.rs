//! The tables against the schema, and what becomes of a key that no table knows. Whole manifests are compared in `tests/diff/`.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::rule::Row;
use super::{Class, Path, Trigger, rules, walk};
use crate::model::Manifest;

/// Every leaf of the schema, `*` for a name that the maker chooses.
fn leaves() -> BTreeSet<String> {
    let schema = Manifest::json_schema();
    let mut found = BTreeSet::new();
    below(&schema, &schema, &[], &mut found);
    found
}

fn below(root: &Json, schema: &Json, keys: &[&str], found: &mut BTreeSet<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
        let definition = root.pointer(reference.trim_start_matches('#')).unwrap();
        return below(root, definition, keys, found);
    }
    let forms = schema.get("oneOf").and_then(Json::as_array);
    let sections: Vec<&Json> = forms.into_iter().flatten().chain([schema]).collect();
    let mut leaf = true;
    for section in sections {
        let named = section.get("properties").and_then(Json::as_object);
        for (key, schema) in named.into_iter().flatten() {
            leaf = false;
            below(root, schema, &[keys, &[key.as_str()]].concat(), found);
        }
        if let Some(schema) = section
            .get("additionalProperties")
            .filter(|s| s.is_object())
        {
            leaf = false;
            below(root, schema, &[keys, &["*"]].concat(), found);
        }
    }
    if leaf {
        found.insert(keys.join("."));
    }
}

/// The row that judges a leaf: its own, or that of a key above it which is judged as a whole.
fn row_of(leaf: &str) -> Option<&'static Row> {
    let keys: Vec<&str> = leaf.split('.').collect();
    let path: Path = keys.iter().copied().collect();
    let above = (1..keys.len()).map(|less| path.up(less));
    rules::find(&path).or_else(|| {
        above
            .filter_map(|path| rules::find(&path))
            .find(|row| !row.rule.is_of_parts())
    })
}

/// Keys of the schema that no row knows. Each widens however it changes; run with `--nocapture` to see which there are.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "who adds a key wants to read which have no row yet"
)]
fn what_no_row_knows_is_listed_and_widens() {
    let leaves = leaves();
    assert!(
        leaves.len() > 180,
        "the schema was walked: {}",
        leaves.len()
    );
    let unknown: Vec<&String> = leaves
        .iter()
        .filter(|leaf| row_of(leaf).is_none())
        .collect();
    println!(
        "{} keys fall to the safe default: {unknown:?}",
        unknown.len()
    );
    for leaf in unknown {
        let mut tree = json!("something");
        for key in leaf.split('.').rev() {
            tree = json!({ key: tree });
        }
        for (old, new) in [(&json!({}), &tree), (&tree, &json!({}))] {
            let found = walk::differences(rules::find, old, new);
            assert!(
                found.iter().any(|change| change.class >= Class::Widens),
                "`{leaf}` comes or goes unnoticed"
            );
        }
    }
}

#[test]
fn every_row_is_about_a_key_that_there_is_and_no_key_has_two() {
    let leaves = leaves();
    let mut seen = BTreeSet::new();
    for row in rules::tables() {
        assert!(seen.insert(row.pattern), "`{}` has two rows", row.pattern);
        let fits = |leaf: &String| {
            let path: Path = leaf.split('.').collect();
            path.is_under(row.pattern)
        };
        assert!(leaves.iter().any(fits), "no key fits `{}`", row.pattern);
        assert!(!row.wider.is_empty() && !row.otherwise.is_empty());
    }
}

#[test]
fn a_key_that_nobody_has_thought_of_is_never_harmless() {
    let old = json!({ "purposes": { "a": { "title": "A" } } });
    for unknown in [
        json!("x"),
        json!(true),
        json!([1, 2]),
        json!({}),
        json!({ "deep": { "er": 1 } }),
    ] {
        let new = json!({ "purposes": { "a": { "title": "A", "telepathy": unknown } } });
        for (one, other) in [(&old, &new), (&new, &old)] {
            let found = walk::differences(rules::find, one, other);
            assert!(!found.is_empty(), "{unknown} is missed");
            for change in found {
                assert_eq!(change.class, Class::Widens);
                assert!(!change.classified);
                assert_eq!(change.trigger, Some(Trigger::Unknown));
                assert_eq!(change.words, "not classified: treated as widening");
            }
        }
    }
}

#[test]
fn a_list_whose_order_says_something_is_compared_with_its_order() {
    let found = walk::differences(
        rules::find,
        &json!({ "unknown": ["a", "b"] }),
        &json!({ "unknown": ["b", "a"] }),
    );
    assert_eq!(found.len(), 1);
    let found = walk::differences(
        rules::find,
        &json!({ "rights": { "identity": ["signed_in", "document"] } }),
        &json!({ "rights": { "identity": ["document", "signed_in"] } }),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].class, Class::Widens);
}

/// Whatever the promise of a purpose is made of has a rule; what has none would void every consent at the first change.
#[test]
fn every_key_of_a_promise_has_a_rule() {
    const EVERYTHING: &str = include_str!("../../tests/data/everything.yaml");
    let manifest = Manifest::read(EVERYTHING.as_bytes()).unwrap();
    let mut keys = BTreeSet::new();
    for purpose in manifest.purposes.values() {
        flat(&manifest.promise_form(purpose), &[], &mut keys);
    }
    assert!(keys.len() > 15);
    for key in keys {
        let path: Path = key
            .split('.')
            .map(|key| if key == "every" { "interval" } else { key })
            .collect();
        let known = (0..4).any(|less| rules::find_in_promise(&path.up(less)).is_some());
        assert!(known, "`{key}` has no rule");
    }
}

fn flat(tree: &Json, keys: &[&str], found: &mut BTreeSet<String>) {
    match tree {
        Json::Object(section) => {
            for (key, value) in section {
                flat(value, &[keys, &[key.as_str()]].concat(), found);
            }
        }
        _ => {
            found.insert(keys.join("."));
        }
    }
}
