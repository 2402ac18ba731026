use cardea_law::psti_act_2022;
use cardea_manifest::At;
use cardea_manifest::model::{Activity, Manifest, Organisation, SupplyRole};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World, acts_in, is_the_uk};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-19",
    name: "supply-role-not-decided",
    title: "Own-brand and resale roles",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[psti_act_2022::S_7],
    applies_from: None,
    page: include_str!("supply_role_not_decided.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !world.sold_in_the_uk() {
        verdict.not_applicable("it is not sold in the United Kingdom");
        return;
    }
    let imported = makers(manifest).all(|(_, maker)| !is_the_uk(&maker.country));
    if !imported && !manifest.organisations.values().any(is_in_between) {
        verdict
            .not_applicable("its maker in the United Kingdom sells it, and nobody else is named");
        return;
    }
    if imported {
        importer(manifest, verdict);
    }
    both_sides_of_a_brand(manifest, verdict);
    for (name, organisation) in manifest.organisations.iter() {
        product_security_role(name, organisation, verdict);
        data_protection_role(world, (name, organisation), verdict);
    }
}

/// Organisations that are the manufacturer in law: they say so, or say no role in the supply and make the product.
fn makers(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Organisation)> {
    manifest.organisations.iter().filter(|(_, organisation)| {
        let silent = organisation.supplies_as.is_empty() && makes(organisation);
        silent
            || supplies(organisation, SupplyRole::Manufacturer)
            || supplies(organisation, SupplyRole::OwnBrand)
    })
}

fn makes(organisation: &Organisation) -> bool {
    organisation
        .does
        .iter()
        .any(|does| **does == Activity::Manufacturer)
}

fn supplies(organisation: &Organisation, wanted: SupplyRole) -> bool {
    organisation.supplies_as.iter().any(|role| **role == wanted)
}

/// Whether an organisation stands between a maker and the people who buy, or behind the name on the product.
fn is_in_between(organisation: &Organisation) -> bool {
    organisation.supplies_as.iter().any(|role| {
        matches!(
            **role,
            SupplyRole::OwnBrand
                | SupplyRole::WhiteLabel
                | SupplyRole::Importer
                | SupplyRole::Distributor
        )
    })
}

fn importer(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let named = manifest
        .organisations
        .values()
        .any(|it| supplies(it, SupplyRole::Importer));
    if let Some((name, maker)) = makers(manifest).next().filter(|_| !named) {
        verdict.cannot_tell(
            maker.country.span,
            format!(
                "`{}` makes it outside the United Kingdom, and who brings it in is not said; write `supplies_as: [importer]` at that \
                 organisation",
                name.value
            ),
        );
    }
}

/// Who sells under its own name what another made, and that other, come in pairs.
fn both_sides_of_a_brand(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, organisation) in manifest.organisations.iter() {
        for role in &organisation.supplies_as {
            let (other_sides, message) = match **role {
                SupplyRole::OwnBrand => (
                    [SupplyRole::WhiteLabel, SupplyRole::Manufacturer],
                    "sells under its name what another made, but who made it is not named; write `supplies_as: [white_label]` at that \
                     organisation",
                ),
                SupplyRole::WhiteLabel => (
                    [SupplyRole::OwnBrand, SupplyRole::Manufacturer],
                    "makes it for another's name, but who sells it under that name is not named; write `supplies_as: [own_brand]` at that organisation",
                ),
                _ => continue,
            };
            let mut others = manifest
                .organisations
                .iter()
                .filter(|(other, _)| *other != name);
            if !others.any(|(_, other)| other_sides.iter().any(|side| supplies(other, *side))) {
                verdict.broken(role.span, format!("`{}` {message}", name.value));
            }
        }
    }
}

fn product_security_role(name: &At<Name>, organisation: &Organisation, verdict: &mut Verdict<'_>) {
    if makes(organisation) && organisation.supplies_as.is_empty() {
        verdict.cannot_tell(
            name.span,
            format!("whose name is on what `{}` makes is not said; write at it `supplies_as: [manufacturer]` or `[white_label]`", name.value),
        );
    }
}

fn data_protection_role(
    world: &World<'_>,
    (name, organisation): (&At<Name>, &Organisation),
    verdict: &mut Verdict<'_>,
) {
    let manifest = world.manifest;
    let mut purposes = manifest.purposes.values();
    if is_in_between(organisation)
        && !purposes.any(|purpose| acts_in(manifest, purpose, name, organisation))
    {
        verdict.ask_statement(
            world,
            name.span,
            format!(
                "whether `{}` has to do with people's data is not said; name it in the purposes in which it has a role, or state under \
                 `assessments.ACC-19` that it has none",
                name.value
            ),
        );
    }
}
