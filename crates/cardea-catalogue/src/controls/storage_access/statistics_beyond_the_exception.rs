use cardea_law::pecr;
use cardea_manifest::model::Ground;
use cardea_units::date;

use crate::pecr::{more_than_covered, objection_missing, on_ground};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-06",
    name: "statistics-beyond-the-exception",
    title: "Statistics exception: statutory conditions",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::SCH_A1_PARA_1, pecr::SCH_A1_PARA_5],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("statistics_beyond_the_exception.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (operation, ground) in on_ground(world.manifest, Ground::Statistics) {
        any = true;
        let complaints = [
            more_than_covered(&operation, ground),
            objection_missing(&operation),
        ];
        for (span, message) in complaints.into_iter().flatten() {
            verdict.broken(span, message);
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read on the ground `statistics`");
    }
}
