//! Terms of the Data Privacy Vocabulary that categories of data are described with.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cardea_manifest::model::DataCategory;
use serde_json::Value as Json;

/// Those terms of the personal data extension 2.3 that are used here.
const DEFINED: [&str; 21] = [
    "AccountIdentifier",
    "Age",
    "Behavioural",
    "Biometric",
    "Contact",
    "DeviceBased",
    "External",
    "FacialPrint",
    "Fingerprint",
    "Gender",
    "Health",
    "Location",
    "Mood",
    "PhysicalHealth",
    "Picture",
    "ServiceConsumptionBehaviour",
    "TVViewingBehaviour",
    "Thought",
    "UID",
    "VoiceCommunicationRecording",
    "Weight",
];

#[test]
fn every_category_has_a_term_that_is_defined() {
    let used: BTreeSet<&str> = DataCategory::ALL
        .iter()
        .map(|category| category.dpv().strip_prefix("pd:").unwrap())
        .collect();
    assert_eq!(used, BTreeSet::from(DEFINED));
}

/// The vocabulary itself, where a copy lies beside the repository.
#[test]
fn the_list_of_terms_is_true() {
    let copy = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/dpv-2.3/2.3/pd/pd.jsonld");
    let Ok(text) = fs::read(copy) else { return };
    let vocabulary: Json = serde_json::from_slice(&text).unwrap();
    let ids: BTreeSet<&str> = vocabulary
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|term| term["@id"].as_str())
        .collect();
    for term in DEFINED {
        assert!(
            ids.contains(format!("https://w3id.org/dpv/pd#{term}").as_str()),
            "{term}"
        );
    }
}

#[test]
fn every_category_says_in_plain_words_what_it_is() {
    for category in DataCategory::ALL {
        let plain = category.plain();
        assert!(
            plain.len() > 3 && !plain.ends_with('.') && !plain.contains('\n'),
            "{category}: {plain:?}"
        );
    }
}
