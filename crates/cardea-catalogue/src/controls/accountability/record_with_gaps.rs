use cardea_law::uk_gdpr;
use cardea_manifest::model::{Contact, Handler, Manifest};

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World, controllers};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-11",
    name: "record-with-gaps",
    title: "Record of processing activities",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_30],
    applies_from: None,
    page: include_str!("record_with_gaps.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    for (name, organisation) in controllers(manifest) {
        if !organisation.contact.as_ref().is_some_and(can_be_reached) {
            verdict.broken(
                name.span,
                format!("the record does not say how `{}` is reached, which decides about data; write `address` or `privacy` under its `contact`", name.value),
            );
        }
    }
    of_which_data(manifest, verdict);
    if manifest.security.is_none() {
        verdict.broken(
            manifest.product.span,
            "the record does not describe how the data is protected; write it as `security`",
        );
    }
    if *manifest.handled_by.data == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L10,
            "the manifest is the record, and nothing but it decides which data is taken in, kept and given out",
        );
    }
}

const fn can_be_reached(contact: &Contact) -> bool {
    contact.address.is_some() || contact.privacy.is_some()
}

fn of_which_data(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, purpose) in manifest.purposes.iter() {
        let mut accesses = manifest.other_access.values();
        if purpose.uses.is_empty() && !accesses.any(|access| access.for_what == *name) {
            verdict.broken(
                name.span,
                format!("the record does not say which data `{}` is about; list it under `uses`, or remove the purpose", name.value),
            );
        }
    }
}
