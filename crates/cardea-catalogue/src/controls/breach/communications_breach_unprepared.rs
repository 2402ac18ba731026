use cardea_law::pecr;
use cardea_manifest::model::Breaches;
use cardea_units::date;

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-07",
    name: "communications-breach-unprepared",
    title: "PECR service-provider breaches",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_5A, pecr::REG_5C],
    applies_from: Some(date(2025, 8, 20)),
    page: include_str!("communications_breach_unprepared.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    let service = breaches.and_then(|it| Some((it, it.communications_service.as_ref()?)));
    match service {
        None => {
            verdict.cannot_tell(
                span,
                "whether the maker provides a public electronic communications service, such as calls or a mobile connection of its own, is not \
                 said; write `communications_service` under `security.breaches`",
            );
        }
        Some((_, provides)) if !provides.value => {
            verdict.not_applicable("no public electronic communications service is provided");
        }
        Some((breaches, _)) => prepared(breaches, verdict),
    }
}

fn prepared(breaches: &Breaches, verdict: &mut Verdict<'_>) {
    for (missing, what, key) in [
        (
            breaches.plan.is_none(),
            "there is no plan for telling the regulator within 72 hours",
            "plan",
        ),
        (
            breaches.register.is_none(),
            "there is no inventory of breaches",
            "register",
        ),
        (
            breaches.people_told_by.is_empty(),
            "nothing is ready by which subscribers are told of a breach that harms them",
            "people_told_by",
        ),
    ] {
        if missing {
            verdict.broken(
                breaches.span,
                format!("{what}, as a communications service must have; write it as `{key}` under `security.breaches`"),
            );
        }
    }
}
