use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{About, Manifest, Reach, Sense};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-08",
    name: "people-left-out",
    title: "Everyone affected",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_4_1,
        uk_gdpr::ART_12_2,
        ico_iot_guidance::CHAPTER_RIGHTS,
    ],
    applies_from: None,
    page: include_str!("people_left_out.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut beyond = manifest
        .product
        .senses
        .iter()
        .filter(|(_, sense)| is_used(sense) && *sense.reach != Reach::Body)
        .peekable();
    if beyond.peek().is_none() {
        verdict.not_applicable("no sensor reaches further than the person who wears or touches it");
    }
    for (name, sense) in beyond {
        guests(manifest, name, sense, verdict);
        if *sense.reach == Reach::Outdoors {
            passers_by(manifest, name, sense, verdict);
        }
    }
}

fn is_used(sense: &Sense) -> bool {
    sense.used.as_ref().is_none_or(|used| used.value)
}

fn guests(manifest: &Manifest, name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    if manifest.people.told_by.is_empty() {
        let reached = match sense.reach.value {
            Reach::Outdoors => "everybody who comes to the home",
            Reach::Room | Reach::Body => "guests and people who work in the home",
        };
        verdict.broken(
            sense.reach.span,
            format!("`{}` reaches {reached}, and nothing says how they are told; write it as `people.told_by`", name.value),
        );
    }
}

fn passers_by(manifest: &Manifest, name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let listed = manifest.people.bystanders.is_some()
        || manifest
            .streams
            .values()
            .any(|stream| matches!(stream.about, About::Bystander { .. }));
    if !listed {
        verdict.broken(
            sense.reach.span,
            format!("`{}` reaches people who pass by, and the manifest leaves them out; say under `people.bystanders` how they are told and spared", name.value),
        );
    }
}
