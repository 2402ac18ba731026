use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::Manifest;
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World, acts_in};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-17",
    name: "component-without-role",
    title: "Third-party component data map",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_2,
        uk_gdpr::ART_24,
        uk_gdpr::ART_28,
        ico_iot_guidance::CHAPTER_ACCOUNTABILITY,
    ],
    applies_from: None,
    page: include_str!("component_without_role.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    components(manifest, verdict);
    for (name, organisation) in manifest.organisations.iter() {
        if let Some(host) = organisation.hosts.first()
            && !acts(manifest, name)
        {
            verdict.broken(
                host.span,
                format!(
                    "`{}` has a host on the network, but what it gets is not said; name it where it is a processor or recipient, or remove \
                     the host",
                    name.value
                ),
            );
        }
    }
    list(manifest, verdict);
}

fn components(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for component in manifest.product.app.iter().flat_map(|app| &app.components) {
        let Some((name, organisation)) = manifest.organisations.entry(component.as_str()) else {
            continue;
        };
        if !acts(manifest, name) {
            verdict.broken(
                component.span,
                format!(
                    "software of `{}` is in the app, but what it gets is not said; name it as processor or recipient of the purposes that it \
                     serves, or take it out",
                    name.value
                ),
            );
        } else if organisation.hosts.is_empty() {
            verdict.cannot_tell(
                component.span,
                format!("where the software of `{}` in the app sends data is not said; write its `hosts`", name.value),
            );
        }
    }
}

fn acts(manifest: &Manifest, name: &At<Name>) -> bool {
    manifest
        .organisations
        .get(name.as_str())
        .is_some_and(|organisation| {
            let mut purposes = manifest.purposes.values();
            purposes.any(|purpose| acts_in(manifest, purpose, name, organisation))
        })
}

fn list(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let security = manifest.security.as_ref();
    if security.is_none_or(|security| security.components.is_none()) {
        verdict.cannot_tell(
            security.map_or(manifest.product.span, |security| security.span),
            "of which software of others the product is made is not said; write its `list` as `components` under `security`",
        );
    }
}
