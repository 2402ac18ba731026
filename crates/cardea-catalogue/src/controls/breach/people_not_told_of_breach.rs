use cardea_law::uk_gdpr;

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-04",
    name: "people-not-told-of-breach",
    title: "Tell people",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_34],
    applies_from: None,
    page: include_str!("people_not_told_of_breach.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    if breaches.is_none_or(|breaches| breaches.people_told_by.is_empty()) {
        verdict.broken(
            span,
            "nothing is ready by which people are told of a breach that puts them at high risk; prepare the message for each way, and write the \
             ways as `people_told_by` under `security.breaches`",
        );
    }
}
