use cardea_law::uk_gdpr;

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-02",
    name: "no-plan-for-72-hours",
    title: "72 hours to the regulator",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_33_1, uk_gdpr::ART_33_4],
    applies_from: None,
    page: include_str!("no_plan_for_72_hours.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    let Some(plan) = breaches.and_then(|breaches| breaches.plan.as_ref()) else {
        verdict.broken(
            span,
            "there is no plan for the 72 hours in which the regulator is told of a breach; write down who decides and who tells, and name it as \
             `plan` under `security.breaches`",
        );
        return;
    };
    let on = *plan.on;
    if on > world.today {
        verdict.broken(
            plan.on.span,
            format!("the plan for a breach is dated {on}, which has not come yet; write the day on which it was made"),
        );
    }
}
