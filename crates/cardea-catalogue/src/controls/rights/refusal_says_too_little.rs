use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::RefusalPart;
use cardea_units::{Date, date};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-17",
    name: "refusal-says-too-little",
    title: "Refusal notice",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_12_4],
    applies_from: None,
    page: include_str!("refusal_says_too_little.md"),
    check,
};

/// First day on which a refusal names the complaint to the controller as well (DPA 2018 s.164A).
const COMPLAINT_TO_CONTROLLER_FROM: Date = date(2026, 6, 19);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let Some(first) = rights.refusal_says.first() else {
        verdict.cannot_tell(
            rights.span,
            "what a refusal says is not said; list its parts under `rights` as `refusal_says`",
        );
        return;
    };
    for part in RefusalPart::ALL
        .iter()
        .filter(|part| is_due(**part, world.today))
    {
        if !rights.refusal_says.iter().any(|said| **said == *part) {
            verdict.broken(
                first.span,
                format!(
                    "a refusal does not tell people {}; add `{part}` to `refusal_says`",
                    what(*part)
                ),
            );
        }
    }
}

fn is_due(part: RefusalPart, today: Date) -> bool {
    part != RefusalPart::ComplaintToController || today >= COMPLAINT_TO_CONTROLLER_FROM
}

const fn what(part: RefusalPart) -> &'static str {
    match part {
        RefusalPart::Reasons => "why",
        RefusalPart::ComplaintToController => "that they may complain to you",
        RefusalPart::ComplaintToRegulator => "that they may complain to the regulator",
        RefusalPart::Court => "that they may go to court",
    }
}
