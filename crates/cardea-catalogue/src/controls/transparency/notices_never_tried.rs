use cardea_law::ico_design_lifecycle;
use cardea_manifest::model::Children;

use crate::{Checked, Control, Level, Statement, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-21",
    name: "notices-never-tried",
    title: "Test understanding",
    level: Level::Could,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[
        ico_design_lifecycle::STAGE_RESEARCH,
        ico_design_lifecycle::STAGE_DESIGN,
    ],
    applies_from: None,
    page: include_str!("notices_never_tried.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let children = *world.manifest.product.children != Children::NotLikely;
    if let Statement::Holds(statement) = world.statement(CONTROL.code)
        && children
        && !statement.says.as_str().to_lowercase().contains("child")
    {
        verdict.cannot_tell(
            statement.says.span,
            "whether children tried the notices is not said; try them with children too, and say so in the statement",
        );
    }
}
