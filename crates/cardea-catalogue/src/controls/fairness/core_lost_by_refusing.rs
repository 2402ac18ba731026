use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Ground, Manifest, Purpose, PurposeClass};
use cardea_manifest::shape::Name;

use crate::asked::{Asked, Place, asked};
use crate::refusal_cost::other_purposes_lost;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-05",
    name: "core-lost-by-refusing",
    title: "Core works with choices refused",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_4, uk_gdpr::ART_25_2],
    applies_from: None,
    page: include_str!("core_lost_by_refusing.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for asked in asked(world.manifest) {
        any = true;
        if *asked.purpose.class == PurposeClass::Core {
            core_on_consent(asked.name, asked.purpose, verdict);
        }
        without_it(world.manifest, &asked, verdict);
    }
    if !any {
        verdict.not_applicable("no purpose waits for consent");
    }
}

/// Express consent to special category data is left out: the law may leave the maker no other condition for what the person asked for.
fn core_on_consent(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    if purpose.basis.kind == BasisKind::Consent {
        verdict.broken(
            purpose.basis.span,
            format!("`{name}` is what the product was bought for and stops when consent is refused; rest it on what the person asked for, as in `basis: contract`"),
        );
    }
    if let Some(ground) = purpose
        .device_access
        .as_ref()
        .filter(|ground| ground.value == Ground::Consent)
    {
        verdict.broken(
            ground.span,
            format!("`{name}` is what the product was bought for and stops when access to the device is refused; take only what it needs, and write `device_access: strictly_necessary`"),
        );
    }
}

fn without_it(manifest: &Manifest, asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    if asked.choice.is_none() && asked.place == Place::MakersOwn {
        verdict.cannot_tell(
            asked.name.span,
            format!("what stops working when `{name}` is refused is not said; write `without_it` under `choices.{name}`"),
        );
    }
    let core = other_purposes_lost(manifest, asked)
        .filter(|lost| *lost.purpose.class == PurposeClass::Core);
    for lost in core {
        verdict.broken(
            lost.what.span,
            format!("refusing `{name}` takes away `{}`, which the product was bought for; let it work without", lost.name.value),
        );
    }
}
