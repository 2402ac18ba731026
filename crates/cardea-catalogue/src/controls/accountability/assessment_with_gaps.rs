use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Dpia, Manifest, Risk};
use cardea_manifest::shape::Name;

use crate::impact_assessment::{ImpactAssessment, MISSING, NOT_DUE, impact_assessment};
use crate::{Checked, Control, Level, Status, Verdict, World, controllers};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-06",
    name: "assessment-with-gaps",
    title: "DPIA contents",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_35_2, uk_gdpr::ART_35_7, uk_gdpr::ART_35_9],
    applies_from: None,
    page: include_str!("assessment_with_gaps.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    match impact_assessment(world) {
        ImpactAssessment::NotDue => verdict.not_applicable(NOT_DUE),
        ImpactAssessment::Missing => verdict.not_applicable(MISSING),
        ImpactAssessment::StatedOnly(span) => {
            verdict.cannot_tell(
                span,
                "what the impact assessment holds is not said; write its risks, the advice and the views as `dpia`",
            );
        }
        ImpactAssessment::Written(dpia) => contents(world.manifest, dpia, verdict),
    }
}

fn contents(manifest: &Manifest, dpia: &Dpia, verdict: &mut Verdict<'_>) {
    if dpia.risks.is_empty() {
        verdict.broken(
            dpia.span,
            "the impact assessment names no risk to people; write under `risks` what could happen to them, and what is done about it",
        );
    }
    for (name, risk) in dpia.risks.iter() {
        whole(name, risk, verdict);
    }
    for (name, purpose) in manifest.purposes.iter() {
        if !purpose.uses.is_empty() && purpose.necessity.is_none() {
            verdict.cannot_tell(
                name.span,
                format!("whether `{}` is necessary and in proportion was not assessed; write `necessity` at the purpose", name.value),
            );
        }
    }
    let officer = controllers(manifest).find(|(_, it)| {
        it.contact
            .as_ref()
            .is_some_and(|contact| contact.dpo.is_some())
    });
    if let Some((organisation, _)) = officer.filter(|_| dpia.advice.is_none()) {
        verdict.cannot_tell(
            dpia.span,
            format!("what the data protection officer of `{}` advised is not said; write it as `advice`", organisation.value),
        );
    }
    if dpia.views.is_none() {
        verdict.cannot_tell(
            dpia.span,
            "what people concerned think of it is not said; write it as `views`, or why they were not asked",
        );
    }
}

fn whole(name: &At<Name>, risk: &Risk, verdict: &mut Verdict<'_>) {
    for (missing, what, key) in [
        (
            risk.harms.is_empty(),
            "what could happen to people",
            "harms",
        ),
        (
            risk.measures.is_empty(),
            "what is done about it",
            "measures",
        ),
    ] {
        if missing {
            verdict.broken(
                name.span,
                format!(
                    "the risk `{}` does not say {what}; write it as `{key}`",
                    name.value
                ),
            );
        }
    }
}
