use cardea_law::{ico_pets, uk_gdpr};
use cardea_manifest::model::{Manifest, Purpose};

use crate::figures_of_many::{hides_people, looks_for_patterns};
use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-13",
    name: "no-protective-technique",
    title: "Privacy-enhancing techniques",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25, ico_pets::CHAPTER_TECHNIQUES],
    applies_from: None,
    page: include_str!("no_protective_technique.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut purposes = manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| works_on_many(manifest, purpose))
        .peekable();
    if purposes.peek().is_none() {
        verdict.not_applicable(
            "no personal data is used for analytics, advertising, training or research",
        );
        return;
    }
    for (name, purpose) in purposes {
        let mut techniques = purpose.techniques.iter();
        if !techniques.any(|technique| hides_people(**technique)) {
            verdict.broken(
                name.span,
                format!(
                    "`{}` could use a technique that hides each person, such as `aggregation`, `differential_privacy` or \
                     `federated_learning`; write it under `techniques`",
                    name.value
                ),
            );
        }
    }
}

fn works_on_many(manifest: &Manifest, purpose: &Purpose) -> bool {
    looks_for_patterns(*purpose.class) && purpose_fields(manifest, purpose).next().is_some()
}
