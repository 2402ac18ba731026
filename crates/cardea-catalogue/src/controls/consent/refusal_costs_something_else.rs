use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::Purpose;
use cardea_manifest::shape::Name;

use crate::asked::{Place, asked};
use crate::refusal_cost::other_purposes_lost;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-19",
    name: "refusal-costs-something-else",
    title: "No detriment for refusing",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::RECITAL_42],
    applies_from: None,
    page: include_str!("refusal_costs_something_else.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for asked in asked(world.manifest) {
        any = true;
        let name = &asked.name.value;
        if asked.choice.is_none() && asked.place == Place::MakersOwn {
            verdict.cannot_tell(
                asked.name.span,
                format!("what stops working when `{name}` is refused is not said; write `without_it` under `choices.{name}`"),
            );
        }
        let lost = other_purposes_lost(world.manifest, &asked)
            .filter(|lost| !needs(lost.purpose, asked.name));
        for lost in lost {
            verdict.broken(
                lost.what.span,
                format!(
                    "whoever refuses `{name}` loses `{}`, which does not use its data; let it work, or name `{name}` there under `reuse`",
                    lost.name.value
                ),
            );
        }
    }
    if !any {
        verdict.not_applicable("no purpose waits for consent");
    }
}

/// Whether a purpose uses again what was collected for another.
fn needs(purpose: &Purpose, other: &At<Name>) -> bool {
    purpose
        .reuse
        .as_ref()
        .is_some_and(|reuse| reuse.of.contains(other))
}
