//! Coverage for programs.

use anyhow::Result;
use cardea_units::Date;
use serde::Serialize;

use super::{ControlRow, Part, Row, Totals, in_all, parts};
use crate::commands::check::checked::Checked;
use crate::commands::check::json::outcome_word;

#[derive(Debug, Serialize)]
struct Document<'a> {
    as_of: String,
    /// Manifests that could not be judged; they have no outcomes below.
    unreadable: Vec<&'a str>,
    instruments: Vec<Instrument<'a>>,
    totals: Totals,
}

#[derive(Debug, Serialize)]
struct Instrument<'a> {
    name: &'a str,
    title: &'a str,
    clauses: Vec<Clause<'a>>,
    totals: Totals,
}

#[derive(Debug, Serialize)]
struct Clause<'a> {
    place: &'a str,
    heading: &'a str,
    in_force_from: String,
    in_force: bool,
    /// `all`, `part` or `none`.
    reach: String,
    people: &'a str,
    controls: Vec<Control<'a>>,
}

#[derive(Debug, Serialize)]
struct Control<'a> {
    code: &'a str,
    level: String,
    outcomes: Vec<Outcome<'a>>,
}

#[derive(Debug, Serialize)]
struct Outcome<'a> {
    path: &'a str,
    outcome: &'a str,
}

/// The document as text.
pub(in crate::commands::check) fn document(all: &[Checked], as_of: Date) -> Result<String> {
    let parts = parts(all, as_of);
    let unreadable = all.iter().filter(|checked| checked.result.is_err());
    let document = Document {
        as_of: as_of.to_string(),
        unreadable: unreadable.map(|checked| checked.name.as_str()).collect(),
        instruments: parts.iter().map(instrument).collect(),
        totals: in_all(&parts),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

fn instrument<'a>(part: &'a Part<'_>) -> Instrument<'a> {
    Instrument {
        name: part.instrument.name,
        title: part.instrument.title,
        clauses: part.rows.iter().map(clause).collect(),
        totals: part.totals,
    }
}

fn clause<'a>(row: &'a Row<'_>) -> Clause<'a> {
    Clause {
        place: row.clause.place,
        heading: row.clause.heading,
        in_force_from: row.clause.in_force.to_string(),
        in_force: row.in_force,
        reach: row.clause.reach.to_string(),
        people: row.clause.people,
        controls: row.controls.iter().map(control).collect(),
    }
}

fn control<'a>(row: &'a ControlRow<'_>) -> Control<'a> {
    Control {
        code: row.control.code,
        level: row.control.level.to_string(),
        outcomes: row
            .outcomes
            .iter()
            .map(|(path, outcome)| Outcome {
                path,
                outcome: outcome_word(outcome),
            })
            .collect(),
    }
}
