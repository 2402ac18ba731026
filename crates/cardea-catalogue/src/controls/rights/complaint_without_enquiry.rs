use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::dpa_2018;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-23",
    name: "complaint-without-enquiry",
    title: "Investigate, inform, outcome",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[dpa_2018::S_164A_4, dpa_2018::S_164A_5],
    applies_from: Some(date(2026, 6, 19)),
    page: include_str!("complaint_without_enquiry.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let complaints = rights.complaints.as_ref();
    if complaints.is_none_or(|complaints| complaints.handled_by.is_none()) {
        verdict.broken(
            complaints.map_or(rights.span, |complaints| complaints.span),
            "nobody is named who looks into complaints and tells people of progress and outcome; write who and how as `handled_by` under \
             `rights.complaints`",
        );
    }
}
