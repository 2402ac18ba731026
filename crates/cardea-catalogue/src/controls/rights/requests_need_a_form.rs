use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_subject_access, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Input, Way};
use cardea_units::CalendarDuration;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-26",
    name: "requests-need-a-form",
    title: "Any form, any staff, any channel",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12_2,
        uk_gdpr::ART_15_1,
        ico_subject_access::CHAPTER_RECOGNISE,
        ico_subject_access::CHAPTER_CHILDREN,
    ],
    applies_from: None,
    page: include_str!("requests_need_a_form.md"),
    check,
};

/// How long ago staff may last have learned to recognise a request. A setting of this catalogue.
const TRAINED_EVERY: CalendarDuration = CalendarDuration::from_months(24);

/// Ways by which people ask in their own words.
const OWN_WORDS: [Way; 6] = [
    Way::Voice,
    Way::Email,
    Way::Post,
    Way::Telephone,
    Way::SocialMedia,
    Way::InPerson,
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    if let Some(first) = rights.requests_by.first() {
        ways(world, first, verdict);
    } else {
        verdict.cannot_tell(
            rights.span,
            "by which ways a request is taken is not said; list them under `rights` as `requests_by`",
        );
    }
    trained(world, verdict);
}

fn ways(world: &World<'_>, first: &At<Way>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let taken = |way: Way| manifest.rights.requests_by.iter().any(|it| **it == way);
    let mut lacks = |message: &str| {
        verdict.broken(first.span, message);
    };
    if !OWN_WORDS.into_iter().any(taken) {
        lacks(
            "a request is taken on forms and pages only; take it in people's own words as well, such as by `email` or `telephone`",
        );
    }
    if !taken(Way::Representative) {
        lacks(
            "a request by somebody else with authority is not taken; add `representative` to `requests_by`",
        );
    }
    let speaks = manifest
        .product
        .inputs
        .iter()
        .any(|input| **input == Input::Voice);
    if speaks && !taken(Way::Voice) {
        lacks(
            "people speak to the product, but it does not take a request; let it answer \"what do you have on me\" and add `voice` to `requests_by`",
        );
    }
}

fn trained(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let rights = &world.manifest.rights;
    match &rights.staff_trained {
        Some(on) if **on > world.today => {
            verdict.broken(
                on.span,
                format!("`staff_trained` is dated {}, which has not come yet; write the day on which staff last learned", **on),
            );
        }
        Some(on) if TRAINED_EVERY.after_date(**on) < world.today => {
            verdict.broken(
                on.span,
                format!("staff last learned to recognise a request on {}, more than two years ago; let them learn again", **on),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                rights.span,
                "when staff last learned to recognise a request is not said; write the day under `rights` as `staff_trained`",
            );
        }
    }
}
