use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Handler, Manifest, Purpose, PurposeClass};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-01",
    name: "purpose-without-basis",
    title: "Lawful basis per purpose, before start",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_6_1, ico_iot_guidance::CHAPTER_LAWFULLY],
    applies_from: None,
    page: include_str!("purpose_without_basis.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    for (name, purpose) in manifest.purposes.iter() {
        fits(world, name, purpose, verdict);
    }
    match *manifest.handled_by.data {
        Handler::Cardea => {
            verdict.kept_by_construction(HouseLaw::L2, "every purpose names its basis, and no reading is kept for a purpose whose basis does not hold");
        }
        Handler::Own => {
            without_purpose(manifest, verdict);
            let missing = "nobody has stated when the bases were decided and what stops data that has none; state it under `assessments.LAW-01`, \
                           or let `handled_by.data` be `cardea`";
            verdict.ask_statement(world, manifest.handled_by.data.span, missing);
        }
    }
}

/// Two bases that hardly ever fit a consumer product.
fn fits(world: &World<'_>, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let span = purpose.basis.span;
    match purpose.basis.kind {
        BasisKind::VitalInterests if *purpose.class != PurposeClass::Safety => {
            verdict.broken(
                span,
                format!(
                    "`{}` rests on somebody's life being at risk, but is of class `{}`; choose another basis, or write `class: safety` if it \
                     calls for help",
                    name.value, *purpose.class
                ),
            );
        }
        BasisKind::PublicTask => {
            let missing = format!(
                "which law gives the task behind `{}` is not said; name it under `assessments.LAW-01`, or choose another basis",
                name.value
            );
            verdict.ask_statement(world, span, missing);
        }
        _ => {}
    }
}

/// What Cardea would never keep, a maker's own system keeps unless told otherwise.
fn without_purpose(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, _) in manifest.streams.iter() {
        if manifest
            .purposes
            .values()
            .all(|purpose| purpose.uses.get(name.as_str()).is_none())
        {
            verdict.broken(
                name.span,
                format!("`{}` is sent for no purpose, so it has no basis; name it under `uses` of the purpose that needs it, or stop sending it", name.value),
            );
        }
    }
}
