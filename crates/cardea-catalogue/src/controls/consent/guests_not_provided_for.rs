use cardea_law::ico_iot_guidance;
use cardea_manifest::model::{Guests, Handler, Manifest, PurposeClass, Reach, Strangers};

use crate::sensing::is_sensitive;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-11",
    name: "guests-not-provided-for",
    title: "Guests, visitors, unregistered users",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_iot_guidance::CHAPTER_LAWFULLY,
        ico_iot_guidance::CHAPTER_RIGHTS,
    ],
    applies_from: None,
    page: include_str!("guests_not_provided_for.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !senses_others(manifest) {
        verdict.not_applicable("no sensor of it takes in people in the room or outdoors");
        return;
    }
    goes_on(manifest, verdict);
    recognised(manifest, verdict);
    told(manifest, verdict);
    let paused = matches!(manifest.people.guests, Guests::Pause { .. });
    if paused && *manifest.handled_by.data == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "while a guest stays nothing about the home is kept, since a guest grants nothing",
        );
    }
}

fn senses_others(manifest: &Manifest) -> bool {
    manifest.product.senses.iter().any(|(name, sense)| {
        let used = sense.used.as_ref().is_none_or(|used| used.value);
        used && *sense.reach != Reach::Body && is_sensitive(name.as_str())
    })
}

/// What goes on while a guest stays: what the home needs, and nothing that learns about the guest.
fn goes_on(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let Guests::Allow { purposes, .. } = &manifest.people.guests else {
        return;
    };
    for name in purposes {
        let class = manifest
            .purposes
            .get(name.as_str())
            .map(|purpose| *purpose.class);
        if class.is_some_and(learns_about_people) {
            verdict.broken(
                name.span,
                format!("`{}` goes on while a guest stays, and learns about somebody who was never asked; take it out of `allow`", name.value),
            );
        }
    }
}

const fn learns_about_people(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
            | PurposeClass::Preferences
    )
}

fn recognised(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let Some(recognition) = &manifest.people.recognition else {
        return;
    };
    match &recognition.strangers {
        None => {
            verdict.cannot_tell(
                recognition.span,
                "what recognition does with people who never enrolled is not said; write `strangers` under `people.recognition`",
            );
        }
        Some(strangers) if strangers.value == Strangers::MatchedAndKept => {
            verdict.broken(
                strangers.span,
                "people who never enrolled are compared and it is kept; write `never_matched`, or `matched_and_dropped` at most",
            );
        }
        Some(_) => {}
    }
}

fn told(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let people = &manifest.people;
    if people.told_by.is_empty() {
        verdict.cannot_tell(
            people.span,
            "how guests notice what senses them is not said; write `told_by` under `people`",
        );
    }
    let page = people.bystanders.as_ref().and_then(|it| it.page.as_ref());
    if page.is_none() && manifest.rights.without_account.is_none() && manifest.notices.qr.is_none()
    {
        verdict.cannot_tell(
            people.span,
            "where somebody without an account finds out more and objects is not said; write `without_account` under `rights`, or `page` \
             under `people.bystanders`",
        );
    }
}
