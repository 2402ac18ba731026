//! Anything at all as a payload: never a panic, never a value that is not declared.

use std::sync::LazyLock;

use cardea_gate::{Value, ValueForm};
use cardea_gateway::Decoded;
use cardea_store::ProductIndex;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::stage::{GAUGE, Stage};

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(Stage::with(GAUGE, "g1"))
});

/// JSON whose keys are now and then those of declared fields.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        (-30.0..70.0_f64).prop_map(Json::from),
        prop::sample::select(vec!["auto", "off", "boost", "ON", "21.5", "SECRET"])
            .prop_map(Json::from),
        ".{0,300}".prop_map(Json::from),
    ];
    let key = || prop_oneof![3 => prop::sample::select(vec!["warmth", "deep", "er", "free", "list", "a/b", "m~n", "there", "mode", "note", "at", "x", "2"]).prop_map(str::to_owned), 1 => ".{0,5}"];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map(key(), inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

/// Every single value that stands in a document, and where.
fn leaves(json: &Json, path: &str, found: &mut Vec<(String, Json)>) {
    match json {
        Json::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, item)| leaves(item, &format!("{path}/{place}"), found)),
        Json::Object(entries) => entries.iter().for_each(|(key, item)| {
            leaves(
                item,
                &format!("{path}/{}", key.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        leaf => found.push((path.to_owned(), leaf.clone())),
    }
}

proptest! {
    #[test]
    fn only_what_stands_at_a_declared_place_is_read(json in any_json()) {
        let stage = &*STAGE;
        let Decoded::Reading(reading) = stage.of_stream("room", json.to_string().as_bytes()) else { return Ok(()) };
        let mut found = Vec::new();
        leaves(&json, "", &mut found);
        let at = |path: &str| found.iter().find(|(known, _)| known == path).map(|(_, leaf)| leaf);
        let paths = ["/warmth", "/deep/er/free", "/list/2", "/list/3/x", "/a~1b/m~0n", "/there", "/mode", "/note"];
        let gate = &stage.store.products().get(ProductIndex(0)).unwrap().gate;
        let fields = &gate.stream(reading.stream).unwrap().fields;
        prop_assert_eq!(reading.values.len(), paths.len());
        for ((path, rule), value) in paths.into_iter().zip(fields).zip(&reading.values) {
            let Some(value) = value else { continue };
            let leaf = at(path);
            prop_assert!(leaf.is_some(), "{path} has a value that the message does not have");
            let leaf = leaf.unwrap();
            match (value, &rule.form) {
                (Value::Number(number), ValueForm::Number { step, between }) => {
                    let sent = leaf.as_f64().or_else(|| leaf.as_str()?.trim().parse().ok()).unwrap();
                    prop_assert!((step.value(*number) - sent).abs() <= step.as_f64() * 0.500_001 + sent.abs() * 1e-9);
                    prop_assert!(between.is_none_or(|(low, high)| low <= sent && sent <= high));
                }
                (Value::Flag(_), ValueForm::Flag) => prop_assert!(!leaf.is_null()),
                (Value::Text(text), ValueForm::Text { one_of }) => {
                    prop_assert!(text.len() <= 256 && leaf.as_str().unwrap().starts_with(&**text));
                    prop_assert!(one_of.is_empty() || one_of.iter().any(|word| **word == **text));
                }
                _ => prop_assert!(false, "a value of another form"),
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, stream in prop::sample::select(vec!["room", "bare", "switch", "word"])) {
        let _ = STAGE.of_stream(stream, &bytes);
    }

    #[test]
    fn damaged_json_is_read_or_refused(json in any_json(), cut in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = json.to_string().into_bytes();
        let place = cut.index(bytes.len());
        bytes[place] = byte;
        let _ = STAGE.of_stream("room", &bytes);
        bytes.truncate(place);
        let _ = STAGE.of_stream("room", &bytes);
        let _ = STAGE.of_stream("word", &bytes);
    }

    #[test]
    fn any_topic_is_ours_or_not(topic in ".{0,80}") {
        let decoded = STAGE.on_topic(&topic, b"{\"warmth\": 20}");
        prop_assert!(!matches!(decoded, Decoded::Reading(_)));
    }
}
