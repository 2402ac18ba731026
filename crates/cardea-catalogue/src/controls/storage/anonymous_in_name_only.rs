use cardea_law::uk_gdpr;
use cardea_manifest::model::{After, DataCategory};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-07",
    name: "anonymous-in-name-only",
    title: "Anonymise properly",
    level: Level::Must,
    checked: Checked::AutoAndAttest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::RECITAL_26],
    applies_from: None,
    page: include_str!("anonymous_in_name_only.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in manifest.purposes.iter() {
        for (stream, used) in purpose.uses.iter() {
            let Some(after) = used
                .after
                .as_ref()
                .filter(|after| after.value == After::Anonymised)
            else {
                continue;
            };
            any = true;
            let declared = manifest.streams.get(stream.as_str());
            for (field_name, _) in used.fields.0.iter() {
                let field = declared.and_then(|stream| stream.fields.get(field_name.as_str()));
                if field.is_some_and(|field| names_somebody(*field.data)) {
                    verdict.broken(
                        after.span,
                        format!(
                            "`{}` of `{}` points at a person by itself, so what is kept for `{}` is not anonymous; let it be `deleted`",
                            field_name.value, stream.value, name.value
                        ),
                    );
                }
            }
        }
    }
    if !any {
        verdict.not_applicable("nothing is kept as anonymous");
    }
}

/// Whether a value of this category points at a person without anything beside it.
fn names_somebody(data: DataCategory) -> bool {
    data.is_recording()
        || matches!(
            data,
            DataCategory::VoicePrint
                | DataCategory::FacePrint
                | DataCategory::Fingerprint
                | DataCategory::PreciseLocation
                | DataCategory::DeviceIdentifier
                | DataCategory::AccountIdentifier
                | DataCategory::ContactDetails
        )
}
