use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "STO-12",
    name: "returned-units-not-wiped",
    title: "Returned and refurbished units",
    level: Level::Should,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_F],
    applies_from: None,
    page: include_str!("returned_units_not_wiped.md"),
    check,
};

/// Only a person can judge it; the judge asks for the statement.
fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
    }
}
