use cardea_law::{ico_domestic_cctv, ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{About, Manifest, Reach, Sense};
use cardea_manifest::shape::Name;

use crate::sensing::{hears, is_sensitive, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-19",
    name: "others-at-home-untold",
    title: "Inform the rest of the household and visitors",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12_1,
        uk_gdpr::ART_12_2,
        uk_gdpr::ART_13,
        uk_gdpr::ART_14,
        ico_iot_guidance::CHAPTER_RIGHTS,
        ico_domestic_cctv::CHAPTER_TELL,
    ],
    applies_from: None,
    page: include_str!("others_at_home_untold.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let passers_by = reaches_passers_by(manifest);
    if !passers_by && !reaches_others_at_home(manifest) {
        verdict.not_applicable("it is about the person who wears or uses it alone");
        return;
    }
    let people = &manifest.people;
    if people.told_by.is_empty() {
        verdict.broken(
            people.span,
            "guests and others at home have no way to learn of it; give the owner simple means such as a sticker, a light or a spoken notice, and write them as `told_by`",
        );
    }
    if passers_by {
        tells_passers_by(manifest, verdict);
    }
}

fn reaches_others_at_home(manifest: &Manifest) -> bool {
    let mut streams = manifest.streams.values();
    let shared = streams.any(|stream| matches!(stream.about, About::Household { .. }));
    let room = |name: &str, sense: &Sense| is_sensitive(name) && *sense.reach == Reach::Room;
    shared || any_sense(manifest, room)
}

fn reaches_passers_by(manifest: &Manifest) -> bool {
    let mut streams = manifest.streams.values();
    let bystanders = streams.any(|stream| matches!(stream.about, About::Bystander { .. }));
    let street =
        |name: &str, sense: &Sense| (hears(name) || sees(name)) && *sense.reach == Reach::Outdoors;
    bystanders || any_sense(manifest, street)
}

/// Whether a sensor in use is of this kind.
fn any_sense(manifest: &Manifest, is: impl Fn(&str, &Sense) -> bool) -> bool {
    let mut senses = manifest.product.senses.iter();
    senses.any(|(name, sense)| {
        let name: &Name = name;
        sense.used.as_ref().is_none_or(|used| used.value) && is(name.as_str(), sense)
    })
}

/// People in the street get a sign that leads to a page, and need no account for it.
fn tells_passers_by(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let people = &manifest.people;
    let bystanders = people.bystanders.as_ref();
    let span = bystanders.map_or(people.span, |bystanders| bystanders.span);
    if bystanders.is_none_or(|bystanders| bystanders.told_by.is_empty()) {
        verdict.broken(
            span,
            "people who pass by do not notice it; give the owner a sign or a light for them, and write it as `told_by` under `people.bystanders`",
        );
    }
    let page = bystanders.is_some_and(|bystanders| bystanders.page.is_some());
    if !page && manifest.rights.without_account.is_none() {
        verdict.broken(
            span,
            "people who pass by have no page that they can read without an account; write it as `page` under `people.bystanders`",
        );
    }
}
