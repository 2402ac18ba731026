use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Organisation, Purpose, SupplyRole};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Role, Status, Verdict, World, acts_in, roles};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-01",
    name: "role-not-decided",
    title: "Role per processing activity",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_4_7,
        uk_gdpr::ART_4_8,
        uk_gdpr::ART_26,
        uk_gdpr::ART_28,
        ico_iot_guidance::CHAPTER_ACCOUNTABILITY,
    ],
    applies_from: None,
    page: include_str!("role_not_decided.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    for (place, (name, purpose)) in manifest.purposes.iter().enumerate() {
        who_decides(name, purpose, verdict);
        one_role_each(name, purpose, verdict);
        for (earlier, other) in manifest.purposes.iter().take(place) {
            perhaps_joint(world, (name, purpose), (earlier, other), verdict);
        }
    }
    for (name, organisation) in manifest.organisations.iter() {
        let acts = manifest
            .purposes
            .values()
            .any(|purpose| acts_in(manifest, purpose, name, organisation));
        if !acts && !only_supplies(organisation) {
            verdict.broken(
                name.span,
                format!("`{}` has no role in any purpose; name it as controller, processor or recipient where it is one, or remove it", name.value),
            );
        }
    }
    other_access(manifest, verdict);
}

fn who_decides(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    if controllers(purpose).next().is_none() {
        verdict.broken(
            name.span,
            format!("nobody decides about `{}`; name with `controller` the organisation that decides why and how its data is used", name.value),
        );
    }
    if let Some((first, others)) = purpose.controllers.split_first()
        && others.iter().all(|other| other == first)
    {
        verdict.cannot_tell(
            first.span,
            format!("with whom `{}` decides about `{}` is not said; name the others too, or write `controller` if it decides alone", first.value, name.value),
        );
    }
}

fn one_role_each(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    for (place, (organisation, role)) in roles(purpose).enumerate() {
        let before = roles(purpose)
            .take(place)
            .find(|(other, other_role)| *other == organisation && *other_role != role);
        if let Some((_, before)) = before {
            verdict.broken(
                organisation.span,
                format!(
                    "`{}` is {} and {} of `{}`; an organisation has one role in a purpose, so correct it or split the purpose",
                    organisation.value,
                    word(before),
                    word(role),
                    name.value
                ),
            );
        }
    }
}

/// Two purposes that use the same stream and have nobody who decides about both.
fn perhaps_joint(
    world: &World<'_>,
    (name, purpose): Activity<'_>,
    (earlier, other): Activity<'_>,
    verdict: &mut Verdict<'_>,
) {
    let Some(controller) = controllers(purpose).next() else {
        return;
    };
    let apart = controllers(other).next().is_some()
        && controllers(purpose).all(|one| controllers(other).all(|two| one != two));
    let Some(shared) = purpose
        .uses
        .names()
        .find(|stream| other.uses.get(stream).is_some())
        .filter(|_| apart)
    else {
        return;
    };
    verdict.ask_statement(
        world,
        controller.span,
        format!(
            "whether those who decide about `{}` and `{}` decide jointly, as both use `{shared}`, is not said; name them together with \
             `controllers`, or state under `assessments.ACC-01` why neither needs the other",
            earlier.value, name.value
        ),
    );
}

type Activity<'m> = (&'m At<Name>, &'m Purpose);

fn other_access(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, access) in manifest.other_access.iter() {
        let Some(by) = &access.by else { continue };
        let organisation = manifest.organisations.get(by.as_str());
        let purpose = manifest.purposes.get(access.for_what.as_str());
        let (Some(organisation), Some(purpose)) = (organisation, purpose) else {
            continue;
        };
        if !acts_in(manifest, purpose, by, organisation) {
            verdict.broken(
                by.span,
                format!(
                    "`{}` stores or reads `{}` for `{}`, but has no role there; name it as a controller, processor or recipient of that purpose",
                    by.value, name.value, access.for_what.value
                ),
            );
        }
    }
}

fn controllers(purpose: &Purpose) -> impl Iterator<Item = &At<Name>> {
    roles(purpose)
        .filter(|(_, role)| *role == Role::Controller)
        .map(|(name, _)| name)
}

/// Whether an organisation only brings, sells or labels the product; whether that has to do with data is what `ACC-19` asks.
fn only_supplies(organisation: &Organisation) -> bool {
    let roles = &organisation.supplies_as;
    !roles.is_empty()
        && roles.iter().all(|role| **role != SupplyRole::Manufacturer)
        && organisation.hosts.is_empty()
        && organisation.contract.is_none()
}

const fn word(role: Role) -> &'static str {
    match role {
        Role::Controller => "controller",
        Role::Processor => "processor",
        Role::Recipient => "recipient",
    }
}
