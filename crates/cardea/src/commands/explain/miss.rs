//! What to try where there is nothing of that name.

use std::fmt::Write as _;

use cardea_catalogue::ALL;
use serde::Serialize;

use super::{Answer, Style};

/// Names offered at most.
const OFFERED_MAX: usize = 5;
/// How alike a name has to be to be offered, from 0 (nothing) to 1 (the same).
const ALIKE_MIN: f64 = 0.5;
/// Characters of what was asked that are compared. More is no name.
const ASKED_CHARS_MAX: usize = 100;

/// Nothing of that name.
#[derive(Debug, Serialize)]
pub(super) struct Miss {
    asked: String,
    nearest: Vec<Near>,
}

/// A name that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Near {
    pub(super) name: String,
    pub(super) title: &'static str,
}

impl Miss {
    pub(super) fn of(asked: &str) -> Self {
        Self {
            asked: asked.to_owned(),
            nearest: nearest(asked),
        }
    }
}

/// The names most like what was asked: codes and names of controls, and citations.
pub(super) fn nearest(asked: &str) -> Vec<Near> {
    let asked: String = asked
        .trim()
        .to_lowercase()
        .chars()
        .take(ASKED_CHARS_MAX)
        .collect();
    let controls = ALL.iter().map(|control| {
        let alike = alike(&asked, control.code).max(alike(&asked, control.name));
        (alike, control.code.to_owned(), control.title)
    });
    let clauses = cardea_law::ALL
        .iter()
        .flat_map(|instrument| instrument.clauses())
        .map(|clause| {
            let citation = clause.to_string();
            (alike(&asked, &citation), citation, clause.heading)
        });
    let mut all: Vec<_> = controls
        .chain(clauses)
        .filter(|(alike, _, _)| *alike >= ALIKE_MIN)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter()
        .take(OFFERED_MAX)
        .map(|(_, name, title)| Near { name, title })
        .collect()
}

fn alike(asked: &str, name: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(asked, &name.to_lowercase())
}

impl Answer for Miss {
    fn human(&self, _: Style) -> String {
        let mut text = format!("there is no control and no clause `{}`\n", self.asked);
        if !self.nearest.is_empty() {
            text.push_str("near it:\n");
        }
        for near in &self.nearest {
            let _ = writeln!(text, "  {}: {}", near.name, near.title);
        }
        text.push_str(
            "`cardea explain` lists the controls, `cardea explain --search WORDS` looks for words\n",
        );
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_offers_what_was_meant_first() {
        assert_eq!(nearest("STO-1")[0].name, "STO-01");
        assert_eq!(nearest("kept-without-perod")[0].name, "STO-01");
        assert_eq!(nearest("PECR Sch A1 para 55")[0].name, "PECR Sch A1 para 5");
        assert!(nearest("PECR Sch A1 para 55").len() <= OFFERED_MAX);
    }

    #[test]
    fn what_is_like_nothing_offers_nothing_and_says_what_to_try() {
        let miss = Miss::of("§§§§§§§§§§§§");
        assert_eq!(miss.nearest, []);
        assert!(miss.human(Style::Plain).contains("--search"));
        assert!(nearest(&"x".repeat(1_000_000)).is_empty());
    }
}
