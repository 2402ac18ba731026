use cardea_units::{DeviceId, Quantum, UnixMillis};
use serde_json::json;

use super::*;

fn rows(fields: &[&str], values: Vec<Option<Served>>) -> Rows {
    Rows {
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        aggregates: vec![None; fields.len()],
        every_millis: None,
        rows: vec![Row {
            device: DeviceId::from_column(7).unwrap(),
            at: UnixMillis(1_767_225_600_250),
            values,
        }],
    }
}

fn number(multiples: i64, step: &str) -> Served {
    Served::Number(multiples, step.parse::<Quantum>().unwrap())
}

fn text(text: &str) -> Served {
    Served::Text(text.into())
}

/// What a JSON reader makes of a row.
fn read(rows: &Rows) -> Json {
    let mut written = String::new();
    JsonRows::new(rows).push(&rows.rows[0], &mut written);
    serde_json::from_str(&written).unwrap()
}

#[test]
fn a_row_reads_back_as_what_is_in_it() {
    let rows = rows(
        &["warmth", "open", "said", "missing"],
        vec![
            Some(number(-2_053, "0.01")),
            Some(Served::Flag(true)),
            Some(text("a \"quoted\" \\ line\nand é")),
            None,
        ],
    );
    assert_eq!(
        read(&rows),
        json!({
            "at": "2026-01-01T00:00:00.25Z",
            "device": "d-0000000000000007",
            "warmth": -20.53,
            "open": true,
            "said": "a \"quoted\" \\ line\nand é",
        })
    );
    let mut document = json_begin(&rows);
    JsonRows::new(&rows).push(&rows.rows[0], &mut document);
    document.push_str(JSON_END);
    let whole: Json = serde_json::from_str(&document).unwrap();
    assert_eq!(
        whole,
        json!({ "interval_milliseconds": null, "rows": [read(&rows)] })
    );
}

/// Names are the maker's to choose: none breaks the JSON, and none is there twice.
#[test]
fn a_field_may_have_any_name() {
    let rows = rows(
        &["at", "device", "with \"quotes\""],
        vec![
            Some(number(5, "1")),
            Some(text("mine")),
            Some(number(1, "0.5")),
        ],
    );
    let mut written = String::new();
    JsonRows::new(&rows).push(&rows.rows[0], &mut written);
    assert_eq!(written, r#"{"at":5,"device":"mine","with \"quotes\"":0.5}"#);
}

#[test]
fn a_row_whose_names_are_taken_and_whose_values_are_missing_is_an_empty_object() {
    let rows = rows(&["at", "device"], vec![None, None]);
    assert_eq!(read(&rows), json!({}));
}

#[test]
fn a_tier_without_rows_is_json_too() {
    let mut none = rows(&["warmth"], Vec::new());
    none.rows.clear();
    let whole: Json = serde_json::from_str(&(json_begin(&none) + JSON_END)).unwrap();
    assert_eq!(whole, json!({ "interval_milliseconds": null, "rows": [] }));
}

#[test]
fn no_text_is_a_formula_in_a_spreadsheet() {
    let rows = rows(
        &["said", "warmth", "missing"],
        vec![Some(text("=1+1, \"x\"")), Some(number(-5, "0.1")), None],
    );
    assert_eq!(
        csv_of(&rows),
        "at,device,said,warmth,missing\n2026-01-01T00:00:00.25Z,d-0000000000000007,\"'=1+1, \"\"x\"\"\",-0.5,\n"
    );
}
