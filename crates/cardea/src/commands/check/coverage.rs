//! How much of the law is checked, clause by clause: what an auditor asks first.

mod csv;
mod human;
mod json;

use cardea_catalogue::{ALL, Control, Outcome, Status};
use cardea_law::{Clause, Instrument, Reach};
use cardea_units::Date;

use super::checked::Checked;

pub(super) use self::csv::table as csv;
pub(super) use self::human::table as human;
pub(super) use self::json::document as json;

/// An instrument and its clauses.
#[derive(Debug)]
struct Part<'a> {
    instrument: &'static Instrument,
    rows: Vec<Row<'a>>,
    totals: Totals,
}

/// A clause, the controls that check it, and what came of them.
#[derive(Debug)]
struct Row<'a> {
    clause: Clause,
    /// Whether it applies on the day for which manifests are judged.
    in_force: bool,
    controls: Vec<ControlRow<'a>>,
}

/// A control of a clause and its outcome in each manifest that was judged.
#[derive(Debug)]
struct ControlRow<'a> {
    control: &'static Control,
    outcomes: Vec<(&'a str, &'a Outcome)>,
}

/// How many clauses are checked how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
struct Totals {
    clauses: usize,
    all: usize,
    part: usize,
    none: usize,
}

impl Totals {
    const fn count(&mut self, reach: Reach) {
        self.clauses = self.clauses.saturating_add(1);
        let counted = match reach {
            Reach::All => &mut self.all,
            Reach::Part => &mut self.part,
            Reach::None => &mut self.none,
        };
        *counted = counted.saturating_add(1);
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            clauses: self.clauses.saturating_add(other.clauses),
            all: self.all.saturating_add(other.all),
            part: self.part.saturating_add(other.part),
            none: self.none.saturating_add(other.none),
        }
    }
}

/// Every instrument, in the order of the law crate.
fn parts(all: &[Checked], as_of: Date) -> Vec<Part<'_>> {
    let of_instrument = |instrument: &&'static Instrument| {
        let mut totals = Totals::default();
        let clauses = instrument.clauses();
        for clause in clauses {
            totals.count(clause.reach);
        }
        Part {
            instrument,
            rows: clauses
                .iter()
                .map(|clause| row(*clause, all, as_of))
                .collect(),
            totals,
        }
    };
    cardea_law::ALL.iter().map(of_instrument).collect()
}

fn row(clause: Clause, all: &[Checked], as_of: Date) -> Row<'_> {
    let controls = ALL.iter().filter(|control| {
        matches!(control.status, Status::Stable { .. }) && control.law.contains(&clause)
    });
    Row {
        clause,
        in_force: clause.is_in_force(as_of),
        controls: controls
            .map(|control| ControlRow {
                control,
                outcomes: outcomes(control, all),
            })
            .collect(),
    }
}

fn outcomes<'a>(control: &Control, all: &'a [Checked]) -> Vec<(&'a str, &'a Outcome)> {
    let judged = all.iter().filter_map(|checked| {
        let judged = checked.result.as_ref().ok()?;
        Some((checked.name.as_str(), judged.report.outcome(control.code)?))
    });
    judged.collect()
}

fn in_all(parts: &[Part<'_>]) -> Totals {
    parts
        .iter()
        .fold(Totals::default(), |sum, part| sum.plus(&part.totals))
}

/// The outcomes of a control in a few words: one as it is, of several how many are which.
fn outcome_words(outcomes: &[(&str, &Outcome)]) -> String {
    if let [(_, outcome)] = outcomes {
        return outcome.word().to_owned();
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, outcome) in outcomes {
        let word = outcome.word();
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counts.push((word, 1)),
        }
    }
    counts.sort_unstable();
    let counts: Vec<String> = counts
        .iter()
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    counts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_stands_once_and_is_counted_once() {
        let parts = parts(&[], cardea_units::date(2026, 11, 23));
        let rows: usize = parts.iter().map(|part| part.rows.len()).sum();
        let known: usize = cardea_law::ALL
            .iter()
            .map(|instrument| instrument.clauses().len())
            .sum();
        let total = in_all(&parts);
        assert_eq!((rows, total.clauses), (known, known));
        assert_eq!(total.all + total.part + total.none, known);
    }

    #[test]
    fn a_clause_that_is_said_to_be_checked_names_the_controls_that_do() {
        for part in parts(&[], cardea_units::date(2026, 11, 23)) {
            for row in part.rows {
                let checked = row.clause.reach != Reach::None;
                assert_eq!(checked, !row.controls.is_empty(), "{}", row.clause);
            }
        }
    }

    #[test]
    fn outcomes_of_several_manifests_are_counted() {
        let kept = Outcome::Kept {
            by_construction: None,
        };
        let spared = Outcome::NotApplicable("x".to_owned());
        assert_eq!(outcome_words(&[("a", &kept)]), "kept");
        assert_eq!(
            outcome_words(&[("a", &spared), ("b", &kept), ("c", &kept)]),
            "2 kept, 1 not applicable"
        );
        assert_eq!(outcome_words(&[]), "");
    }
}
