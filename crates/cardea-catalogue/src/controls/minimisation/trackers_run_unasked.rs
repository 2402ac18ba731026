use cardea_law::{pecr, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Ground, Manifest, Purpose, PurposeClass, Start};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-07",
    name: "trackers-run-unasked",
    title: "Trackers off",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_6, uk_gdpr::ART_25_2],
    applies_from: None,
    page: include_str!("trackers_run_unasked.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let app = manifest.product.app.as_ref();
    let components = || app.iter().flat_map(|app| &app.components);
    let mut accesses = manifest.other_access.values();
    if components().next().is_none() && !accesses.any(|access| access.by.is_some()) {
        verdict.not_applicable("no software of others is in the app, and no other organisation stores or reads anything");
        return;
    }
    for component in components() {
        of_component(manifest, component, verdict);
    }
    for access in manifest.other_access.values() {
        let purpose = manifest.purposes.entry(access.for_what.as_str());
        if let (Some(by), Some(purpose)) = (&access.by, purpose) {
            tracks(manifest, by, purpose, &access.ground, verdict);
        }
    }
}

fn of_component(manifest: &Manifest, component: &At<Name>, verdict: &mut Verdict<'_>) {
    let mut accesses = manifest.other_access.values();
    let is_listed = accesses.any(|access| access.by.as_ref() == Some(component));
    let mut serves = false;
    for (name, purpose) in manifest.purposes.iter() {
        if !roles(purpose).any(|(who, _)| who == component) {
            continue;
        }
        serves = true;
        match &purpose.device_access {
            Some(ground) => tracks(manifest, component, (name, purpose), ground, verdict),
            None if is_tracking(*purpose.class) && !is_listed => {
                verdict.cannot_tell(
                    component.span,
                    format!(
                        "on what ground software of `{}` runs for `{}` is not said; write `device_access` there, or list what it stores or \
                         reads under `other_access` with `by: {}`",
                        component.value, name.value, component.value
                    ),
                );
            }
            None => {}
        }
    }
    if !serves && !is_listed {
        verdict.broken(
            component.span,
            format!(
                "software of `{}` is in the app for no purpose; take it out, or name `{}` at the purpose that it serves",
                component.value, component.value
            ),
        );
    }
}

fn tracks(
    manifest: &Manifest,
    by: &At<Name>,
    (name, purpose): (&At<Name>, &Purpose),
    ground: &At<Ground>,
    verdict: &mut Verdict<'_>,
) {
    let class = *purpose.class;
    match ground.value {
        _ if !is_tracking(class) => {}
        Ground::Statistics if class == PurposeClass::Analytics => {}
        Ground::Consent => {
            let choice = manifest.choices.get(name.as_str());
            if let Some(choice) = choice.filter(|choice| *choice.starts == Start::On) {
                verdict.broken(
                    choice.starts.span,
                    format!(
                        "software of `{}` runs for `{}` before anybody agreed; write `starts: off`",
                        by.value, name.value
                    ),
                );
            }
        }
        other => {
            verdict.broken(
                ground.span,
                format!(
                    "`{}` stores or reads something for `{}` on `{other}`; wait for consent and write `consent`",
                    by.value, name.value
                ),
            );
        }
    }
}

/// What trackers do for others than the person who uses the app.
const fn is_tracking(class: PurposeClass) -> bool {
    matches!(class, PurposeClass::Analytics | PurposeClass::Advertising)
}
