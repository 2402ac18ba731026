use cardea_law::en_303_645;
use cardea_manifest::model::{DataCategory, Field, Handler};

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-23",
    name: "telemetry-unexplained",
    title: "Telemetry explained",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_6_5],
    applies_from: None,
    page: include_str!("telemetry_unexplained.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let telemetry: Vec<String> = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.iter())
        .filter(|(_, field)| is_telemetry(field))
        .map(|(name, _)| format!("`{}`", name.value))
        .collect();
    if telemetry.is_empty() {
        verdict.not_applicable("the product sends nothing about how it works or is used");
        return;
    }
    if manifest.notices.telemetry.is_some() {
        return;
    }
    match *manifest.handled_by.notices {
        Handler::Cardea => verdict.kept_by_construction(
            HouseLaw::L10,
            "of each purpose the portal says which telemetry it uses, why, and who handles and gets it",
        ),
        Handler::Own => {
            let telemetry = telemetry.join(", ");
            verdict.broken(
                manifest.notices.span,
                format!("nothing explains the telemetry {telemetry}; say on a page what is sent, how it is used, by whom and why, and write it as `telemetry`"),
            );
        }
    }
}

/// What a product says about itself: how it works, and what people do with it.
fn is_telemetry(field: &Field) -> bool {
    matches!(
        *field.data,
        DataCategory::DeviceStatus | DataCategory::ProductUse
    )
}
