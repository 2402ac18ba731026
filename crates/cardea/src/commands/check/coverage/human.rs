//! Coverage for people: clauses under their instrument, then the totals.

use std::fmt::Write as _;

use anyhow::Result;
use cardea_law::Reach;
use cardea_units::Date;

use super::{Row, in_all, outcome_words, parts};
use crate::commands::check::checked::Checked;
use crate::commands::render::unreadable_text;
use crate::commands::terminal::Style;

/// The table.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the tables of one kind are chosen among as functions of one type"
)]
pub(in crate::commands::check) fn table(all: &[Checked], as_of: Date) -> Result<String> {
    let style = Style::of_stdout();
    let mut text = String::new();
    for checked in all {
        if let Err(unreadable) = &checked.result {
            let bytes = checked.source.bytes();
            text.push_str(&unreadable_text(&checked.name, bytes, unreadable, style));
        }
    }
    let parts = parts(all, as_of);
    for part in &parts {
        let title = format!("{}: {}", part.instrument.name, part.instrument.title);
        let _ = writeln!(text, "{}", style.bold(&title));
        for row in &part.rows {
            of_row(&mut text, row);
        }
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "{:<28}{:>9}{:>10}{:>10}{:>12}",
        "", "clauses", "covered", "in part", "not at all"
    );
    let rows = parts.iter().map(|part| (part.instrument.name, part.totals));
    for (name, totals) in rows.chain([("in all", in_all(&parts))]) {
        let _ = writeln!(
            text,
            "{name:<28}{:>9}{:>10}{:>10}{:>12}",
            totals.clauses, totals.all, totals.part, totals.none
        );
    }
    let _ = writeln!(
        text,
        "\nLaw of {as_of}. Covered: controls check everything the clause asks of a product. These are the clauses that Cardea knows, not every clause there is."
    );
    Ok(text)
}

fn of_row(text: &mut String, row: &Row<'_>) {
    let clause = &row.clause;
    let reach = match clause.reach {
        Reach::All => "covered",
        Reach::Part => "in part",
        Reach::None => "not at all",
    };
    let later = if row.in_force {
        String::new()
    } else {
        format!(" (from {})", clause.in_force)
    };
    let _ = writeln!(
        text,
        "  {reach:<11} {:<20} {}{later}",
        clause.place, clause.heading
    );
    let controls: Vec<String> = row
        .controls
        .iter()
        .map(|row| {
            let words = outcome_words(&row.outcomes);
            let gap = if words.is_empty() { "" } else { " " };
            format!("{}{gap}{words}", row.control.code)
        })
        .collect();
    if !controls.is_empty() {
        let _ = writeln!(text, "{:14}by {}", "", controls.join("; "));
    }
    // Where nothing is checked everything is for people; saying so again helps nobody.
    if clause.reach != Reach::None {
        let _ = writeln!(text, "{:14}for people: {}", "", clause.people);
    }
}
