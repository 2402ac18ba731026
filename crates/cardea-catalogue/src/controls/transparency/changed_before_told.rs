use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Handler, Manifest, Purpose};
use cardea_manifest::shape::Name;
use cardea_units::Date;

use crate::asked::{Place, asked, rests_on_consent};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-13",
    name: "changed-before-told",
    title: "Tell before changing",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_3, uk_gdpr::ART_14_4],
    applies_from: None,
    page: include_str!("changed_before_told.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut later = manifest
        .purposes
        .iter()
        .filter_map(|(name, purpose)| Some((name, purpose, came_later(manifest, purpose)?)))
        .peekable();
    if later.peek().is_none() {
        verdict.not_applicable("no purpose came later than the product");
        return;
    }
    for (name, purpose, since) in later {
        if waits_in_the_portal(manifest, name, purpose) {
            verdict.kept_by_construction(
                HouseLaw::L2,
                "nothing is kept for a purpose on consent before the person read of it in the portal and agreed",
            );
        } else {
            told_before(manifest, name, purpose, since, verdict);
        }
    }
}

/// The first day of a purpose that is younger than the product.
fn came_later<'m>(manifest: &Manifest, purpose: &'m Purpose) -> Option<&'m At<Date>> {
    let since = purpose.since.as_ref()?;
    let on_sale = manifest.product.on_sale_from.as_ref();
    on_sale
        .is_none_or(|on_sale| since.value > on_sale.value)
        .then_some(since)
}

/// Whether a purpose begins for each person with an answer in the portal, where it is explained.
fn waits_in_the_portal(manifest: &Manifest, name: &At<Name>, purpose: &Purpose) -> bool {
    let by = &manifest.handled_by;
    *by.data == Handler::Cardea
        && *by.notices == Handler::Cardea
        && rests_on_consent(purpose)
        && asked(manifest).any(|asked| asked.name == name && asked.place == Place::Portal)
}

fn told_before(
    manifest: &Manifest,
    name: &At<Name>,
    purpose: &Purpose,
    since: &At<Date>,
    verdict: &mut Verdict<'_>,
) {
    match &purpose.told {
        Some(told) if told.value > since.value => {
            let (told_on, since) = (told.value, since.value);
            verdict.broken(
                told.span,
                format!("people are told of `{}` on {told_on}, but data is used for it since {since}; tell them first", name.value),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                since.span,
                format!("when people were told of `{}`, which came later than the product, is not said; write the day as `told`", name.value),
            );
        }
    }
    if manifest.notices.change.is_empty() {
        verdict.broken(
            manifest.notices.span,
            format!("`{}` came later than the product, but there is no place where people are told of changes; name one under `change`", name.value),
        );
    }
}
