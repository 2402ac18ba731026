//! Provisions of EN 303 645 V3.1.3 and what a product owes each, from a published conformance table.
//!
//! Keys are those of `statements.en_303_645`: the number of the provision with dashes for dots.

mod facts;

pub(crate) use facts::contradiction;

use core::fmt;

use cardea_manifest::model::Conformance;

/// What a product owes a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owed {
    /// Mandatory for every product (M).
    Always,
    /// Mandatory if the feature it is about exists, or its condition holds (MF, MC, MCF).
    WhereItApplies,
    /// Recommended (R, RF, RC): a product that does not meet it says so.
    Recommended,
}

impl fmt::Display for Owed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Always => "mandatory",
            Self::WhereItApplies => "mandatory where it applies",
            Self::Recommended => "recommended",
        })
    }
}

impl Owed {
    /// Whether this answer is enough for the standard.
    pub(crate) const fn allows(self, answer: Conformance) -> bool {
        match self {
            Self::Always => matches!(answer, Conformance::Met),
            Self::WhereItApplies => {
                matches!(answer, Conformance::Met | Conformance::NotApplicable)
            }
            Self::Recommended => true,
        }
    }
}

/// What is owed to the provision with this key; `None` when there is no such provision.
pub(crate) fn owed(key: &str) -> Option<Owed> {
    PROVISIONS
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, owed)| *owed)
}

/// The number of a provision as the standard writes it: `5-3-4A` is `5.3-4A`, `6-1` stays.
pub(crate) fn number(key: &str) -> String {
    match key.matches('-').count() {
        2 => key.replacen('-', ".", 1),
        _ => key.to_owned(),
    }
}

const M: Owed = Owed::Always;
const F: Owed = Owed::WhereItApplies;
const R: Owed = Owed::Recommended;

/// Every provision, in the order of the standard.
pub(crate) const PROVISIONS: [(&str, Owed); 78] = [
    ("5-0-1", M),
    ("5-1-1", F),
    ("5-1-2", F),
    ("5-1-2A", R),
    ("5-1-3", F),
    ("5-1-4", F),
    ("5-1-5", F),
    ("5-2-1", M),
    ("5-2-2", R),
    ("5-2-3", R),
    ("5-3-1", R),
    ("5-3-2", F),
    ("5-3-3", F),
    ("5-3-4A", R),
    ("5-3-4B", R),
    ("5-3-5", R),
    ("5-3-6A", R),
    ("5-3-6B", R),
    ("5-3-7", F),
    ("5-3-8", F),
    ("5-3-9", R),
    ("5-3-10", F),
    ("5-3-11", R),
    ("5-3-12", R),
    ("5-3-13", M),
    ("5-3-14", R),
    ("5-3-15A", R),
    ("5-3-15B", R),
    ("5-3-16", M),
    ("5-4-1", F),
    ("5-4-2", F),
    ("5-4-3", M),
    ("5-4-4", F),
    ("5-5-1", M),
    ("5-5-2", R),
    ("5-5-3", R),
    ("5-5-4", R),
    ("5-5-5", F),
    ("5-5-6", R),
    ("5-5-7", F),
    ("5-5-8", F),
    ("5-6-1", F),
    ("5-6-2", M),
    ("5-6-3", R),
    ("5-6-4A", F),
    ("5-6-4B", R),
    ("5-6-5", R),
    ("5-6-6", R),
    ("5-6-7", R),
    ("5-6-8", R),
    ("5-6-9", R),
    ("5-7-1", R),
    ("5-7-2", R),
    ("5-8-1", R),
    ("5-8-2", F),
    ("5-8-3", F),
    ("5-9-1", R),
    ("5-9-2", R),
    ("5-9-3", R),
    ("5-10-1", R),
    ("5-11-1", M),
    ("5-11-2", R),
    ("5-11-3", R),
    ("5-11-4", R),
    ("5-12-1", R),
    ("5-12-2", R),
    ("5-12-3", R),
    ("5-13-1A", M),
    ("5-13-1B", M),
    ("6-1", M),
    ("6-2", F),
    ("6-3A", F),
    ("6-3B", F),
    ("6-4", R),
    ("6-5", F),
    ("6-6", F),
    ("6-7", R),
    ("6-8", R),
];

#[cfg(test)]
mod tests;
