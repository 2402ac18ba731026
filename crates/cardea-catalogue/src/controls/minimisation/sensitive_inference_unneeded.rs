use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, Manifest, Origin, SpecialCategory};
use cardea_manifest::shape::Name;

use crate::purpose_fields::{field_purposes, personal_fields};
use crate::{Checked, Control, Level, Status, Verdict, World, special};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-14",
    name: "sensitive-inference-unneeded",
    title: "No unneeded sensitive inference",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_B, uk_gdpr::ART_5_1_C, uk_gdpr::ART_9_1],
    applies_from: None,
    page: include_str!("sensitive_inference_unneeded.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut inferred = personal_fields(manifest)
        .filter(|(_, _, field)| *field.origin == Origin::Inferred)
        .peekable();
    if inferred.peek().is_none() {
        verdict.not_applicable("nothing is inferred about people");
        return;
    }
    for (stream, name, field) in inferred.filter(|(_, _, field)| is_delicate(field)) {
        needed(manifest, (stream, name), field, verdict);
    }
}

/// What people would not expect a product to conclude about them: special category data, whether and where they are.
fn is_delicate(field: &Field) -> bool {
    let presence = matches!(
        *field.data,
        DataCategory::Presence | DataCategory::Occupancy | DataCategory::Arrival
    );
    presence || field.data.is_location() || special(field).is_some()
}

fn needed(
    manifest: &Manifest,
    (stream, name): (&At<Name>, &At<Name>),
    field: &Field,
    verdict: &mut Verdict<'_>,
) {
    let purposes =
        || field_purposes(manifest, stream.as_str(), name.as_str()).map(|used| used.purpose);
    if purposes().next().is_none() {
        verdict.broken(
            name.span,
            format!(
                "`{}` is inferred, and no purpose uses it; do not infer it, or name it under `fields` of the purpose that needs it",
                name.value
            ),
        );
    } else if special(field).is_some()
        && purposes().all(|purpose| *purpose.special_category == SpecialCategory::None)
    {
        verdict.broken(
            name.span,
            format!(
                "`{}` is inferred special category data, and no purpose that uses it has a condition; do not infer it, or write \
                 `special_category` at the purpose that needs it",
                name.value
            ),
        );
    } else if purposes().all(|purpose| purpose.necessity.is_none()) {
        verdict.cannot_tell(
            name.span,
            format!("why `{}` has to be inferred is not said; write `necessity` at the purpose that needs it", name.value),
        );
    }
}
