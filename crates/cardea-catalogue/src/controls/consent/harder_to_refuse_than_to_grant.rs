use cardea_law::{ico_iot_guidance, ico_storage_and_access};

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-06",
    name: "harder-to-refuse-than-to-grant",
    title: "Refuse as easily as accept",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_storage_and_access::CHAPTER_CONSENT,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("harder_to_refuse_than_to_grant.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    if asked.iter().all(Asked::is_portal_switch) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "a switch in the portal that nobody touched is a refusal, and nothing is kept",
        );
    }
    for asked in asked {
        steps(&asked, verdict);
    }
}

fn steps(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    match asked.choice.and_then(|choice| choice.steps.as_ref()) {
        Some(steps) if *steps.refuse > *steps.grant => {
            let (grant, refuse) = (steps.grant.value, steps.refuse.value);
            verdict.broken(
                steps.refuse.span,
                format!("`{name}` is granted in {grant} and refused in {refuse} steps; let refusing take at most {grant}"),
            );
        }
        None if asked.place == Place::MakersOwn => {
            verdict.cannot_tell(
                asked.span(),
                format!("how many steps it takes to grant and to refuse `{name}` is not said; write `steps` under `choices.{name}`"),
            );
        }
        Some(_) | None => {}
    }
}
