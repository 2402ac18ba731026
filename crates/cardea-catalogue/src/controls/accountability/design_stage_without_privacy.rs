use cardea_law::ico_design_lifecycle;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-18",
    name: "design-stage-without-privacy",
    title: "Privacy in each design stage",
    level: Level::Should,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[
        ico_design_lifecycle::STAGE_KICK_OFF,
        ico_design_lifecycle::STAGE_RESEARCH,
        ico_design_lifecycle::STAGE_DESIGN,
        ico_design_lifecycle::STAGE_DEVELOPMENT,
        ico_design_lifecycle::STAGE_LAUNCH,
        ico_design_lifecycle::STAGE_POST_LAUNCH,
    ],
    applies_from: None,
    page: include_str!("design_stage_without_privacy.md"),
    check,
};

/// The statement is asked for by the judge; only the people who made the product know how it came about.
fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
    }
}
