//! From a manifest to a report: every control, statements, waivers.

use cardea_manifest::model::{Manifest, Waiver};
use cardea_units::Date;

use crate::outcomes::Outcomes;
use crate::verdict::Said;
use crate::{
    ALL, Checked, Control, Finding, FindingKind, Judged, Level, Outcome, Report, Status, Stray,
    Verdict, World,
};

/// Judges a manifest by every stable control, in the order of the catalogue.
///
/// `as_of` is a UK civil date: what ends on it still holds, and controls that begin to bind on it bind.
pub fn judge(manifest: &Manifest, as_of: Date) -> Report {
    let outcomes = Outcomes::new();
    let world = World::new(manifest, as_of).remembering(&outcomes);
    for control in ALL {
        if matches!(control.status, Status::Stable { .. }) {
            world.outcome(control);
        }
    }
    let judged = outcomes
        .into_inner()
        .filter_map(|(control, outcome)| {
            Some(Judged {
                control,
                outcome: outcome?,
            })
        })
        .collect();
    Report {
        as_of,
        judged,
        strays: strays(manifest),
    }
}

/// Judges one control, whatever its status.
pub fn judge_one(control: &'static Control, world: &World<'_>) -> Outcome {
    if let Some(from) = control.applies_from.filter(|from| *from > world.today) {
        return Outcome::NotApplicable(format!("it binds from {from}"));
    }
    let mut said = Said::default();
    (control.check)(world, &mut Verdict::new(control, &mut said));
    if control.checked != Checked::Auto && !said.does_not_apply() {
        let code = control.code;
        let title = control.title;
        let missing = format!(
            "nobody has stated that `{code}` ({title}) is kept; write a dated statement under `assessments.{code}`"
        );
        Verdict::new(control, &mut said).ask_statement(
            world,
            world.manifest.assessments.span,
            missing,
        );
    }
    let outcome = said.into_outcome();
    match world.manifest.waivers.get(control.code) {
        Some(waiver) => waived(control, outcome, waiver, world.today),
        None => outcome,
    }
}

/// What a waiver makes of an outcome: nothing of what is kept, nothing once it has ended, and never anything of a MUST.
fn waived(control: &'static Control, outcome: Outcome, waiver: &Waiver, today: Date) -> Outcome {
    let code = control.code;
    if control.level == Level::Must {
        let message =
            format!("`{code}` is law and cannot be waived; remove the waiver and keep it");
        return with(
            &outcome,
            finding(control, FindingKind::Broken, waiver.span, message),
        );
    }
    let kind = match &outcome {
        Outcome::Broken(_) => FindingKind::Broken,
        Outcome::CannotTell(_) => FindingKind::CannotTell,
        Outcome::Kept { .. } | Outcome::NotApplicable(_) | Outcome::Waived { .. } => {
            return outcome;
        }
    };
    let until = *waiver.until;
    if until < today {
        let message =
            format!("the waiver of `{code}` ended on {until}; keep the control, or decide again");
        return with(&outcome, finding(control, kind, waiver.until.span, message));
    }
    match outcome {
        Outcome::Broken(findings) | Outcome::CannotTell(findings) => Outcome::Waived {
            span: waiver.span,
            until,
            instead: waiver.instead.to_string(),
            findings,
        },
        other => other,
    }
}

/// The outcome with one finding more, in its place.
fn with(outcome: &Outcome, finding: Finding) -> Outcome {
    let mut findings = outcome.findings().to_vec();
    findings.push(finding);
    findings.sort_by_key(|finding| (finding.kind, finding.span));
    if findings
        .iter()
        .any(|finding| finding.kind == FindingKind::Broken)
    {
        Outcome::Broken(findings)
    } else {
        Outcome::CannotTell(findings)
    }
}

const fn finding(
    control: &'static Control,
    kind: FindingKind,
    span: cardea_manifest::Span,
    message: String,
) -> Finding {
    Finding {
        control,
        kind,
        span,
        message,
        help: None,
    }
}

/// Statements and waivers of controls that there are not, in the order of the file.
fn strays(manifest: &Manifest) -> Vec<Stray> {
    let assessments = manifest
        .assessments
        .iter()
        .map(|(code, _)| (code, "statement"));
    let waivers = manifest.waivers.iter().map(|(code, _)| (code, "waiver"));
    let mut strays: Vec<Stray> = assessments
        .chain(waivers)
        .filter(|(code, _)| !ALL.iter().any(|control| control.code == code.as_str()))
        .map(|(code, what)| Stray {
            span: code.span,
            code: code.to_string(),
            message: format!("there is no control `{}`, so this {what} has no effect; correct the code or remove it", code.value),
        })
        .collect();
    strays.sort_by_key(|stray| stray.span);
    strays
}

#[cfg(test)]
mod tests;
