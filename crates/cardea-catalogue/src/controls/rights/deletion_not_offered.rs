use crate::asked::asked;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-27",
    name: "deletion-not-offered",
    title: "One step: withdraw and delete",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_3, uk_gdpr::ART_17],
    applies_from: None,
    page: include_str!("deletion_not_offered.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut asked = asked(world.manifest).peekable();
    if asked.peek().is_none() {
        verdict.not_applicable("no purpose waits for consent");
    }
    for asked in asked {
        let offers = asked
            .choice
            .and_then(|choice| choice.offers_erasure.as_ref());
        if !offers.is_some_and(|offers| **offers) {
            verdict.broken(
                offers.map_or_else(|| asked.span(), |offers| offers.span),
                format!(
                    "people who withdraw from `{}` could delete what was collected in the same step; offer it and write `offers_erasure: true` \
                     under `choices.{}`",
                    asked.name.value, asked.name.value
                ),
            );
        }
    }
}
