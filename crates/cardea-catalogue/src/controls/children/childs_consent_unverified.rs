use crate::asked::rests_on_consent;
use crate::child_age::{AgeFit, child_age};
use crate::children::{care, not_for_children, open_to_children};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::{cwsa_2026, uk_gdpr};
use cardea_manifest::model::{Handler, Manifest};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-17",
    name: "childs-consent-unverified",
    title: "Age for own consent: 13, but make it a dated setting",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_8_1,
        uk_gdpr::ART_8_2,
        uk_gdpr::ART_8_2A,
        uk_gdpr::ART_8_2B,
        uk_gdpr::ART_8ZA,
        cwsa_2026::S_72,
    ],
    applies_from: None,
    page: include_str!("childs_consent_unverified.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    if !open_to_children(manifest).any(|(_, purpose)| rests_on_consent(purpose)) {
        verdict.not_applicable("no purpose rests on the consent of a child");
        return;
    }
    age(world, verdict);
    let (care, span) = care(manifest);
    if care.is_none_or(|care| care.guardian_verified_by.is_none()) {
        verdict.broken(
            span,
            "nothing is done to verify that a guardian agreed for a young child; write how as `guardian_verified_by` under `people.children`",
        );
    }
    if asks_guardians(manifest) {
        let under = *manifest.people.guardian_consent_under;
        verdict.kept_by_construction(
            HouseLaw::L2,
            format!("for a child under {under}, nothing is kept on consent until an adult of the home agreed"),
        );
    }
}

fn age(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let under = &world.manifest.people.guardian_consent_under;
    let in_force = child_age(world.today);
    let (age, from) = (in_force.age, in_force.from);
    match in_force.fit(**under) {
        AgeFit::Fits => {}
        AgeFit::TooYoung => {
            verdict.broken(
                under.span,
                format!("children consent alone from {}, but the age in force since {from} is {age}; write `guardian_consent_under: {age}`", **under),
            );
        }
        AgeFit::TooOld => {
            verdict.broken(
                under.span,
                format!("a guardian decides up to {}, but children decide from {age}, and no rule could say otherwise; write `guardian_consent_under: {age}`", **under),
            );
        }
    }
}

/// Whether Cardea asks the guardian, and keeps nothing before.
fn asks_guardians(manifest: &Manifest) -> bool {
    let handled = &manifest.handled_by;
    *handled.data == Handler::Cardea && *handled.choices == Handler::Cardea
}
