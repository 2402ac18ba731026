use crate::always_within::always_within;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{dpa_2018, ico_complaints};
use cardea_units::{CalendarDuration, date};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-22",
    name: "complaint-acknowledged-late",
    title: "Acknowledge within 30 days",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[dpa_2018::S_164A_3, ico_complaints::CHAPTER_ACKNOWLEDGE],
    applies_from: Some(date(2026, 6, 19)),
    page: include_str!("complaint_acknowledged_late.md"),
    check,
};

/// How soon a complaint is acknowledged (DPA 2018 s.164A(3)).
const ACKNOWLEDGED_WITHIN: CalendarDuration = CalendarDuration::from_days(30);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let complaints = rights.complaints.as_ref();
    match complaints.and_then(|complaints| complaints.acknowledged_within.as_ref()) {
        Some(within) if !always_within(**within, ACKNOWLEDGED_WITHIN) => {
            verdict.broken(
                within.span,
                format!("a complaint acknowledged within {} can wait longer than 30 days; promise `30d` at most", **within),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                complaints.map_or(rights.span, |complaints| complaints.span),
                "how soon a complaint is acknowledged is not said; write `acknowledged_within` under `rights.complaints`",
            );
        }
    }
}
