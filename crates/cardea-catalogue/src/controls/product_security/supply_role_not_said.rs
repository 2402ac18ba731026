use cardea_law::{psti_act_2022, psti_regulations_2023};
use cardea_manifest::model::{Manifest, SupplyRole};
use cardea_units::date;

use crate::psti::{MANUFACTURERS, in_role, outside};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-01",
    name: "supply-role-not-said",
    title: "PSTI scope and role",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        psti_act_2022::S_4,
        psti_act_2022::S_5,
        psti_act_2022::S_6,
        psti_act_2022::S_7,
        psti_act_2022::S_51,
        psti_act_2022::S_54,
        psti_act_2022::S_55,
        psti_act_2022::S_56,
        psti_regulations_2023::SCH_3,
    ],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("supply_role_not_said.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let manifest = world.manifest;
    let span = manifest.organisations.span;
    if !manifest
        .organisations
        .values()
        .any(|organisation| !organisation.supplies_as.is_empty())
    {
        verdict.cannot_tell(
            span,
            "who makes, imports and sells the product is not said; give each organisation of the chain its `supplies_as`",
        );
        return;
    }
    if in_role(manifest, &MANUFACTURERS).next().is_none() {
        verdict.broken(
            span,
            "nobody is its manufacturer in law; give `supplies_as: [manufacturer]` or `[own_brand]` to the organisation under whose name it is sold",
        );
    }
    if made_abroad(manifest) && in_role(manifest, &[SupplyRole::Importer]).next().is_none() {
        let missing = "every manufacturer is outside the United Kingdom and nobody brings the product in; give an organisation \
                       `supplies_as: [importer]`, or state under `assessments.PST-01` that buyers order it from abroad";
        verdict.ask_statement(world, span, missing);
    }
}

/// Whether there are manufacturers, and all are established outside the United Kingdom.
fn made_abroad(manifest: &Manifest) -> bool {
    let mut makers = in_role(manifest, &MANUFACTURERS).peekable();
    makers.peek().is_some() && makers.all(|(_, maker)| maker.country.as_str() != "GB")
}
