use cardea_law::{ico_storage_and_access, pecr};
use cardea_manifest::Span;
use cardea_manifest::model::{Activity, From, Input, Manifest, Output, Surface};

use crate::pecr::operations;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-01",
    name: "access-not-listed",
    title: "Inventory of storage and access",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        pecr::REG_6_1,
        pecr::REG_6_2,
        ico_storage_and_access::CHAPTER_SCOPE,
    ],
    applies_from: None,
    page: include_str!("access_not_listed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    app(manifest, verdict);
    components(manifest, verdict);
    grounds_for_nothing(manifest, verdict);
    if !is_listed(manifest, Surface::Device) {
        silent(manifest.product.span, Surface::Device, verdict);
    }
    if let Some(span) = web(manifest)
        && !is_listed(manifest, Surface::Web)
    {
        silent(span, Surface::Web, verdict);
    }
}

/// An app that asks the phone for something reads it; one that asks for nothing still stores something, but what is not known.
fn app(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    if is_listed(manifest, Surface::App) {
        return;
    }
    let product = &manifest.product;
    let permission = product
        .app
        .iter()
        .find_map(|app| app.permissions.iter().next());
    if let Some((name, _)) = permission {
        verdict.broken(
            name.span,
            format!(
                "the app asks for `{}`, but nothing that it stores or reads on the phone is listed; list it under `other_access` with \
                 `surface: app`",
                name.value
            ),
        );
        return;
    }
    let input = product
        .inputs
        .iter()
        .find(|input| ***input == Input::CompanionApp)
        .map(|it| it.span);
    let output = product
        .outputs
        .iter()
        .find(|output| ***output == Output::CompanionApp)
        .map(|it| it.span);
    if let Some(span) = product
        .app
        .as_ref()
        .map(|app| app.span)
        .or(input)
        .or(output)
    {
        silent(span, Surface::App, verdict);
    }
}

/// Software of others in the app mostly has storage of its own.
fn components(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for component in manifest.product.app.iter().flat_map(|app| &app.components) {
        let listed = manifest
            .other_access
            .values()
            .any(|access| *access.surface == Surface::App && access.by.as_ref() == Some(component));
        if !listed {
            let name = &component.value;
            verdict.cannot_tell(
                component.span,
                format!(
                    "what `{name}` stores or reads on the phone is not listed; list it under `other_access` with `surface: app` and \
                     `by: {name}`, or take it out of the app"
                ),
            );
        }
    }
}

fn grounds_for_nothing(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, purpose) in manifest.purposes.iter() {
        let Some(ground) = &purpose.device_access else {
            continue;
        };
        if !operations(manifest).any(|operation| operation.purpose_name == name) {
            verdict.broken(
                ground.span,
                format!(
                    "`{}` has a ground for access to the device, but nothing that it stores or reads there is listed; list it under \
                     `uses` or `other_access`, or leave out `device_access`",
                    name.value
                ),
            );
        }
    }
}

/// Where the manifest shows that there is a web client.
fn web(manifest: &Manifest) -> Option<Span> {
    let input = manifest
        .product
        .inputs
        .iter()
        .find(|input| ***input == Input::Web)
        .map(|it| it.span);
    let mut activities = manifest
        .organisations
        .values()
        .flat_map(|organisation| &organisation.does);
    input.or_else(|| {
        activities
            .find(|activity| ***activity == Activity::WebAppDeveloper)
            .map(|it| it.span)
    })
}

fn is_listed(manifest: &Manifest, surface: Surface) -> bool {
    let stream = match surface {
        Surface::Device => Some(From::Device),
        Surface::App => Some(From::App),
        Surface::Web => None,
    };
    manifest
        .other_access
        .values()
        .any(|access| *access.surface == surface)
        || manifest.streams.values().any(|it| Some(*it.from) == stream)
}

fn silent(span: Span, surface: Surface, verdict: &mut Verdict<'_>) {
    let whose = match surface {
        Surface::Device => "the device",
        Surface::App => "the app",
        Surface::Web => "the web client",
    };
    verdict.cannot_tell(
        span,
        format!("nothing that {whose} stores or gives away is listed; list it under `other_access` with `surface: {surface}`"),
    );
}
