use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, FieldType, Origin, Personal, Purpose, Stream};
use cardea_manifest::shape::Name;

use crate::figures_of_many::looks_for_patterns;
use crate::purpose_fields::{PurposeField, leaves_the_home, purpose_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-05",
    name: "finer-than-needed",
    title: "Coarser and fewer samples",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C],
    applies_from: None,
    page: include_str!("finer_than_needed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut streams = manifest.streams.values();
    if !streams.any(|stream| leaves_the_home(stream) && stream.fields.values().any(is_reading)) {
        verdict.not_applicable("the product sends no readings about people");
        return;
    }
    for (name, stream) in manifest.streams.iter() {
        how_often(name, stream, verdict);
    }
    for (name, purpose) in manifest.purposes.iter() {
        if looks_for_patterns(*purpose.class) {
            for it in purpose_fields(manifest, purpose).filter(|it| is_reading(it.field)) {
                enough(name, purpose, &it, verdict);
            }
        }
    }
}

/// What is measured or concluded about people again and again. What people give, and recordings, are judged elsewhere.
fn is_reading(field: &Field) -> bool {
    let given = *field.origin == Origin::Provided;
    *field.personal != Personal::No && !given && *field.kind != FieldType::Media
}

fn how_often(name: &At<Name>, stream: &Stream, verdict: &mut Verdict<'_>) {
    let is_series = |field: &Field| {
        is_reading(field) && matches!(*field.kind, FieldType::Number | FieldType::Integer)
    };
    if leaves_the_home(stream) && stream.every.is_none() && stream.fields.values().any(is_series) {
        verdict.cannot_tell(
            name.span,
            format!(
                "how often `{}` is sent at most is not said; write `every`",
                name.value
            ),
        );
    }
}

fn enough(name: &At<Name>, purpose: &Purpose, it: &PurposeField<'_>, verdict: &mut Verdict<'_>) {
    let necessity = purpose.necessity.as_ref();
    let precise_needed = necessity.is_some_and(|it| it.precise_location.is_some());
    if *it.field.data == DataCategory::PreciseLocation && !precise_needed {
        verdict.broken(
            it.name.span,
            format!(
                "`{}` says precisely where somebody is; use a coarse place for `{}`, or say under `necessity` as `precise_location` why that \
                 would not do",
                it.name.value, name.value
            ),
        );
    } else if !it.is_coarser() && !it.is_rarer() {
        let number = matches!(*it.field.kind, FieldType::Number | FieldType::Integer);
        let (how, enough) = if number {
            ("as finely and as often as", "the `step` or the `every`")
        } else {
            ("as often as", "the `every`")
        };
        verdict.broken(
            it.name.span,
            format!(
                "`{}` uses `{}` {how} it is sent; write {enough} that is enough",
                name.value, it.name.value
            ),
        );
    }
}
