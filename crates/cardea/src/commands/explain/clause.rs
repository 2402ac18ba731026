//! A clause, and what stands beneath it.

use std::fmt::Write as _;

use cardea_catalogue::ALL;
use serde::Serialize;

use super::control::Line;
use super::{Answer, Style};

/// What a citation leads to.
#[derive(Debug, Serialize)]
pub(super) struct Answered {
    /// The clause itself, where it is one that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<Whole>,
    /// What is known beneath it.
    beneath: Vec<Beneath>,
}

#[derive(Debug, Serialize)]
struct Whole {
    citation: String,
    heading: &'static str,
    instrument: &'static str,
    in_force_from: String,
    /// `all`, `part` or `none`.
    reach: String,
    people: &'static str,
    controls: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Beneath {
    citation: String,
    heading: &'static str,
    reach: String,
    controls: Vec<&'static str>,
}

impl Answered {
    /// The clause with this citation and those beneath it; `None` when nothing is known there.
    pub(super) fn of(citation: &str) -> Option<Self> {
        let clause = cardea_law::find(citation);
        let beneath: Vec<Beneath> = cardea_law::under(citation)
            .into_iter()
            .filter(|other| Some(*other) != clause)
            .map(|other| Beneath {
                citation: other.to_string(),
                heading: other.heading,
                reach: other.reach.to_string(),
                controls: controls(other).map(|control| control.code).collect(),
            })
            .collect();
        (clause.is_some() || !beneath.is_empty()).then(|| Self {
            clause: clause.map(|clause| Whole {
                citation: clause.to_string(),
                heading: clause.heading,
                instrument: clause.instrument.title,
                in_force_from: clause.in_force.to_string(),
                reach: clause.reach.to_string(),
                people: clause.people,
                controls: controls(clause).map(Line::of).collect(),
            }),
            beneath,
        })
    }
}

/// The controls that help to keep a clause.
fn controls(
    clause: cardea_law::Clause,
) -> impl Iterator<Item = &'static cardea_catalogue::Control> {
    ALL.iter()
        .copied()
        .filter(move |control| control.law.contains(&clause))
}

impl Answer for Answered {
    fn human(&self, style: Style) -> String {
        let mut text = String::new();
        if let Some(clause) = &self.clause {
            let heading = format!("{}: {}", clause.citation, clause.heading);
            let _ = writeln!(
                text,
                "{}\n{}, in force with these words since {}\nchecked: {}; for people to judge: {}",
                style.bold(&heading),
                clause.instrument,
                clause.in_force_from,
                clause.reach,
                clause.people
            );
            for line in &clause.controls {
                let _ = writeln!(text, "  {}  {:<6}  {}", line.code, line.level, line.title);
            }
        }
        if !self.beneath.is_empty() {
            let title = if self.clause.is_some() {
                "\nBeneath it"
            } else {
                "Known there"
            };
            let _ = writeln!(text, "{}", style.bold(title));
        }
        for beneath in &self.beneath {
            let _ = write!(text, "  {}: {}", beneath.citation, beneath.heading);
            if beneath.controls.is_empty() {
                text.push_str(" (not checked)\n");
            } else {
                let _ = writeln!(text, " ({})", beneath.controls.join(", "));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_has_its_paragraphs_beneath_it() {
        let schedule = Answered::of("PECR Sch A1").unwrap();
        assert_eq!(schedule.clause.as_ref().unwrap().citation, "PECR Sch A1");
        let text = schedule.human(Style::Plain);
        assert!(text.contains("  PECR Sch A1 para 5: "), "{text}");
        assert!(!text.contains("  PECR Sch A1: "), "{text}");
    }

    #[test]
    fn an_instrument_alone_lists_its_clauses_and_nothing_leads_nowhere() {
        let whole = Answered::of("PECR").unwrap();
        assert!(whole.clause.is_none() && whole.beneath.len() > 10);
        assert!(Answered::of("no such law").is_none());
    }
}
