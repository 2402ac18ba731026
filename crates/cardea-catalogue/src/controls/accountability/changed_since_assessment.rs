use cardea_law::uk_gdpr;

use crate::impact_assessment::{ImpactAssessment, MISSING, NOT_DUE, impact_assessment};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-07",
    name: "changed-since-assessment",
    title: "DPIA reopened when risk changes",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_35_11],
    applies_from: None,
    page: include_str!("changed_since_assessment.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let (covers, span) = match impact_assessment(world) {
        ImpactAssessment::NotDue => return verdict.not_applicable(NOT_DUE),
        ImpactAssessment::Missing => return verdict.not_applicable(MISSING),
        ImpactAssessment::StatedOnly(span) => (None, span),
        ImpactAssessment::Written(dpia) => (dpia.covers.as_ref(), dpia.span),
    };
    let mark = world.manifest.risk_mark();
    match covers {
        Some(covers) if covers.as_str() != mark => {
            verdict.broken(
                covers.span,
                format!(
                    "the impact assessment was made for the mark `{}`, but the product now has the mark `{mark}`: what decides about risk has \
                     changed; look at the assessment again, then write `covers: {mark}`",
                    covers.as_str()
                ),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                span,
                format!(
                    "whether the impact assessment was made for the product as it is now is not said; look at it, then write `covers: {mark}` \
                     under `dpia`"
                ),
            );
        }
    }
}
