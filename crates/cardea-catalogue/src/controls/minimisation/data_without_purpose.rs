use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{
    About, DataCategory, Field, Handler, Manifest, Personal, Purpose, Stream,
};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World, special};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-01",
    name: "data-without-purpose",
    title: "Adequate, relevant, limited",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, uk_gdpr::ART_25_2],
    applies_from: None,
    page: include_str!("data_without_purpose.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    for (name, stream) in manifest.streams.iter() {
        if manifest
            .purposes
            .values()
            .any(|purpose| purpose.uses.get(name.as_str()).is_some())
        {
            unused_fields(manifest, name, stream, verdict);
        } else if stream.fields.values().any(is_personal) {
            verdict.broken(
                name.span,
                format!("no purpose uses `{}`; stop sending it, or name it under `uses` of the purpose that needs it", name.value),
            );
        }
    }
    for (name, purpose) in manifest.purposes.iter() {
        uses_nothing(manifest, name, purpose, verdict);
        necessity(manifest, name, purpose, verdict);
    }
    if *manifest.handled_by.data == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L1,
            "what is not declared for a purpose is dropped when it arrives",
        );
    }
}

fn unused_fields(
    manifest: &Manifest,
    stream_name: &At<Name>,
    stream: &Stream,
    verdict: &mut Verdict<'_>,
) {
    for (name, _) in stream.fields.iter().filter(|(_, field)| is_personal(field)) {
        let uses = || {
            manifest
                .purposes
                .values()
                .filter_map(|purpose| purpose.uses.get(stream_name.as_str()))
        };
        let needed = uses().any(|used| used.fields.0.get(name.as_str()).is_some());
        // The field that says whose a reading is serves every purpose of the stream.
        let says_whose = matches!(&stream.about, About::Profile { field, .. } if **field == **name);
        if !needed && !says_whose {
            verdict.broken(
                name.span,
                format!(
                    "no purpose uses `{}` of `{}`; stop sending it, or name it under `fields` of the purpose that needs it",
                    name.value, stream_name.value
                ),
            );
        }
    }
}

fn uses_nothing(
    manifest: &Manifest,
    name: &At<Name>,
    purpose: &Purpose,
    verdict: &mut Verdict<'_>,
) {
    let accesses = manifest
        .other_access
        .values()
        .any(|access| access.for_what == *name);
    if purpose.uses.is_empty() && !accesses {
        verdict.cannot_tell(
            name.span,
            format!("which data `{}` needs is not said; list it under `uses` or `other_access`, or leave the purpose out", name.value),
        );
    }
}

/// Recordings, precise places and special category data need a word on why less would not do.
fn necessity(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    if purpose.necessity.is_some() {
        return;
    }
    let mut fields = purpose.uses.iter().flat_map(|(stream, used)| {
        let stream = manifest.streams.get(stream.as_str());
        used.fields
            .0
            .iter()
            .filter_map(move |(name, _)| Some((name, stream?.fields.get(name.as_str())?)))
    });
    if let Some((field, _)) = fields.find(|(_, field)| is_personal(field) && is_intrusive(field)) {
        verdict.cannot_tell(
            name.span,
            format!(
                "why nothing less than `{}` would do for `{}` is not said; write it under `necessity` as `less_intrusive`",
                field.value, name.value
            ),
        );
    }
}

fn is_personal(field: &Field) -> bool {
    *field.personal != Personal::No
}

fn is_intrusive(field: &Field) -> bool {
    field.data.is_recording()
        || *field.data == DataCategory::PreciseLocation
        || special(field).is_some()
}
