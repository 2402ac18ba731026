use cardea_law::uk_gdpr;
use cardea_manifest::model::{Dpia, Grade};

use crate::impact_assessment::{ImpactAssessment, MISSING, NOT_DUE, impact_assessment};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-08",
    name: "regulator-not-consulted",
    title: "Prior consultation on residual high risk",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_36],
    applies_from: None,
    page: include_str!("regulator_not_consulted.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let unsaid = "whether high risk remains is not said; write the risks under `dpia`, each with what remains of it as `residual`";
    match impact_assessment(world) {
        ImpactAssessment::NotDue => verdict.not_applicable(NOT_DUE),
        ImpactAssessment::Missing => verdict.not_applicable(MISSING),
        ImpactAssessment::StatedOnly(span) => {
            verdict.cannot_tell(span, unsaid);
        }
        ImpactAssessment::Written(dpia) if dpia.risks.is_empty() => {
            verdict.cannot_tell(dpia.span, unsaid);
        }
        ImpactAssessment::Written(dpia) => consulted(world, dpia, verdict),
    }
}

fn consulted(world: &World<'_>, dpia: &Dpia, verdict: &mut Verdict<'_>) {
    let mut risks = dpia.risks.iter();
    let Some((name, risk)) = risks.find(|(_, risk)| *risk.residual == Grade::High) else {
        return verdict.not_applicable("no high risk remains");
    };
    let Some(consultation) = &dpia.consultation else {
        verdict.broken(
            risk.residual.span,
            format!("high risk of `{}` remains, and the regulator was not asked; lower the risk, or ask first and write it as `consultation`", name.value),
        );
        return;
    };
    match &consultation.answered {
        None => {
            verdict.broken(
                consultation.span,
                format!("high risk of `{}` remains, and the regulator has not answered yet; do not start before it has", name.value),
            );
        }
        Some(answered) if **answered > world.today => {
            verdict.broken(
                answered.span,
                format!("the regulator's answer is dated {}, which has not come yet; do not start before it has", answered.value),
            );
        }
        Some(_) => {}
    }
}
