//! Rows as JSON and CSV.

use core::fmt::Write as _;

use cardea_gate::Served;
use cardea_store::{MediaItem, Row, Rows};
use serde_json::{Value as Json, json};

use super::heads::Heads;

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

/// Writes the rows of one tier as JSON objects, each straight to its text. What names the columns is made once.
pub(crate) struct JsonRows {
    /// For each column what stands before its value: `,"temperature":`.
    before: Vec<String>,
    /// Names that a field of the manifest took for itself: then the field is what they say.
    at: bool,
    device: bool,
    heads: Heads,
}

impl JsonRows {
    /// For the rows of this tier.
    pub(crate) fn new(rows: &Rows) -> Self {
        let columns = columns(rows);
        let is_free = |name: &str| !columns.iter().any(|column| column == name);
        Self {
            at: is_free("at"),
            device: is_free("device"),
            before: columns
                .iter()
                .map(|column| format!(",{}:", quoted(column)))
                .collect(),
            heads: Heads::default(),
        }
    }

    /// Appends one row. Numbers stand as they are kept, to the digit.
    pub(crate) fn push(&mut self, row: &Row, to: &mut String) {
        let start = to.len();
        if self.at {
            to.push_str(",\"at\":\"");
            self.heads.put_time(row, to);
            to.push('"');
        }
        if self.device {
            to.push_str(",\"device\":\"");
            self.heads.put_device(row, to);
            to.push('"');
        }
        for (before, value) in self.before.iter().zip(&row.values) {
            let Some(value) = value else { continue };
            to.push_str(before);
            match value {
                Served::Number(multiples, step) => step.write_text(*multiples, to),
                Served::Flag(flag) => to.push_str(if *flag { "true" } else { "false" }),
                Served::Text(text) => to.push_str(&quoted(text)),
            }
        }
        // The first comma, or nothing where a row has no value, makes way for the bracket.
        to.replace_range(start..to.len().min(start.saturating_add(1)), "{");
        to.push('}');
    }
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// A tier as one JSON document, a row a line.
pub(crate) fn served_json(rows: &Rows) -> String {
    let mut json = JsonRows::new(rows);
    let every = Json::from(rows.every_millis);
    let mut text = format!("{{\"interval_milliseconds\":{every},\"rows\":[");
    for (number, row) in rows.rows.iter().enumerate() {
        text.push_str(if number == 0 { "\n" } else { ",\n" });
        json.push(row, &mut text);
    }
    text.push_str("\n]}\n");
    text
}

/// What is held of a stream, at most so many rows of each tier, and from when on there is more. Rows of one time are never parted.
pub(crate) fn own_json(tiers: &[Rows], limit: usize) -> String {
    let ends = tiers.iter().filter_map(|tier| {
        let last = tier.rows.get(limit.checked_sub(1)?)?;
        tier.rows
            .get(limit..)?
            .iter()
            .map(|row| row.at)
            .find(|at| *at > last.at)
    });
    let next = ends.min();
    let mut text = String::from("{\"tiers\":[");
    for (number, tier) in tiers.iter().enumerate() {
        text.push_str(if number == 0 { "" } else { "," });
        let _ = write!(
            text,
            "{{\"interval_milliseconds\":{},\"rows\":[",
            Json::from(tier.every_millis)
        );
        let mut json = JsonRows::new(tier);
        let held = tier
            .rows
            .iter()
            .take_while(|row| next.is_none_or(|next| row.at < next));
        for (number, row) in held.enumerate() {
            text.push_str(if number == 0 { "" } else { "," });
            json.push(row, &mut text);
        }
        text.push_str("]}");
    }
    let _ = write!(
        text,
        "],\"next\":{}}}",
        Json::from(next.map(|next| next.to_string()))
    );
    text
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
    let (mut cell, mut heads) = (String::new(), Heads::default());
    for row in &rows.rows {
        heads.put_time(row, &mut cell);
        let _ = writer.write_field(&cell);
        cell.clear();
        heads.put_device(row, &mut cell);
        let _ = writer.write_field(&cell);
        for value in &row.values {
            cell.clear();
            if let Some(value) = value {
                put_cell(value, &mut cell);
            }
            let _ = writer.write_field(&cell);
        }
        cell.clear();
        // A record without more fields ends the line.
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// A clip as programs get it: a row whose field names it. Its bytes are asked for by that name.
pub(crate) fn clip_json(clip: &MediaItem) -> Json {
    json!({
        "at": clip.at.to_string(),
        "device": clip.device.to_string(),
        clip.field.as_str(): {
            "clip": clip.id.to_string(),
            "type": clip.kind.media_type(),
            "bytes": clip.bytes,
            "kept_until": clip.until.to_string(),
        },
    })
}

/// Clips as CSV with a head.
pub(crate) fn csv_of_clips(clips: &[MediaItem]) -> String {
    let mut text = "at,device,field,clip,type,bytes,kept_until\n".to_owned();
    for clip in clips {
        // Names of a manifest, numbers and times need no quotes.
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{}",
            clip.at,
            clip.device,
            clip.field,
            clip.id,
            clip.kind.media_type(),
            clip.bytes,
            clip.until
        );
    }
    text
}

fn put_cell(value: &Served, to: &mut String) {
    match value {
        Served::Number(multiples, step) => step.write_text(*multiples, to),
        Served::Flag(flag) => to.push_str(if *flag { "true" } else { "false" }),
        Served::Text(text) => {
            if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                to.push('\'');
            }
            to.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests;
