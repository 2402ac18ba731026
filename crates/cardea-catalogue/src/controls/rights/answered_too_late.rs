use crate::always_within::always_within;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_subject_access, uk_gdpr};
use cardea_units::CalendarDuration;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-12",
    name: "answered-too-late",
    title: "One month",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12_3,
        uk_gdpr::ART_12A_1,
        uk_gdpr::ART_12A_2,
        uk_gdpr::ART_4A,
        ico_subject_access::CHAPTER_TIME,
    ],
    applies_from: None,
    page: include_str!("answered_too_late.md"),
    check,
};

/// How long an answer may take (UK GDPR Art 12A(1)).
const MONTH: CalendarDuration = CalendarDuration::from_months(1);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    match &rights.answered_within {
        Some(within) if !always_within(**within, MONTH) => {
            verdict.broken(
                within.span,
                format!("an answer within {} can come later than a month; promise `1mo`, or `28d`, which is within every month", **within),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                rights.span,
                "how long an answer to a request takes at most is not said; write `answered_within` under `rights`",
            );
        }
    }
}
