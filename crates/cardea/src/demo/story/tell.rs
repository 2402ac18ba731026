//! How the story is told, and whether it went well.

use std::process::ExitCode;

/// What happened so far.
#[derive(Debug, Default)]
pub(super) struct Tale {
    held: usize,
    broken: usize,
}

impl Tale {
    /// One thing that a law promises, and whether it was so.
    pub(super) fn law(&mut self, law: &str, promise: &str, held: bool) {
        if held {
            self.held = self.held.saturating_add(1);
        } else {
            self.broken = self.broken.saturating_add(1);
        }
        out!(
            "  {} {law:<4} {promise}",
            if held { "held  " } else { "BROKEN" }
        );
    }

    /// Something that happened.
    pub(super) fn happened(what: &str) {
        out!("{what}");
    }

    /// The end.
    pub(super) fn end(&self) -> ExitCode {
        out!("\n{} promises held, {} broken", self.held, self.broken);
        if self.broken == 0 && self.held > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
