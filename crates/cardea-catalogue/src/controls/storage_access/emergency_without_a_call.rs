use cardea_law::pecr;
use cardea_manifest::model::Ground;
use cardea_units::date;

use crate::pecr::{more_than_covered, on_ground};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-09",
    name: "emergency-without-a-call",
    title: "Emergency assistance exception",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::SCH_A1_PARA_7],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("emergency_without_a_call.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (operation, ground) in on_ground(world.manifest, Ground::Emergency) {
        any = true;
        if let Some((span, message)) = more_than_covered(&operation, ground) {
            verdict.broken(span, message);
        } else if operation.purpose.started_by.is_none() {
            verdict.cannot_tell(
                ground.span,
                format!(
                    "whether a call for help starts `{}` is not said; write `started_by: help_request`, or take another ground",
                    operation.purpose_name.value
                ),
            );
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read on the ground `emergency`");
    }
}
