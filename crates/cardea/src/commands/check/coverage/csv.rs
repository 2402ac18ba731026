//! Coverage as a table for spreadsheets: a row a clause.

use anyhow::{Context, Result};
use cardea_units::Date;
use csv::Writer;

use super::{outcome_words, parts};
use crate::commands::check::checked::Checked;

/// The table, with a line of headings, in the order of the instruments.
pub(in crate::commands::check) fn table(all: &[Checked], as_of: Date) -> Result<String> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record([
        "instrument",
        "clause",
        "heading",
        "in force from",
        "checked",
        "controls",
        "outcomes",
        "for people",
    ])?;
    for part in parts(all, as_of) {
        for row in part.rows {
            let controls: Vec<&str> = row.controls.iter().map(|row| row.control.code).collect();
            let outcomes: Vec<String> = row
                .controls
                .iter()
                .filter(|row| !row.outcomes.is_empty())
                .map(|row| format!("{} {}", row.control.code, outcome_words(&row.outcomes)))
                .collect();
            writer.write_record([
                part.instrument.name,
                row.clause.place,
                row.clause.heading,
                &row.clause.in_force.to_string(),
                &row.clause.reach.to_string(),
                &controls.join("; "),
                &outcomes.join("; "),
                row.clause.people,
            ])?;
        }
    }
    let bytes = writer
        .into_inner()
        .context("the table could not be finished")?;
    Ok(String::from_utf8(bytes)?)
}
