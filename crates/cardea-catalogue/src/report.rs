//! What came of judging a manifest.

use cardea_manifest::Span;
use cardea_units::Date;

use crate::{Control, Finding, FindingKind, Level, Outcome};

/// What came of judging a manifest.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day for which it was judged, UK civil date.
    pub as_of: Date,
    /// Every stable control in the order of the catalogue.
    pub judged: Vec<Judged>,
    /// Statements and waivers of controls that there are not, in the order of the file. They change no outcome.
    pub strays: Vec<Stray>,
}

/// One control and what came of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The control.
    pub control: &'static Control,
    /// What came of it.
    pub outcome: Outcome,
}

/// A statement or waiver for a code that no control has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Where its code stands.
    pub span: Span,
    /// The code.
    pub code: String,
    /// One sentence: lower case, no full stop, names in backticks, says what to do.
    pub message: String,
}

/// Whether a product may go on sale by what its manifest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Every MUST is kept or does not bind.
    Kept,
    /// No MUST is broken, but of at least one it cannot be told.
    CannotTell,
    /// At least one MUST is broken.
    Broken,
}

impl Standing {
    /// Exit code of a program that reports it: 0 kept, 1 not kept. What cannot be told is not kept.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Kept => 0,
            Self::CannotTell | Self::Broken => 1,
        }
    }
}

/// How many controls came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept, also by construction.
    pub kept: usize,
    /// Of those kept, by construction.
    pub by_construction: usize,
    /// Broken.
    pub broken: usize,
    /// Broken by what the manifest says, but waived.
    pub waived: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Could not be told.
    pub cannot_tell: usize,
}

impl Report {
    /// What came of a control; `None` when it was not judged.
    pub fn outcome(&self, code: &str) -> Option<&Outcome> {
        self.judged
            .iter()
            .find(|judged| judged.control.code == code)
            .map(|judged| &judged.outcome)
    }

    /// Findings that no waiver covers: what is broken first, then by level, then in the order of the catalogue and the file.
    pub fn findings(&self) -> Vec<&Finding> {
        let open = self
            .judged
            .iter()
            .filter(|judged| !matches!(judged.outcome, Outcome::Waived { .. }));
        let mut findings: Vec<&Finding> =
            open.flat_map(|judged| judged.outcome.findings()).collect();
        findings.sort_by_key(|finding| (finding.kind, finding.level()));
        findings
    }

    /// Where the product stands with what is law.
    pub fn standing(&self) -> Standing {
        let law = self
            .findings()
            .into_iter()
            .filter(|finding| finding.level() == Level::Must);
        law.map(|finding| match finding.kind {
            FindingKind::Broken => Standing::Broken,
            FindingKind::CannotTell => Standing::CannotTell,
        })
        .max()
        .unwrap_or(Standing::Kept)
    }

    /// How many controls came out how.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for judged in &self.judged {
            tally.count(&judged.outcome);
        }
        tally
    }
}

impl Tally {
    /// Counts one more outcome.
    pub const fn count(&mut self, outcome: &Outcome) {
        let counted = match outcome {
            Outcome::Kept { by_construction } => {
                if by_construction.is_some() {
                    self.by_construction = self.by_construction.saturating_add(1);
                }
                &mut self.kept
            }
            Outcome::Broken(_) => &mut self.broken,
            Outcome::Waived { .. } => &mut self.waived,
            Outcome::NotApplicable(_) => &mut self.not_applicable,
            Outcome::CannotTell(_) => &mut self.cannot_tell,
        };
        *counted = counted.saturating_add(1);
    }

    /// Adds the counts of another.
    pub const fn add(&mut self, other: Self) {
        self.kept = self.kept.saturating_add(other.kept);
        self.by_construction = self.by_construction.saturating_add(other.by_construction);
        self.broken = self.broken.saturating_add(other.broken);
        self.waived = self.waived.saturating_add(other.waived);
        self.not_applicable = self.not_applicable.saturating_add(other.not_applicable);
        self.cannot_tell = self.cannot_tell.saturating_add(other.cannot_tell);
    }
}
