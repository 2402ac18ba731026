use crate::children::not_for_children;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::childrens_code;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-05",
    name: "use-harms-children",
    title: "No detrimental use",
    level: Level::Should,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_5],
    applies_from: None,
    page: include_str!("use_harms_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    not_for_children(world, verdict);
}
