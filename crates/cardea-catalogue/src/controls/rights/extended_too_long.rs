use crate::always_within::always_within;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_subject_access, uk_gdpr};
use cardea_units::CalendarDuration;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-13",
    name: "extended-too-long",
    title: "Two more months",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12A_3,
        uk_gdpr::ART_12A_4,
        ico_subject_access::CHAPTER_TIME,
    ],
    applies_from: None,
    page: include_str!("extended_too_long.md"),
    check,
};

/// By how much the period may be extended (UK GDPR Art 12A(3)).
const TWO_MONTHS: CalendarDuration = CalendarDuration::from_months(2);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    match &world.manifest.rights.extended_by {
        Some(more) if !always_within(**more, TWO_MONTHS) => {
            verdict.broken(
                more.span,
                format!("an answer that comes {} later can be more than two months late; extend by `2mo` at most", **more),
            );
        }
        Some(_) => {}
        None => verdict.not_applicable("the time for an answer is never extended"),
    }
}
