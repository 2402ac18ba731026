use crate::purpose_fields::{PurposeField, purpose_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{About, Manifest};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-20",
    name: "unassigned-data-unanswered",
    title: "Per-person exports, unassigned data",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_11,
        uk_gdpr::ART_12_2,
        ico_iot_guidance::CHAPTER_RIGHTS,
    ],
    applies_from: None,
    page: include_str!("unassigned_data_unanswered.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let Some(shared) = of_whom_it_may_concern(manifest) else {
        verdict.not_applicable("each reading belongs to the one person who wears the product");
        return;
    };
    if manifest.rights.unassigned.is_none() {
        verdict.broken(
            manifest.rights.span,
            format!(
                "readings of `{}` may belong to somebody whom the product does not know, and nothing says what such a person can get; write \
                 `unassigned` under `rights`",
                shared.stream_name.value
            ),
        );
    }
}

/// A field that is used and whose person the product may not know.
fn of_whom_it_may_concern(manifest: &Manifest) -> Option<PurposeField<'_>> {
    let mut used = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose_fields(manifest, purpose));
    used.find(|used| !matches!(used.stream.about, About::Wearer { .. }))
}
