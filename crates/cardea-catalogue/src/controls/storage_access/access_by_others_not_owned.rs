use cardea_law::pecr;
use cardea_manifest::At;
use cardea_manifest::model::{Activity, Manifest, Organisation};
use cardea_manifest::shape::Name;
use cardea_units::date;

use crate::{Checked, Control, Level, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-11",
    name: "access-by-others-not-owned",
    title: "Instigating counts",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_6_2_A],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("access_by_others_not_owned.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, organisation) in manifest.organisations.iter() {
        if is_maker(organisation) {
            continue;
        }
        let component = component(manifest, name);
        let reads = by_trade(organisation);
        any |= component.is_some() || reads.is_some() || is_listed(manifest, name);
        if is_listed(manifest, name) {
            continue;
        }
        let organisation = &name.value;
        match (component, reads) {
            (Some(component), Some(reads)) => {
                let trade = reads.value;
                verdict.broken(
                    component.span,
                    format!(
                        "`{organisation}` is in the app and is a `{trade}`, but nothing that it stores or reads is listed, and that counts \
                         as yours; list it under `other_access` with `by: {organisation}`"
                    ),
                );
            }
            (None, Some(reads)) if !has_role(manifest, name) => {
                verdict.cannot_tell(
                    reads.span,
                    format!(
                        "what `{organisation}` stores or reads for you is not said, and it counts as yours; list it under `other_access` \
                         with `by: {organisation}`, or name it at the purpose whose readings it handles"
                    ),
                );
            }
            (Some(component), None) => {
                verdict.cannot_tell(
                    component.span,
                    format!(
                        "what `{organisation}` stores or reads from within the app is not listed, and it counts as yours; list it under \
                         `other_access` with `by: {organisation}`, or take it out of the app"
                    ),
                );
            }
            (None, _) => {}
        }
    }
    if !any {
        verdict.not_applicable("nobody else stores or reads anything on the maker's behalf");
    }
}

fn is_maker(organisation: &Organisation) -> bool {
    organisation
        .does
        .iter()
        .any(|activity| **activity == Activity::Manufacturer)
}

fn component<'m>(manifest: &'m Manifest, organisation: &At<Name>) -> Option<&'m At<Name>> {
    let app = manifest.product.app.as_ref()?;
    app.components
        .iter()
        .find(|component| *component == organisation)
}

/// The activity of an organisation that reads from devices by its trade.
fn by_trade(organisation: &Organisation) -> Option<&At<Activity>> {
    organisation.does.iter().find(|activity| {
        matches!(
            ***activity,
            Activity::SensorTelemetryProvider | Activity::BiometricsProvider
        )
    })
}

fn is_listed(manifest: &Manifest, organisation: &At<Name>) -> bool {
    manifest
        .other_access
        .values()
        .any(|access| access.by.as_ref() == Some(organisation))
}

/// Whether a purpose names it, so that what it handles comes in as streams.
fn has_role(manifest: &Manifest, organisation: &At<Name>) -> bool {
    manifest
        .purposes
        .values()
        .flat_map(roles)
        .any(|(name, _)| name == organisation)
}
