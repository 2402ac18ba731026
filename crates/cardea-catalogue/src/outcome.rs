//! What came of judging one control.

use core::fmt;

use cardea_law::Clause;
use cardea_manifest::Span;
use cardea_units::Date;

use crate::{Control, HouseLaw, Level};

/// What came of judging one control.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The product keeps it.
    Kept {
        /// How the running system sees to it, where it does.
        by_construction: Option<Construction>,
    },
    /// The product breaks it. What is broken comes first, then what could not be told besides; never empty.
    Broken(Vec<Finding>),
    /// A SHOULD or COULD that is kept in another way, which the maker states until a day.
    Waived {
        /// Where the waiver stands.
        span: Span,
        /// Its last day.
        until: Date,
        /// What is done instead.
        instead: String,
        /// What was found all the same; never empty.
        findings: Vec<Finding>,
    },
    /// It does not bind this product, for this reason.
    NotApplicable(String),
    /// The manifest does not say enough. Never to be shown as kept; never empty.
    CannotTell(Vec<Finding>),
}

impl Outcome {
    /// The findings, also those that a waiver covers.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Broken(findings) | Self::CannotTell(findings) | Self::Waived { findings, .. } => {
                findings
            }
            Self::Kept { .. } | Self::NotApplicable(_) => &[],
        }
    }

    /// In a word or two: `kept`, `broken`, `waived`, `not applicable`, `cannot tell`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Kept { .. } => "kept",
            Self::Broken(_) => "broken",
            Self::Waived { .. } => "waived",
            Self::NotApplicable(_) => "not applicable",
            Self::CannotTell(_) => "cannot tell",
        }
    }
}

/// How the running system keeps a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Construction {
    /// The law of the house that proves it.
    pub law: HouseLaw,
    /// What it does here: one sentence, lower case, no full stop.
    pub how: String,
}

impl fmt::Display for Construction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.law, self.how)
    }
}

/// One thing that is wrong, or that cannot be told, in words for the maker.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The control that found it.
    pub control: &'static Control,
    /// Whether it is wrong or cannot be told.
    pub kind: FindingKind,
    /// Where in the manifest.
    pub span: Span,
    /// One sentence: lower case, no full stop, names in backticks, says what to do.
    pub message: String,
    /// More, for those who want it; likewise one sentence.
    pub help: Option<String>,
}

/// Whether something is wrong or cannot be told. Wrong comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// It is wrong.
    Broken,
    /// The manifest does not say.
    CannotTell,
}

impl Finding {
    /// Adds a second sentence.
    pub fn with_help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }

    /// The code of its control.
    pub const fn code(&self) -> &'static str {
        self.control.code
    }

    /// The name of its control.
    pub const fn name(&self) -> &'static str {
        self.control.name
    }

    /// The level of its control.
    pub const fn level(&self) -> Level {
        self.control.level
    }

    /// The clauses behind it.
    pub const fn law(&self) -> &'static [Clause] {
        self.control.law
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => "broken",
            Self::CannotTell => "cannot tell",
        })
    }
}

/// `broken STO-01 kept-without-period: ...`, without help and place.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}: {}",
            self.kind,
            self.code(),
            self.name(),
            self.message
        )
    }
}
