use cardea_law::uk_gdpr;
use cardea_manifest::model::Harm;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-11",
    name: "harm-to-mind-not-counted",
    title: "Count non-material harm",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::RECITAL_75],
    applies_from: None,
    page: include_str!("harm_to_mind_not_counted.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let Some(dpia) = &world.manifest.dpia else {
        verdict.not_applicable("there is no impact assessment");
        return;
    };
    if dpia.risks.is_empty() {
        verdict.cannot_tell(
            dpia.span,
            "which harms the assessment counts is not said; write each risk with its `harms` under `dpia.risks`",
        );
        return;
    }
    let counted = dpia
        .risks
        .values()
        .flat_map(|risk| &risk.harms)
        .any(|harm| is_of_the_mind(harm.value));
    if !counted {
        verdict.broken(
            dpia.risks.span,
            "no risk counts fear, distress, coercion or loss of control; think each through and write `psychological`, `coercion` or `loss_of_control` where it could happen",
        );
    }
}

const fn is_of_the_mind(harm: Harm) -> bool {
    matches!(
        harm,
        Harm::Psychological | Harm::Coercion | Harm::LossOfControl
    )
}
