//! Where a control says what it found.

use cardea_manifest::Span;
use cardea_manifest::model::Assessment;

use crate::{Construction, Control, Finding, FindingKind, HouseLaw, Outcome, Statement, World};

/// Where a control says what it found. What says nothing is kept.
///
/// Whatever is said in whatever order: broken outweighs cannot tell, and both outweigh the rest.
#[derive(Debug)]
pub struct Verdict<'a> {
    control: &'static Control,
    said: &'a mut Said,
}

/// What a control said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    findings: Vec<Finding>,
    not_applicable: Option<String>,
    by_construction: Option<Construction>,
}

impl<'a> Verdict<'a> {
    pub(crate) const fn new(control: &'static Control, said: &'a mut Said) -> Self {
        Self { control, said }
    }

    /// The control does not bind this product. `why` is one sentence, lower case, no full stop.
    pub fn not_applicable(&mut self, why: impl Into<String>) {
        self.said.not_applicable = Some(why.into());
    }

    /// Something is wrong at this place. The message is one sentence, lower case, no full stop, names in backticks, and says what to do.
    pub fn broken(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.found(FindingKind::Broken, span, message.into())
    }

    /// The manifest does not say enough. The message says what is missing and where to write it.
    pub fn cannot_tell(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.found(FindingKind::CannotTell, span, message.into())
    }

    /// The running system keeps it, by this law of the house. `how` is one sentence, lower case, no full stop.
    pub fn kept_by_construction(&mut self, law: HouseLaw, how: impl Into<String>) {
        self.said.by_construction = Some(Construction {
            law,
            how: how.into(),
        });
    }

    /// The statement about this control, if it holds today. One that has ended, or is dated in the future, is broken where it says so;
    /// where there is none, it cannot be told at `span` for want of `missing`.
    pub fn ask_statement<'m>(
        &mut self,
        world: &World<'m>,
        span: Span,
        missing: impl Into<String>,
    ) -> Option<&'m Assessment> {
        let code = self.control.code;
        match world.statement(code) {
            Statement::Holds(assessment) => return Some(assessment),
            Statement::Missing => {
                self.cannot_tell(span, missing);
            }
            Statement::Expired(assessment) => {
                let until = *assessment.until;
                self.broken(
                    assessment.until.span,
                    format!("the statement on `{code}` ended on {until}; look at it again and write a new one"),
                );
            }
            Statement::NotYet(assessment) => {
                let on = *assessment.on;
                self.broken(
                    assessment.on.span,
                    format!("the statement on `{code}` is dated {on}, which has not come yet; write the day on which it was made"),
                );
            }
        }
        None
    }

    fn found(&mut self, kind: FindingKind, span: Span, message: String) -> &mut Finding {
        // Pushed and borrowed in one step, so that no lookup can fail.
        self.said.findings.push_mut(Finding {
            control: self.control,
            kind,
            span,
            message,
            help: None,
        })
    }
}

impl Said {
    /// Whether the control said that it does not bind, and found nothing.
    pub(crate) const fn does_not_apply(&self) -> bool {
        self.not_applicable.is_some() && self.findings.is_empty()
    }

    /// What follows from it. Findings stand in the order of the file, what is broken first; what was said twice running stands once.
    pub(crate) fn into_outcome(self) -> Outcome {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| (finding.kind, finding.span));
        findings.dedup_by(|later, earlier| {
            (later.kind, later.span, &later.message)
                == (earlier.kind, earlier.span, &earlier.message)
        });
        match (
            findings.first().map(|finding| finding.kind),
            self.not_applicable,
        ) {
            (Some(FindingKind::Broken), _) => Outcome::Broken(findings),
            (Some(FindingKind::CannotTell), _) => Outcome::CannotTell(findings),
            (None, Some(why)) => Outcome::NotApplicable(why),
            (None, None) => Outcome::Kept {
                by_construction: self.by_construction,
            },
        }
    }
}
