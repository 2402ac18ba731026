use crate::{Checked, Control, Level, Role, Status, Verdict, World, roles};
use cardea_law::dpa_2018;
use cardea_manifest::model::{Complaints, Manifest, Organisation, Way};
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-21",
    name: "complaining-made-hard",
    title: "Facilitate complaints",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[dpa_2018::S_164A_1, dpa_2018::S_164A_2],
    applies_from: Some(date(2026, 6, 19)),
    page: include_str!("complaining_made_hard.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    let complaints = manifest.rights.complaints.as_ref();
    let span = complaints.map_or(manifest.rights.span, |complaints| complaints.span);
    if complaints.is_none_or(|complaints| complaints.form.is_none()) {
        verdict.broken(
            span,
            "there is no form on which people complain electronically; write its address under `rights.complaints` as `form`",
        );
    }
    if !complaints.is_some_and(has_another_way) && !takes_mail(manifest) {
        verdict.broken(
            span,
            "there is no way to complain but an electronic form; add another to `also_by` under `rights.complaints`, such as `post`",
        );
    }
    for (name, organisation) in manifest.organisations.iter() {
        if decides(manifest, name.as_str()) && contact(organisation).is_none() {
            verdict.cannot_tell(
                name.span,
                format!("where people complain to `{}`, which decides about their data, is not said; write `complaints` under its `contact`", name.value),
            );
        }
    }
}

fn has_another_way(complaints: &Complaints) -> bool {
    complaints.also_by.iter().any(|way| **way != Way::Form)
}

/// Whether an organisation that decides takes complaints by e-mail.
fn takes_mail(manifest: &Manifest) -> bool {
    manifest.organisations.iter().any(|(name, organisation)| {
        let mail = contact(organisation).is_some_and(|address| address.contains('@'));
        mail && decides(manifest, name.as_str())
    })
}

fn contact(organisation: &Organisation) -> Option<&str> {
    let complaints = organisation.contact.as_ref()?.complaints.as_ref()?;
    Some(complaints.as_str())
}

/// Whether an organisation decides about a purpose, alone or with others.
fn decides(manifest: &Manifest, name: &str) -> bool {
    let mut named = manifest.purposes.values().flat_map(roles);
    named.any(|(organisation, role)| role == Role::Controller && organisation.as_str() == name)
}
