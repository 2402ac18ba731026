use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Assessment, BasisKind, Handler, Purpose};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Statement, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-05",
    name: "interests-not-weighed",
    title: "Legitimate interests assessment",
    level: Level::Must,
    checked: Checked::AutoAndAttest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_6_1_F, uk_gdpr::ART_6_11],
    applies_from: None,
    page: include_str!("interests_not_weighed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let rests_on_interests =
        |purpose: &Purpose| purpose.basis.kind == BasisKind::LegitimateInterests;
    let mut purposes = world
        .manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| rests_on_interests(purpose))
        .peekable();
    if purposes.peek().is_none() {
        verdict.not_applicable("no purpose rests on legitimate interests");
    }
    for (name, purpose) in purposes {
        if purpose.necessity.is_none() {
            verdict.cannot_tell(
                name.span,
                format!("whether `{}` could do with less is not said; write under `necessity.less_intrusive` which gentler way was considered", name.value),
            );
        }
        if let Statement::Holds(assessment) = world.statement(CONTROL.code) {
            names_assessment(name, purpose, assessment, verdict);
        }
        can_object(world, name, purpose, verdict);
    }
}

/// One statement may cover several assessments, but it names each.
fn names_assessment(
    name: &At<Name>,
    purpose: &Purpose,
    assessment: &Assessment,
    verdict: &mut Verdict<'_>,
) {
    let Some(reference) = &purpose.basis.rests_on else {
        return;
    };
    let says = names(assessment.says.as_str(), reference.as_str());
    if !says
        && !assessment
            .evidence
            .as_ref()
            .is_some_and(|evidence| names(evidence.as_str(), reference.as_str()))
    {
        verdict.cannot_tell(
            assessment.span,
            format!("whether the statement covers `{}` is not said; name its assessment `{}` in `says` or `evidence`", name.value, reference.value),
        );
    }
}

/// Whether a text has a reference in it as a word of its own: `LIA-30` does not name `LIA-3`.
fn names(text: &str, reference: &str) -> bool {
    let goes_on = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(reference).any(|(start, found)| {
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        let behind = text
            .get(start.saturating_add(found.len())..)
            .and_then(|behind| behind.chars().next());
        !goes_on(before) && !goes_on(behind)
    })
}

fn can_object(world: &World<'_>, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let own = *world.manifest.handled_by.rights == Handler::Own;
    let rights = &world.manifest.rights;
    if own && rights.everywhere.is_empty() && rights.without_account.is_none() {
        verdict.broken(
            purpose.basis.span,
            format!("nobody can object to `{}`; say under `rights.everywhere` where people do, or let `handled_by.rights` be `cardea`", name.value),
        );
    }
}
