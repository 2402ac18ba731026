use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{About, Handler, IdentityStep, Manifest, Personal};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-01",
    name: "rights-need-an-account",
    title: "Help all people use their rights",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_12_2, ico_iot_guidance::CHAPTER_RIGHTS],
    applies_from: None,
    page: include_str!("rights_need_an_account.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let rights = &manifest.rights;
    if *manifest.handled_by.rights == Handler::Own && rights.everywhere.is_empty() {
        verdict.broken(
            rights.span,
            "there is no place in which people use their rights; name one under `rights` as `everywhere`, or let Cardea handle them",
        );
    }
    if rights.without_account.is_none() {
        let whom = without_account(manifest);
        verdict.broken(
            rights.span,
            format!("there is no page on which {whom} can use their rights; write its address under `rights` as `without_account`"),
        );
    }
    let sign_in = |step: &IdentityStep| *step == IdentityStep::SignedIn;
    if let Some(first) = rights.identity.first()
        && rights.identity.iter().all(|step| sign_in(step))
    {
        verdict.broken(
            first.span,
            "people without an account can never show who they are; add another step to `identity`, such as `device_in_hand`",
        );
    }
}

/// Who is left out most plainly when rights need an account.
fn without_account(manifest: &Manifest) -> &'static str {
    let passers_by = manifest.streams.values().any(|stream| {
        matches!(stream.about, About::Bystander { .. })
            && stream
                .fields
                .values()
                .any(|field| *field.personal != Personal::No)
    });
    if passers_by {
        "people who pass by"
    } else {
        "people without an account"
    }
}
