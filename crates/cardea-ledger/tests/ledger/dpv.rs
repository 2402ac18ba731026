//! Every term a receipt uses of the W3C Data Privacy Vocabulary is defined in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cardea_ledger::Receipt;
use serde_json::Value;

use crate::home::{Home, with_receipts};
use crate::vectors::skipped;

const VOCABULARIES: [(&str, &str, &str); 3] = [
    ("dpv:", "https://w3id.org/dpv#", "2.3/dpv/dpv.jsonld"),
    (
        "eu-gdpr:",
        "https://w3id.org/dpv/legal/eu/gdpr#",
        "2.3/legal/eu/gdpr/eu-gdpr.jsonld",
    ),
    (
        "legal-gb:",
        "https://w3id.org/dpv/legal/gb#",
        "2.3/legal/gb/legal-gb.jsonld",
    ),
];

fn receipts() -> Vec<Value> {
    let (_home, ledger) = Home::with(0);
    let entries = with_receipts();
    ledger.append(&entries).unwrap();
    let receipt = |index| Receipt::issue(&ledger, index).unwrap();
    let read = |receipt: Receipt| serde_json::from_str(receipt.to_json()).unwrap();
    (0..entries.len() as u64).map(receipt).map(read).collect()
}

/// Every name and every text in a JSON value.
fn words(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                found.insert(name.clone());
                words(inner, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        Value::String(text) => {
            found.insert(text.clone());
        }
        _ => {}
    }
}

#[test]
fn every_term_is_defined() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/dpv-2.3");
    if !corpus.is_dir() {
        skipped("the Data Privacy Vocabulary is not here");
        return;
    }
    let mut used = BTreeSet::new();
    for receipt in receipts() {
        words(&receipt, &mut used);
    }
    let mut checked = 0;
    for (prefix, namespace, file) in VOCABULARIES {
        let text = fs::read_to_string(corpus.join(file)).unwrap();
        let nodes: Vec<Value> = serde_json::from_str(&text).unwrap();
        let defined: BTreeSet<&str> = nodes
            .iter()
            .filter_map(|node| node["@id"].as_str())
            .collect();
        for term in used.iter().filter_map(|word| word.strip_prefix(prefix)) {
            let whole = format!("{namespace}{term}");
            assert!(
                defined.contains(whole.as_str()),
                "{prefix}{term} is not in DPV 2.3"
            );
            checked += 1;
        }
    }
    assert!(checked >= 25, "only {checked} terms");
}

#[test]
fn every_prefix_is_in_the_context() {
    for receipt in receipts() {
        let mut used = BTreeSet::new();
        words(&receipt, &mut used);
        let context = receipt["@context"].as_object().unwrap();
        for (prefix, namespace, _) in VOCABULARIES {
            assert_eq!(context[prefix.trim_end_matches(':')], namespace);
        }
        for word in used
            .iter()
            .filter(|word| !word.starts_with("urn:") && !word.contains(' '))
        {
            let Some((prefix, _)) = word.split_once(':') else {
                continue;
            };
            let is_value = word.starts_with("http") || word.contains('{') || word.contains('T');
            assert!(
                context.contains_key(prefix) || is_value || prefix == "sha256",
                "{word}"
            );
        }
    }
}
