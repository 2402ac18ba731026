use cardea_law::{pecr, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Ground, Handler, Manifest, Purpose, PurposeClass, Start};
use cardea_manifest::shape::Name;

use crate::pecr::{Operation, operations};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-09",
    name: "advertised-unasked",
    title: "Profiling and advertising from home data",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        pecr::REG_6,
        uk_gdpr::ART_6_1,
        uk_gdpr::ART_21_2,
        uk_gdpr::ART_21_3,
    ],
    applies_from: None,
    page: include_str!("advertised_unasked.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| *purpose.class == PurposeClass::Advertising)
    {
        any = true;
        let mut reads = false;
        for operation in operations(manifest).filter(|operation| operation.purpose_name == name) {
            reads = true;
            by_consent(&operation, verdict);
        }
        if reads && purpose.basis.kind != BasisKind::Consent {
            verdict.broken(
                purpose.basis.span,
                format!("`{}` advertises with what is read from a device, but rests on `{}`; write `basis: consent`", name.value, purpose.basis.kind),
            );
        }
        starts_off(manifest, name, verdict);
        objection(manifest, name, purpose, verdict);
    }
    if !any {
        verdict.not_applicable("no purpose advertises");
    }
}

fn by_consent(operation: &Operation<'_>, verdict: &mut Verdict<'_>) {
    let name = &operation.purpose_name.value;
    match operation.declared() {
        Some(ground) if ground.value == Ground::Consent => {}
        Some(ground) => {
            verdict.broken(
                ground.span,
                format!("access to {} rests on `{}`, which does not cover advertising; ask first and write `consent`", operation.names(), ground.value),
            );
        }
        None => {
            verdict.cannot_tell(
                operation.purpose_name.span,
                format!("on which ground access to {} rests for `{name}` is not said; ask first and write `device_access: consent`", operation.names()),
            );
        }
    }
}

fn starts_off(manifest: &Manifest, name: &At<Name>, verdict: &mut Verdict<'_>) {
    let choice = manifest.choices.get(name.as_str());
    if let Some(choice) = choice.filter(|choice| *choice.starts == Start::On) {
        verdict.broken(
            choice.starts.span,
            format!(
                "`{}` advertises before anybody chose it; write `starts: off`",
                name.value
            ),
        );
    }
}

/// The portal takes an objection to every purpose; elsewhere the maker says where one is made.
fn objection(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    if *manifest.handled_by.rights == Handler::Own && purpose.objection.is_empty() {
        verdict.cannot_tell(
            name.span,
            format!("where people end `{}` at any time is not said; write the places as `objection`, or let `handled_by.rights` be `cardea`", name.value),
        );
    }
}
