//! Rows as JSON and CSV.

use cardea_gate::Served;
use cardea_store::{Row, Rows};
use serde_json::{Value as Json, json};

/// A value as JSON: numbers as they are kept, to the digit.
pub(crate) fn value_json(value: &Served) -> Json {
    match value {
        Served::Number(multiples, step) => {
            let text = step.text(*multiples);
            serde_json::from_str(&text).unwrap_or(Json::String(text))
        }
        Served::Flag(flag) => json!(flag),
        Served::Text(text) => json!(text),
    }
}

/// A value as text.
pub(crate) fn value_text(value: &Served) -> String {
    match value {
        Served::Number(multiples, step) => step.text(*multiples),
        Served::Flag(flag) => flag.to_string(),
        Served::Text(text) => text.to_string(),
    }
}

/// Names of the columns: the field, and how an interval became one value.
pub(crate) fn columns(rows: &Rows) -> Vec<String> {
    let name =
        |(field, aggregate): (&String, &Option<cardea_manifest::model::Aggregate>)| match aggregate
        {
            None => field.clone(),
            Some(aggregate) => format!("{field}_{aggregate}"),
        };
    rows.fields.iter().zip(&rows.aggregates).map(name).collect()
}

/// One row as a JSON object.
pub(crate) fn row_json(columns: &[String], row: &Row) -> Json {
    let mut object = serde_json::Map::new();
    object.insert("at".to_owned(), json!(row.at.to_string()));
    object.insert("device".to_owned(), json!(row.device.to_string()));
    for (column, value) in columns.iter().zip(&row.values) {
        if let Some(value) = value {
            object.insert(column.clone(), value_json(value));
        }
    }
    Json::Object(object)
}

/// A tier as one JSON document.
pub(crate) fn served_json(rows: &Rows) -> String {
    let columns = columns(rows);
    let list: Vec<Json> = rows
        .rows
        .iter()
        .map(|row| row_json(&columns, row))
        .collect();
    serde_json::to_string_pretty(
        &json!({ "interval_milliseconds": rows.every_millis, "rows": list }),
    )
    .unwrap_or_default()
}

/// A tier as CSV with a head (RFC 4180). Texts that a spreadsheet would take for a formula get a quote before them.
pub(crate) fn csv_of(rows: &Rows) -> String {
    let columns = columns(rows);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["at", "device"]
        .into_iter()
        .map(str::to_owned)
        .chain(columns.iter().cloned());
    let _ = writer.write_record(head);
    for row in &rows.rows {
        let cell = |value: &Option<Served>| value.as_ref().map(cell_text).unwrap_or_default();
        let cells = [row.at.to_string(), row.device.to_string()]
            .into_iter()
            .chain(row.values.iter().map(cell));
        let _ = writer.write_record(cells);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

fn cell_text(value: &Served) -> String {
    let text = value_text(value);
    match value {
        Served::Text(_) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        _ => text,
    }
}
