use cardea_law::{ico_iot_guidance, uk_gdpr};

use crate::{Checked, Control, Level, Statement, Status, Trigger, Verdict, World, triggers};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-05",
    name: "high-risk-without-assessment",
    title: "DPIA before high-risk processing",
    level: Level::Must,
    // The check asks for the statement itself: without one it is broken, not untold, where the manifest shows a reason.
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_35_1,
        uk_gdpr::ART_35_3,
        uk_gdpr::ART_35_4,
        ico_iot_guidance::CHAPTER_ACCOUNTABILITY,
    ],
    applies_from: None,
    page: include_str!("high_risk_without_assessment.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let span = world.manifest.product.kind.span;
    let reasons: Vec<String> = triggers(world.manifest)
        .iter()
        .map(Trigger::to_string)
        .collect();
    let dpia = world.manifest.dpia.as_ref();
    if let Some(on) = dpia.map(|dpia| &dpia.on).filter(|on| ***on > world.today) {
        verdict.broken(
            on.span,
            format!("the impact assessment is dated {}, which has not come yet; write the day on which it was made", on.value),
        );
    }
    if dpia.is_some() && matches!(world.statement(CONTROL.code), Statement::Missing) {
        return;
    }
    if !reasons.is_empty() && matches!(world.statement(CONTROL.code), Statement::Missing) {
        verdict.broken(
            span,
            format!(
                "high risk is likely ({}), but nobody has assessed it; make a data protection impact assessment before the first reading \
                 and write it as `dpia`, or state it under `assessments.ACC-05`",
                reasons.join(", ")
            ),
        );
        return;
    }
    let missing = "whether high risk is likely is not said: the manifest shows no reason for it, but most connected products have one; write \
                   an impact assessment as `dpia`, or state a screening that none is needed under `assessments.ACC-05`";
    let Some(assessment) = verdict.ask_statement(world, span, missing) else {
        return;
    };
    if !reasons.is_empty() && dpia.is_none() && assessment.evidence.is_none() {
        verdict.cannot_tell(
            assessment.span,
            format!("high risk is likely ({}), but the statement names no assessment; write it as `dpia`, or name the document with `evidence`", reasons.join(", ")),
        );
    }
}
