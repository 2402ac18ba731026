use cardea_law::psti_act_2022;
use cardea_manifest::model::{FailurePlan, SupplyContact};
use cardea_units::{CalendarDuration, date};

use crate::psti::outside;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-07",
    name: "no-plan-for-failure",
    title: "Compliance failure duties",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        psti_act_2022::S_10,
        psti_act_2022::S_11,
        psti_act_2022::S_12,
        psti_act_2022::S_16,
        psti_act_2022::S_17,
        psti_act_2022::S_18,
        psti_act_2022::S_19,
        psti_act_2022::S_20,
        psti_act_2022::S_23,
        psti_act_2022::S_24,
        psti_act_2022::S_25,
    ],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("no_plan_for_failure.md"),
    check,
};

/// How long records of failures are kept (PSTI Act 2022 ss.12, 20).
const RECORDS_KEPT: CalendarDuration = CalendarDuration::from_months(120);

/// Who is told, in every chain of supply; people who have the product are told where regulations say so.
const TOLD: [SupplyContact; 4] = [
    SupplyContact::EnforcementAuthority,
    SupplyContact::Manufacturers,
    SupplyContact::Importers,
    SupplyContact::Distributors,
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let security = world.manifest.security.as_ref();
    if let Some(plan) = security.and_then(|security| security.failure_plan.as_ref()) {
        tells(plan, verdict);
        records(plan, verdict);
    } else {
        let span = security.map_or(world.manifest.product.span, |security| security.span);
        verdict.broken(
            span,
            "nothing says what happens when the product fails the law; write a plan and name it under `security.failure_plan`",
        );
    }
}

fn tells(plan: &FailurePlan, verdict: &mut Verdict<'_>) {
    let missing: Vec<String> = TOLD
        .iter()
        .filter(|contact| !plan.tells.iter().any(|told| told.value == **contact))
        .map(|contact| format!("`{contact}`"))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        verdict.broken(
            plan.span,
            format!(
                "the plan `{}` does not tell everybody of a failure; add {missing} to `tells`",
                plan.reference.value
            ),
        );
    }
}

fn records(plan: &FailurePlan, verdict: &mut Verdict<'_>) {
    match &plan.records_kept {
        Some(kept) if kept.value < RECORDS_KEPT => {
            verdict.broken(
                kept.span,
                format!(
                    "records of failures are kept {}; keep them {RECORDS_KEPT}",
                    kept.value
                ),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                plan.span,
                "how long records of failures are kept is not said; write `records_kept: 10y`",
            );
        }
    }
}
