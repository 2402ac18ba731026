//! What keeps a manifest from being read, in words for the person who wrote it.

use core::fmt;

use crate::Span;

/// One thing that is wrong with the text of a manifest, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// One sentence, lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do, likewise one sentence.
    pub help: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// Why a manifest could not be read. At least one problem, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, at most [`crate::limits::PROBLEMS_MAX`].
    pub problems: Vec<Problem>,
}

impl Unreadable {
    /// Sorts the problems by place and removes what was said twice.
    pub fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        problems.dedup();
        Self { problems }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            let gap = if n == 0 { "" } else { "; " };
            write!(f, "{gap}{} ({})", problem.message, problem.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for Unreadable {}
