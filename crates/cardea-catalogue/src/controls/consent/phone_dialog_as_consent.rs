use cardea_law::uk_gdpr;
use cardea_manifest::model::Manifest;
use cardea_manifest::shape::Text;

use crate::asked::asked;
use crate::refusal_cost::purpose_named;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-21",
    name: "phone-dialog-as-consent",
    title: "OS permission is not consent",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_11],
    applies_from: None,
    page: include_str!("phone_dialog_as_consent.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    let permissions = manifest
        .product
        .app
        .iter()
        .flat_map(|app| app.permissions.iter());
    for (permission, asks) in permissions {
        let Some(name) = waiting(manifest, &asks.for_what) else {
            continue;
        };
        any = true;
        if manifest.choices.get(name).is_none() {
            verdict.broken(
                asks.for_what.span,
                format!(
                    "the app asks the phone for `{}` for `{name}`, which waits for consent, and no choice of its own is listed; the dialog \
                     of the phone is no consent, so write how you ask under `choices.{name}`",
                    permission.value
                ),
            );
        }
    }
    if !any {
        verdict.not_applicable(
            "no permission of the phone is asked for a purpose that waits for consent",
        );
    }
}

/// The purpose that waits for consent and that a text means.
fn waiting<'m>(manifest: &'m Manifest, text: &Text) -> Option<&'m str> {
    let (name, _) = purpose_named(manifest, text)?;
    asked(manifest)
        .any(|asked| asked.name == name)
        .then(|| name.as_str())
}
