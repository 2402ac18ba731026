use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::model::{
    Account, ErasedPart, ErasureExtent, Manifest, ModelPlace, Reset, Surface,
};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-08",
    name: "reset-leaves-data",
    title: "Factory reset erases user data",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_11_1,
        uk_gdpr::ART_5_1_E,
        uk_gdpr::ART_17,
        uk_gdpr::ART_25,
    ],
    applies_from: None,
    page: include_str!("reset_leaves_data.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !keeps_something(manifest) {
        verdict.not_applicable("the device keeps nothing about people");
        return;
    }
    let Some(reset) = &manifest.reset else {
        verdict.cannot_tell(
            manifest.span,
            "the device keeps data about people, but what a reset does is not said; write it under `reset`",
        );
        return;
    };
    let little = match *reset.erases {
        ErasureExtent::All => None,
        ErasureExtent::Settings => Some("settings only"),
        ErasureExtent::None => Some("nothing"),
    };
    if let Some(little) = little {
        verdict.broken(
            reset.erases.span,
            format!("a reset erases {little}; let it erase everything about people"),
        );
    } else if !reset.covers.is_empty() {
        parts(manifest, reset, verdict);
    }
}

/// What the device holds and the list leaves out.
fn parts(manifest: &Manifest, reset: &Reset, verdict: &mut Verdict<'_>) {
    let holds = [
        (ErasedPart::Readings, keeps_readings(manifest)),
        (ErasedPart::Settings, true),
        (ErasedPart::NetworkKeys, !manifest.product.radios.is_empty()),
        (ErasedPart::Tokens, has_account(manifest)),
        (ErasedPart::Logs, true),
        (ErasedPart::LearnedModels, learns(manifest)),
    ];
    for (part, held) in holds {
        if held && !reset.covers.iter().any(|covered| covered.value == part) {
            verdict.broken(
                reset.span,
                format!("a reset leaves `{part}` on the device; erase them too and write it under `covers`"),
            );
        }
    }
}

fn keeps_something(manifest: &Manifest) -> bool {
    let mut others = manifest.other_access.values();
    keeps_readings(manifest)
        || learns(manifest)
        || !manifest.product.radios.is_empty()
        || others.any(|access| *access.surface == Surface::Device)
}

fn keeps_readings(manifest: &Manifest) -> bool {
    let mut uses = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose.uses.values());
    uses.any(|used| used.also_on.get("device").is_some())
}

fn has_account(manifest: &Manifest) -> bool {
    let account = manifest.product.account.as_ref();
    account.is_none_or(|account| account.value != Account::None)
}

fn learns(manifest: &Manifest) -> bool {
    let mut models = manifest.models.values();
    models.any(|model| {
        model
            .place
            .as_ref()
            .is_some_and(|place| place.value == ModelPlace::Device)
    })
}
