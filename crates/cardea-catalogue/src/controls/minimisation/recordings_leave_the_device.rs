use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Field, FieldType, Manifest, Model, ModelPlace, Origin, Purpose};
use cardea_manifest::shape::Name;

use crate::purpose_fields::{leaves_the_home, purpose_fields};
use crate::sensing::is_sensitive;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-04",
    name: "recordings-leave-the-device",
    title: "Process on the device first",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_1],
    applies_from: None,
    page: include_str!("recordings_leave_the_device.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut streams = manifest.streams.values();
    let records = streams.any(|stream| stream.fields.values().any(is_raw));
    if manifest.product.senses.is_empty() && !records {
        verdict.not_applicable("the product has no sensor and sends no recording");
        return;
    }
    for (name, purpose) in manifest.purposes.iter() {
        sent(manifest, name, purpose, verdict);
    }
    for (name, model) in manifest.models.iter() {
        recognised(manifest, name, model, verdict);
    }
}

/// Sound and pictures as they were taken. What a person sends by choice is not meant.
fn is_raw(field: &Field) -> bool {
    let recording = field.data.is_recording() || *field.kind == FieldType::Media;
    recording && *field.origin == Origin::Observed
}

fn sent(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    if says_why(purpose) {
        return;
    }
    let raw = purpose_fields(manifest, purpose)
        .filter(|it| leaves_the_home(it.stream) && is_raw(it.field));
    for it in raw {
        verdict.cannot_tell(
            it.name.span,
            format!(
                "why `{}` has to leave the device for `{}` is not said; write it under `necessity` as `not_on_device`, or send the result \
                 alone",
                it.name.value, name.value
            ),
        );
    }
}

fn recognised(manifest: &Manifest, name: &At<Name>, model: &Model, verdict: &mut Verdict<'_>) {
    let Some(from) = model.from.iter().find(|from| is_raw_source(manifest, from)) else {
        return;
    };
    match &model.place {
        None => {
            verdict.cannot_tell(
                name.span,
                format!("where `{}` runs is not said; write `place`", name.value),
            );
        }
        Some(place) if place.value == ModelPlace::Cloud && !has_reason(manifest, model) => {
            verdict.broken(
                place.span,
                format!(
                    "`{}` works on `{}` in the cloud; let it run on the device, or say at the purpose that uses `{}` why it cannot, under \
                     `necessity` as `not_on_device`",
                    name.value, from.value, model.says.value
                ),
            );
        }
        Some(_) => {}
    }
}

/// Whether it is a recording, or a sensor that hears, sees, notices or locates people.
fn is_raw_source(manifest: &Manifest, from: &At<Name>) -> bool {
    let mut fields = manifest
        .streams
        .values()
        .filter_map(|stream| stream.fields.get(from.as_str()));
    is_sensitive(from.as_str()) || fields.any(is_raw)
}

fn has_reason(manifest: &Manifest, model: &Model) -> bool {
    let mut purposes = manifest.purposes.values();
    purposes.any(|purpose| {
        says_why(purpose) && purpose_fields(manifest, purpose).any(|it| *it.name == model.says)
    })
}

fn says_why(purpose: &Purpose) -> bool {
    let necessity = purpose.necessity.as_ref();
    necessity.is_some_and(|necessity| necessity.not_on_device.is_some())
}
