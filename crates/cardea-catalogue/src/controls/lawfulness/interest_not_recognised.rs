use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Manifest, Purpose};
use cardea_manifest::shape::Name;

use crate::annex_1::{CONDITIONS, names_a_condition};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-06",
    name: "interest-not-recognised",
    title: "Recognised legitimate interests are closed",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_6_1_EA,
        uk_gdpr::ART_6_5,
        uk_gdpr::ART_22B_4,
        uk_gdpr::ANNEX_1,
    ],
    applies_from: None,
    page: include_str!("interest_not_recognised.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world
        .manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| purpose.basis.kind == BasisKind::RecognisedLegitimateInterests)
    {
        any = true;
        if !uk_gdpr::ART_6_1_EA.is_in_force(world.today) {
            verdict.broken(
                purpose.basis.span,
                format!(
                    "`{}` rests on a basis that exists from {}; choose another until then",
                    name.value,
                    uk_gdpr::ART_6_1_EA.in_force
                ),
            );
        }
        condition(name, purpose, verdict);
        decisions(world.manifest, name, verdict);
    }
    if !any {
        verdict.not_applicable("no purpose rests on a recognised legitimate interest");
    }
}

fn condition(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let Some(named) = &purpose.basis.rests_on else {
        return;
    };
    if !names_a_condition(named.as_str()) {
        verdict.broken(
            named.span,
            format!(
                "`{}` rests on `{}`, which is no condition of Annex 1; write one of `{}`, or choose another basis",
                name.value,
                named.value,
                CONDITIONS.join("`, `")
            ),
        );
    }
}

fn decisions(manifest: &Manifest, purpose: &At<Name>, verdict: &mut Verdict<'_>) {
    for (name, _) in manifest
        .decisions
        .iter()
        .filter(|(_, decision)| decision.for_what == *purpose)
    {
        verdict.broken(
            name.span,
            format!("`{}` is decided by machine alone for `{}`, which a recognised legitimate interest never allows; let a person decide, or choose another basis", name.value, purpose.value),
        );
    }
}
