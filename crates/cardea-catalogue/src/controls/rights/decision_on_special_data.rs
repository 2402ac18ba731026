use crate::{Checked, Control, Level, Status, Verdict, World, special_fields};
use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Purpose, SpecialCategory};
use cardea_manifest::shape::Name;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-11",
    name: "decision-on-special-data",
    title: "Automated decisions on special data",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_22B],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("decision_on_special_data.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut binds = false;
    for (name, decision) in manifest.decisions.iter() {
        let Some((purpose_name, purpose)) = manifest.purposes.entry(decision.for_what.as_str())
        else {
            continue;
        };
        if purpose.basis.kind == BasisKind::RecognisedLegitimateInterests {
            binds = true;
            verdict.broken(
                purpose.basis.span,
                format!(
                    "`{}` is decided by machine for `{}`, which rests on a recognised legitimate interest; decide it by a human, or on \
                     another basis",
                    name.value, purpose_name.value
                ),
            );
        }
        if special_fields(manifest, purpose).next().is_some() {
            binds = true;
            condition(name, purpose_name, purpose, verdict);
        }
    }
    if !binds {
        verdict.not_applicable(
            "no decision is made by machine from special category data or on a recognised legitimate interest",
        );
    }
}

fn condition(
    name: &At<Name>,
    purpose_name: &At<Name>,
    purpose: &Purpose,
    verdict: &mut Verdict<'_>,
) {
    let demanded = matches!(
        purpose.basis.kind,
        BasisKind::Contract | BasisKind::LegalObligation
    );
    let holds = match *purpose.special_category {
        SpecialCategory::ExplicitConsent => true,
        SpecialCategory::SubstantialPublicInterest => demanded,
        _ => false,
    };
    if !holds {
        verdict.broken(
            purpose.special_category.span,
            format!(
                "`{}` is decided by machine from special category data of `{}`; rest it on explicit consent, or on a contract or a law with \
                 substantial public interest, or let a human decide",
                name.value, purpose_name.value
            ),
        );
    }
}
