//! How many controls came out how, by principle and in all.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cardea_catalogue::{Principle, Tally};
use serde::Serialize;

use super::checked::Checked;

/// Counts of outcomes, as programs read them.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Counts {
    kept: usize,
    kept_by_construction: usize,
    broken: usize,
    waived: usize,
    cannot_tell: usize,
    not_applicable: usize,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            kept: tally.kept,
            kept_by_construction: tally.by_construction,
            broken: tally.broken,
            waived: tally.waived,
            cannot_tell: tally.cannot_tell,
            not_applicable: tally.not_applicable,
        }
    }
}

/// The counts over several manifests.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// Principles for which something was judged, in the order of the catalogue.
    pub(crate) principles: BTreeMap<Principle, Tally>,
    pub(crate) total: Tally,
}

impl Summary {
    pub(crate) fn of<'a>(all: impl IntoIterator<Item = &'a Checked>) -> Self {
        let mut summary = Self::default();
        let results = all
            .into_iter()
            .filter_map(|checked| checked.result.as_ref().ok());
        for judged in results.flat_map(|judged| &judged.report.judged) {
            summary.total.count(&judged.outcome);
            if let Some(own) = judged.control.principle() {
                let tally = summary.principles.entry(own).or_default();
                tally.count(&judged.outcome);
            }
        }
        summary
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.total.add(other.total);
        for (principle, tally) in other.principles {
            self.principles.entry(principle).or_default().add(tally);
        }
    }

    /// A table, a principle a line.
    pub(crate) fn table(&self) -> String {
        let mut text = format!(
            "{:<24}{:>7}{:>16}{:>9}{:>9}{:>14}{:>17}\n",
            "", "kept", "by construction", "broken", "waived", "cannot tell", "not applicable"
        );
        let rows = self
            .principles
            .iter()
            .map(|(principle, tally)| (principle.to_string(), tally));
        for (name, tally) in rows.chain([("in all".to_owned(), &self.total)]) {
            let _ = writeln!(
                text,
                "{name:<24}{:>7}{:>16}{:>9}{:>9}{:>14}{:>17}",
                tally.kept,
                tally.by_construction,
                tally.broken,
                tally.waived,
                tally.cannot_tell,
                tally.not_applicable
            );
        }
        text
    }
}
