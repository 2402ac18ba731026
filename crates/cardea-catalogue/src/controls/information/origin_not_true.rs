use cardea_law::ico_iot_guidance;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, From, Manifest, Origin, Stream};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-02",
    name: "origin-not-true",
    title: "How the data was obtained",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_WHAT_INFORMATION],
    applies_from: None,
    page: include_str!("origin_not_true.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.manifest.streams.is_empty() {
        verdict.not_applicable("the product sends no data");
    }
    for stream in world.manifest.streams.values() {
        for (name, field) in stream.fields.iter() {
            from_others(stream, name, field, verdict);
            never_sensed(name, field, verdict);
        }
    }
    models(world.manifest, verdict);
}

fn from_others(stream: &Stream, name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    let origin = &field.origin;
    let comes_from_others = *stream.from == From::ThirdParty;
    if comes_from_others && origin.value == Origin::Observed {
        verdict.broken(
            name.span,
            format!("`{}` comes from another organisation, but counts as observed by the product; write `origin: third_party`", name.value),
        );
    } else if !comes_from_others && origin.value == Origin::ThirdParty {
        verdict.broken(
            origin.span,
            format!("`{}` is said to come from another organisation, but its stream comes from `{}`; write `from: third_party`, or correct its origin", name.value, *stream.from),
        );
    }
}

/// What no sensor measures was given, concluded or got from somebody.
fn never_sensed(name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    let told_or_concluded = matches!(
        *field.data,
        DataCategory::ContactDetails
            | DataCategory::Age
            | DataCategory::Gender
            | DataCategory::Beliefs
            | DataCategory::Mood
    );
    if told_or_concluded && *field.origin == Origin::Observed {
        verdict.broken(
            field.data.span,
            format!("`{}` counts as observed, but no sensor measures `{}`; write `origin: provided`, `inferred` or `third_party`", name.value, *field.data),
        );
    }
}

fn models(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, model) in manifest.models.iter() {
        if model.from.is_empty() {
            verdict.cannot_tell(
                name.span,
                format!(
                    "what `{}` concludes `{}` from is not said; list what it reads as `from`",
                    name.value, model.says.value
                ),
            );
        }
    }
}
