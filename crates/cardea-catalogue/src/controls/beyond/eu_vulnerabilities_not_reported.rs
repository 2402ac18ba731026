use cardea_law::eu_cra;
use cardea_units::date;

use crate::eu_law::cyber_resilience;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-04",
    name: "eu-vulnerabilities-not-reported",
    title: "EU CRA reporting",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[eu_cra::ART_14],
    applies_from: Some(date(2026, 9, 11)),
    page: include_str!("eu_vulnerabilities_not_reported.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let facts = match cyber_resilience(world) {
        Err(why) => return verdict.not_applicable(why),
        Ok(facts) => facts,
    };
    let Some(plan) = facts.said.and_then(|said| said.reporting_plan.as_ref()) else {
        verdict.broken(
            facts.span,
            format!(
                "it is sold in `{}`, and there is no plan for reporting exploited vulnerabilities and severe incidents within 24 and 72 hours; \
                 make one and name it as `reporting_plan` under `statements.eu.cyber_resilience`",
                facts.country
            ),
        );
        return;
    };
    let on = *plan.on;
    if on > world.today {
        verdict.broken(
            plan.on.span,
            format!("the plan for reports is dated {on}, which has not come yet; write the day on which it was made"),
        );
    }
}
