use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, Purpose};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Role, Status, Verdict, World, is_the_uk, roles};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-13",
    name: "no-uk-representative",
    title: "UK representative for overseas makers",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_27],
    applies_from: None,
    page: include_str!("no_uk_representative.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !world.sold_in_the_uk() {
        verdict.not_applicable("it is not sold in the United Kingdom");
        return;
    }
    let purposes = manifest.purposes.values();
    let mut decided_abroad = purposes
        .filter(|purpose| abroad(manifest, purpose, Role::Controller).next().is_some())
        .peekable();
    if decided_abroad.peek().is_none() {
        verdict.not_applicable("everybody who decides about the data is in the United Kingdom");
    }
    for purpose in decided_abroad {
        for (role, does) in [
            (Role::Controller, "decides about"),
            (Role::Processor, "handles"),
        ] {
            let bound = abroad(manifest, purpose, role);
            for (name, organisation) in bound.filter(|(_, it)| it.uk_representative.is_none()) {
                verdict.broken(
                    name.span,
                    format!(
                        "`{}` in `{}` {does} data of people in the United Kingdom without a representative there; appoint one in writing and \
                         name it with `uk_representative`",
                        name.value,
                        organisation.country.as_str()
                    ),
                );
            }
        }
    }
}

/// The organisations outside the United Kingdom that have this role in a purpose.
fn abroad<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
    role: Role,
) -> impl Iterator<Item = (&'m At<Name>, &'m Organisation)> {
    roles(purpose)
        .filter(move |(_, its)| *its == role)
        .filter_map(|(name, _)| manifest.organisations.entry(name.as_str()))
        .filter(|(_, organisation)| !is_the_uk(&organisation.country))
}
