use crate::purpose_fields::{PurposeField, purpose_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{dpa_2018, uk_gdpr};
use cardea_manifest::model::{About, Manifest};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-19",
    name: "others-shown-in-copies",
    title: "Protect others in the home",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_15_4,
        uk_gdpr::ART_20_4,
        dpa_2018::SCH_2_PARA_16,
    ],
    applies_from: None,
    page: include_str!("others_shown_in_copies.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let Some(shared) = shared(manifest) else {
        verdict.not_applicable("each reading is about the one person who asks for it");
        return;
    };
    if manifest.rights.third_party_data.is_none() {
        verdict.broken(
            manifest.rights.span,
            format!(
                "`{}` shows others too, and nothing says how they are protected in a copy; write `third_party_data` under `rights`",
                shared.stream_name.value
            ),
        );
    }
}

/// A field that is used and can say something of somebody else than the person who asks: about the home, about who passes by, or recorded.
fn shared(manifest: &Manifest) -> Option<PurposeField<'_>> {
    let mut used = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose_fields(manifest, purpose));
    used.find(|used| {
        let about = &used.stream.about;
        let of_many = matches!(about, About::Household { .. } | About::Bystander { .. });
        of_many || used.field.data.is_recording()
    })
}
