use cardea_law::ico_audit_toolkits;

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-06",
    name: "nobody-answers-at-night",
    title: "Out-of-hours and joint procedures",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_audit_toolkits::TOOLKIT_BREACH],
    applies_from: None,
    page: include_str!("nobody_answers_at_night.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    if breaches.is_none_or(|breaches| breaches.out_of_hours.is_none()) {
        verdict.broken(
            span,
            "nobody is named who decides about a breach at night, at weekends or when somebody is away; write it as `out_of_hours` under \
             `security.breaches`",
        );
    }
    let security = world.manifest.security.as_ref();
    if security.is_none_or(|security| security.breach_rota.is_none()) {
        verdict.broken(
            security.map_or(span, |security| security.span),
            "nobody is named who answers when there is a breach; name the rota as `breach_rota` under `security`",
        );
    }
}
