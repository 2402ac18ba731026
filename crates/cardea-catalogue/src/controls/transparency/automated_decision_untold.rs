use cardea_law::uk_gdpr;
use cardea_units::date;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-17",
    name: "automated-decision-untold",
    title: "Automated decisions",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_2_F, uk_gdpr::ART_22C_2_A],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("automated_decision_untold.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let decisions = &world.manifest.decisions;
    if decisions.is_empty() {
        verdict.not_applicable("no significant decision is made by machine alone");
    }
    for (name, decision) in decisions.iter() {
        if decision.explained.is_none() {
            verdict.broken(
                name.span,
                format!(
                    "people are not told how the machine decides on `{}`; explain what it goes by and what follows, and write where as `explained`",
                    name.value
                ),
            );
        }
    }
}
