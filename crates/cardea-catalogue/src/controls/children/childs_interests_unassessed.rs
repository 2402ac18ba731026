use crate::children::not_for_children;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, dpa_2018};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-01",
    name: "childs-interests-unassessed",
    title: "Best interests of the child",
    level: Level::Should,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_1, dpa_2018::S_123, dpa_2018::S_127],
    applies_from: None,
    page: include_str!("childs_interests_unassessed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    not_for_children(world, verdict);
}
