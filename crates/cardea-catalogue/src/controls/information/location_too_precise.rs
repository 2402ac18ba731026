use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, Manifest, Purpose};
use cardea_manifest::shape::Name;

use crate::used_fields::used_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-05",
    name: "location-too-precise",
    title: "Location classes",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_1, ico_iot_guidance::CHAPTER_WHAT_INFORMATION],
    applies_from: None,
    page: include_str!("location_too_precise.md"),
    check,
};

/// Coordinates in degrees with a smaller step say more than the town: a hundredth of a degree is about a kilometre. A setting of this
/// catalogue.
const COARSE_STEP_DEGREES: f64 = 0.01;

/// Words in the names of fields that say where somebody is.
const TELLING: [&str; 9] = [
    "coordinates",
    "geohash",
    "gnss",
    "gps",
    "lat",
    "latitude",
    "lng",
    "lon",
    "longitude",
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, field) in manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.iter())
    {
        if field.data.is_location() {
            any = true;
            coarse_enough(name, field, verdict);
        } else if let Some(word) = telling_word(name.as_str()) {
            any = true;
            verdict.broken(
                field.data.span,
                format!("`{}` is marked `{}`, but `{word}` says where somebody is; mark it `precise_location` or `coarse_location`", name.value, *field.data),
            );
        }
    }
    for (name, purpose) in manifest.purposes.iter() {
        precise(manifest, name, purpose, verdict);
    }
    if !any {
        verdict.not_applicable("nothing says where somebody is");
    }
}

fn telling_word(name: &str) -> Option<&'static str> {
    let mut words = name.split(['_', '-']);
    words.find_map(|word| TELLING.iter().copied().find(|telling| *telling == word))
}

fn coarse_enough(name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    if *field.data != DataCategory::CoarseLocation {
        return;
    }
    let in_degrees = field
        .unit
        .as_ref()
        .is_some_and(|unit| unit.as_str() == "deg");
    if let Some(step) = field
        .step
        .as_ref()
        .filter(|step| in_degrees && step.as_f64() < COARSE_STEP_DEGREES)
    {
        verdict.broken(
            step.span,
            format!("`{}` is said to be coarse, but a step of {} degrees finds a house; write a step of at least {COARSE_STEP_DEGREES}, or mark it `precise_location`", name.value, step.value),
        );
    }
}

fn precise(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let necessity = purpose.necessity.as_ref();
    if necessity.is_some_and(|necessity| necessity.precise_location.is_some()) {
        return;
    }
    if let Some(used) = used_fields(manifest, purpose)
        .find(|used| *used.field.data == DataCategory::PreciseLocation)
    {
        verdict.cannot_tell(
            used.name.span,
            format!("why roughly where somebody is would not do for `{}` is not said; write it as `necessity.precise_location`, or use a coarse location", name.value),
        );
    }
}
