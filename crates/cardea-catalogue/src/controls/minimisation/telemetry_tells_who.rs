use cardea_law::en_303_645;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, FieldType, Manifest, Personal, Purpose, Stream};
use cardea_manifest::shape::Name;

use crate::figures_of_many::{hides_people, looks_for_patterns};
use crate::purpose_fields::{leaves_the_home, purpose_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-09",
    name: "telemetry-tells-who",
    title: "Telemetry kept minimal",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_6_4, en_303_645::P_6_7],
    applies_from: None,
    page: include_str!("telemetry_tells_who.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !manifest.streams.values().any(is_telemetry) {
        verdict.not_applicable("the product sends no telemetry about itself");
        return;
    }
    let streams = manifest.streams.iter();
    for (stream_name, stream) in streams.filter(|(_, stream)| is_telemetry(stream)) {
        let fields = stream.fields.iter();
        for (name, field) in fields.filter(|(_, field)| *field.personal != Personal::No) {
            plain_values(stream_name, name, field, verdict);
        }
    }
    for (name, purpose) in manifest.purposes.iter() {
        one_by_one(manifest, name, purpose, verdict);
    }
}

/// Whether a stream tells how the product itself is.
fn is_telemetry(stream: &Stream) -> bool {
    let mut fields = stream.fields.values();
    leaves_the_home(stream) && fields.any(|field| *field.data == DataCategory::DeviceStatus)
}

fn plain_values(stream: &At<Name>, name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    let tells_who = matches!(
        *field.data,
        DataCategory::AccountIdentifier
            | DataCategory::DeviceIdentifier
            | DataCategory::ContactDetails
    );
    let explained = *field.personal == Personal::Linkable && field.why.is_some();
    let is_free = *field.kind == FieldType::Media
        || (*field.kind == FieldType::Text && field.one_of.is_empty() && !explained);
    if tells_who {
        verdict.broken(
            name.span,
            format!(
                "`{}` in the telemetry `{}` tells whose it is; leave it out",
                name.value, stream.value
            ),
        );
    } else if is_free {
        verdict.broken(
            name.span,
            format!(
                "`{}` in the telemetry `{}` can hold anything; list its words under `one_of`, or say with `personal: linkable` and `why` \
                 that nothing about people gets into it",
                name.value, stream.value
            ),
        );
    }
}

/// Where patterns are looked for, figures of many do.
fn one_by_one(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let mut techniques = purpose.techniques.iter();
    let hidden = purpose.aggregated_after.is_some() || techniques.any(|it| hides_people(**it));
    if hidden || !looks_for_patterns(*purpose.class) {
        return;
    }
    let telemetry = purpose_fields(manifest, purpose).filter(|it| is_telemetry(it.stream));
    for it in telemetry.filter(|it| it.enough.aggregate.is_none()) {
        verdict.broken(
            it.name.span,
            format!(
                "`{}` uses each value of `{}`; make one value of each interval with `as`, or of many people with `aggregated_after`",
                name.value, it.name.value
            ),
        );
    }
}
