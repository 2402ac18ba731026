use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_subject_access, uk_gdpr};
use cardea_manifest::model::Right;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-14",
    name: "clock-stopped-unduly",
    title: "Stop the clock",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12A_5,
        uk_gdpr::ART_12A_6,
        ico_subject_access::CHAPTER_TIME,
    ],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("clock_stopped_unduly.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let stopped = &world.manifest.rights.clock_stops_for;
    if stopped.is_empty() {
        verdict.not_applicable("the clock never stops");
    }
    for right in stopped.iter().filter(|right| ***right != Right::Access) {
        verdict.broken(
            right.span,
            format!("the clock stops for `{}`, which only access allows; take it out of `clock_stops_for`", **right),
        );
    }
}
