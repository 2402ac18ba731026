use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Assessment, Handler, Manifest, Organisation};
use cardea_manifest::shape::Name;
use cardea_units::{Date, date};

use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Role, Statement, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-16",
    name: "complaint-route-untold",
    title: "Right to complain, both routes",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_13_2_CA,
        uk_gdpr::ART_13_2_D,
        uk_gdpr::ART_14_2_DA,
        uk_gdpr::ART_15_1_EA,
    ],
    applies_from: Some(date(2026, 6, 19)),
    page: include_str!("complaint_route_untold.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "every page of the portal says that people can complain to the maker and to the Information Commission",
    people: "that they can complain to you and to the regulator",
};

/// From this day the regulator is the Information Commission (SI 2026/1015), and no Commissioner any more.
const COMMISSION_FROM: Date = date(2026, 9, 30);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    for (name, organisation) in manifest.organisations.iter() {
        if decides(manifest, name) && !takes_complaints(manifest, organisation) {
            verdict.broken(
                name.span,
                format!("people are not told how they complain to `{}`; write `contact.complaints`, an e-mail or web address", name.value),
            );
        }
    }
    told(world, &TELLING, verdict);
    if let Statement::Holds(statement) = world.statement(CONTROL.code)
        && *manifest.handled_by.notices == Handler::Own
    {
        regulator(world, statement, verdict);
    }
}

fn decides(manifest: &Manifest, name: &At<Name>) -> bool {
    let mut all = manifest.purposes.values().flat_map(roles);
    all.any(|(named, role)| named == name && role == Role::Controller)
}

/// By an address of its own, or by the form that the product has for complaints.
fn takes_complaints(manifest: &Manifest, organisation: &Organisation) -> bool {
    let contact = organisation.contact.as_ref();
    let form = manifest
        .rights
        .complaints
        .as_ref()
        .is_some_and(|complaints| complaints.form.is_some());
    form || contact.is_some_and(|contact| contact.complaints.is_some())
}

/// The name of the regulator, as the maker states that it is told.
fn regulator(world: &World<'_>, statement: &Assessment, verdict: &mut Verdict<'_>) {
    let says = statement.says.as_str().to_lowercase();
    if world.today >= COMMISSION_FROM && says.contains("commissioner") {
        verdict.broken(
            statement.says.span,
            format!("there is no Information Commissioner since {COMMISSION_FROM}; call the regulator Information Commission or ICO in the notice, and state that"),
        );
    }
}
