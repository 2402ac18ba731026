use cardea_law::{childrens_code, ico_audit_toolkits, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{
    Children, Handler, Manifest, Purpose, PurposeChildren, PurposeClass, Start,
};
use cardea_manifest::shape::Name;

use crate::asked::waits_for_consent;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-07",
    name: "open-by-default",
    title: "High privacy by default",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        childrens_code::STD_7,
        ico_audit_toolkits::TOOLKIT_DEFAULT_SETTINGS,
        uk_gdpr::ART_25_2,
    ],
    applies_from: None,
    page: include_str!("open_by_default.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if *manifest.product.children == Children::NotLikely {
        verdict.not_applicable("children are not likely to use it");
        return;
    }
    for (name, purpose) in manifest.purposes.iter() {
        if *purpose.children == PurposeChildren::Allowed {
            starts_on(manifest, name, verdict);
            runs_unasked(manifest, name, purpose, verdict);
        }
    }
    let handled = &manifest.handled_by;
    if *handled.data == Handler::Cardea && *handled.choices == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "what nobody agreed to is not kept, before an update or after it",
        );
    }
}

fn starts_on(manifest: &Manifest, name: &At<Name>, verdict: &mut Verdict<'_>) {
    if let Some(choice) = manifest
        .choices
        .get(name.as_str())
        .filter(|choice| *choice.starts == Start::On)
    {
        verdict.broken(
            choice.starts.span,
            format!("`{}` is on for children before anybody chose it; write `starts: off`, or `children: never` at the purpose", name.value),
        );
    }
}

/// What the product can do without runs for a child only once somebody chose it.
fn runs_unasked(
    manifest: &Manifest,
    name: &At<Name>,
    purpose: &Purpose,
    verdict: &mut Verdict<'_>,
) {
    let optional = matches!(
        *purpose.class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
    );
    // A choice of the maker's own starts as it says. Cardea waits for nothing but consent.
    let own_choice = *manifest.handled_by.choices == Handler::Own
        && manifest.choices.get(name.as_str()).is_some();
    if optional && !waits_for_consent(purpose) && !own_choice {
        verdict.broken(
            purpose.class.span,
            format!("`{}` uses children's data before anybody chose it; rest it on consent, or write `children: never`", name.value),
        );
    }
}
