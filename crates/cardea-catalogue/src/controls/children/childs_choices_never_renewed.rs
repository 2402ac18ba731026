use crate::asked::rests_on_consent;
use crate::children::{can_be_watched, care, not_for_children, open_to_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_audit_toolkits, uk_gdpr};
use cardea_manifest::model::Manifest;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-19",
    name: "childs-choices-never-renewed",
    title: "Age-up and leaving",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_17_1_F,
        ico_audit_toolkits::TOOLKIT_PARENTAL_CONTROLS,
    ],
    applies_from: None,
    page: include_str!("childs_choices_never_renewed.md"),
    check,
};

/// The age in years from which somebody is no child (children's code).
const ADULT: u32 = 18;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let ages = ages(manifest);
    if ages.is_empty() {
        verdict.not_applicable("nobody decides for a child, and nobody watches it");
        return;
    }
    let (care, span) = care(manifest);
    let renewed = care
        .map(|care| care.asked_again_at.as_slice())
        .unwrap_or_default();
    let Some(first) = renewed.first() else {
        verdict.cannot_tell(
            span,
            "at which ages choices are asked again and controls of parents end is not said; write `asked_again_at` under `people.children`",
        );
        return;
    };
    for (age, why) in ages {
        if !renewed.iter().any(|it| **it == age) {
            verdict.broken(
                first.span,
                format!(
                    "{why} at {age}, but nothing is asked again then; add {age} to `asked_again_at`"
                ),
            );
        }
    }
}

/// The ages, in years, at which something changes for a child, and what.
fn ages(manifest: &Manifest) -> Vec<(u32, &'static str)> {
    let guardian_decides = open_to_children(manifest).any(|(_, purpose)| rests_on_consent(purpose));
    let mut ages = Vec::new();
    if guardian_decides {
        ages.push((
            *manifest.people.guardian_consent_under,
            "a child begins to decide alone",
        ));
    }
    if guardian_decides || can_be_watched(manifest) {
        ages.push((ADULT, "a child comes of age"));
    }
    ages
}
