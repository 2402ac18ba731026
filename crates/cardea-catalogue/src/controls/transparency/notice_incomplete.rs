use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Handler, Manifest, NoticeLayer, Organisation};
use cardea_manifest::shape::Name;

use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Role, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-01",
    name: "notice-incomplete",
    title: "Full privacy information",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13, ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("notice_incomplete.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "the portal says of each purpose what is used, why, on which basis, who gets it and how long it is kept",
    people: "everything that UK GDPR Art 13 lists",
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    for (name, organisation) in manifest.organisations.iter() {
        if has_role(manifest, name, |role| role == Role::Controller) {
            reachable(world, name, organisation, verdict);
        }
        if has_role(manifest, name, |role| role != Role::Controller) {
            protected_abroad(name, organisation, verdict);
        }
    }
    if *manifest.handled_by.notices == Handler::Cardea {
        in_full(world, verdict);
    }
    told(world, &TELLING, verdict);
}

fn has_role(manifest: &Manifest, name: &At<Name>, is: fn(Role) -> bool) -> bool {
    let mut all = manifest.purposes.values().flat_map(roles);
    all.any(|(named, role)| named == name && is(role))
}

/// Who decides, how it is reached, and who represents it here (Art 13(1)(a)).
fn reachable(
    world: &World<'_>,
    name: &At<Name>,
    organisation: &Organisation,
    verdict: &mut Verdict<'_>,
) {
    let contact = organisation.contact.as_ref();
    if contact.is_none_or(|contact| contact.privacy.is_none() && contact.address.is_none()) {
        verdict.broken(
            name.span,
            format!("`{}` decides about data, but people are not told how to reach it; write `contact.privacy` or `contact.address`", name.value),
        );
    }
    let abroad = organisation.country.as_str() != "GB";
    if abroad && world.sold_in_the_uk() && organisation.uk_representative.is_none() {
        let missing = format!(
            "`{}` decides about data from outside the United Kingdom, and who represents it here is not said; write `uk_representative`, \
             or state under `assessments.TRA-01` why it needs none",
            name.value
        );
        verdict.ask_statement(world, organisation.country.span, missing);
    }
}

/// That data goes abroad, and what protects it there (Art 13(1)(f)).
fn protected_abroad(name: &At<Name>, organisation: &Organisation, verdict: &mut Verdict<'_>) {
    let country = &organisation.country;
    if country.as_str() != "GB" && organisation.transfer.is_none() {
        verdict.broken(
            country.span,
            format!("`{}` gets data in {}, and people are not told what protects it there; write `transfer.mechanism`", name.value, country.value),
        );
    }
}

/// The portal says what concerns each purpose; the rest of the list stands in a notice of its own.
fn in_full(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let notices = &world.manifest.notices;
    let Some(first) = notices.layers.first() else {
        verdict.cannot_tell(
            notices.span,
            "whether people can read everything that the law asks for is not said; write `full` under `notices.layers`",
        );
        return;
    };
    if !notices
        .layers
        .iter()
        .any(|layer| layer.value == NoticeLayer::Full)
    {
        verdict.broken(
            first.span,
            "people can read the short notice only; publish one with everything that the law asks for, and add `full` to `layers`",
        );
    }
}
