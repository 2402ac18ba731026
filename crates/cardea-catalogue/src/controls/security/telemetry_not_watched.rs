use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::model::{DataCategory, Manifest, PurposeClass};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-11",
    name: "telemetry-not-watched",
    title: "Monitor for anomalies",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_10_1, uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("telemetry_not_watched.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if !reports_about_itself(world.manifest) {
        verdict.not_applicable("the product sends no telemetry about itself");
        return;
    }
    let security = world.manifest.security.as_ref();
    if security.is_none_or(|security| security.watches_for.is_empty()) {
        verdict.broken(
            world.security_span(),
            "telemetry is collected, but nobody says what is looked for in it to find attacks; list it under `security.watches_for`",
        );
    }
}

/// Whether some field is about the device, or some data serves security.
fn reports_about_itself(manifest: &Manifest) -> bool {
    let mut fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values());
    let mut purposes = manifest.purposes.values();
    fields.any(|field| *field.data == DataCategory::DeviceStatus)
        || purposes
            .any(|purpose| *purpose.class == PurposeClass::Security && !purpose.uses.is_empty())
}
