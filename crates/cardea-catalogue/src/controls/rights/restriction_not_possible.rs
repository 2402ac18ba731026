use crate::answered::{Answered, answered};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-07",
    name: "restriction-not-possible",
    title: "Restriction",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_18],
    applies_from: None,
    page: include_str!("restriction_not_possible.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    match answered(world.manifest) {
        Answered::ByCardea => verdict.kept_by_construction(
            HouseLaw::L3,
            "once a restriction is answered, nothing more of that person is stored or served for the purpose",
        ),
        Answered::ByMaker(span) => {
            verdict.ask_statement(
                world,
                span,
                "nobody has stated how each store marks a person's data and keeps it from being used meanwhile; state it under \
                 `assessments.RIG-07`",
            );
        }
    }
}
