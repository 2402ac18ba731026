use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{About, BasisKind, ConsentFrom, Guests, Manifest, Purpose};
use cardea_manifest::shape::Name;

use crate::beyond_service::is_beyond_service;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-03",
    name: "contract-stretched",
    title: "Contract only where necessary and with that person",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_6_1_B],
    applies_from: None,
    page: include_str!("contract_stretched.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| purpose.basis.kind == BasisKind::Contract)
    {
        any = true;
        if is_beyond_service(*purpose.class) {
            verdict.broken(
                purpose.class.span,
                format!("`{}` is of class `{}`, which no contract for the product needs; choose another basis, such as `consent`", name.value, *purpose.class),
            );
        }
        people(manifest, name, purpose, verdict);
    }
    if !any {
        verdict.not_applicable("no purpose rests on a contract");
    }
}

/// Whether each person whose data is used has agreed to the terms. The wearer of a device is who it was made ready for.
fn people(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let mut shared = false;
    for (stream_name, _) in purpose.uses.iter() {
        match manifest
            .streams
            .get(stream_name.as_str())
            .map(|stream| &stream.about)
        {
            Some(About::Bystander { .. }) => {
                verdict.broken(
                    stream_name.span,
                    format!("`{}` is about people who pass by, and they have no contract with anybody; leave it out of `{}`, or rest that on legitimate interests", stream_name.value, name.value),
                );
            }
            Some(About::Household { .. } | About::Profile { .. }) => shared = true,
            Some(About::Wearer { .. }) | None => {}
        }
    }
    if shared {
        members(manifest, name, purpose, verdict);
        guests(manifest, name, verdict);
    }
}

fn members(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let terms = manifest.people.terms_from.as_ref();
    if terms.is_none_or(|from| from.value == ConsentFrom::AccountHolder) {
        verdict.broken(
            terms.map_or(purpose.basis.span, |from| from.span),
            format!(
                "`{}` uses data about everyone in the home, but the account holder alone has a contract; let each adult agree to the terms \
                 and write `terms_from: each_adult` under `people`, or rest it on legitimate interests",
                name.value
            ),
        );
    }
}

fn guests(manifest: &Manifest, name: &At<Name>, verdict: &mut Verdict<'_>) {
    let Guests::Allow { purposes, .. } = &manifest.people.guests else {
        return;
    };
    if let Some(allowed) = purposes.iter().find(|allowed| *allowed == name) {
        verdict.broken(
            allowed.span,
            format!("`{}` goes on while a guest stays, and a guest has no contract; take it out of `allow`, or rest it on legitimate interests", name.value),
        );
    }
}
