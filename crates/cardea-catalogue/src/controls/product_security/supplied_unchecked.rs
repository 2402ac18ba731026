use cardea_law::psti_act_2022;
use cardea_manifest::model::SupplyRole;
use cardea_units::date;

use crate::psti::{Label, in_role, label, outside};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-09",
    name: "supplied-unchecked",
    title: "Retail/import gate",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        psti_act_2022::S_14,
        psti_act_2022::S_15,
        psti_act_2022::S_16,
        psti_act_2022::S_17,
        psti_act_2022::S_18,
        psti_act_2022::S_19,
        psti_act_2022::S_20,
        psti_act_2022::S_21,
        psti_act_2022::S_22,
        psti_act_2022::S_23,
        psti_act_2022::S_24,
        psti_act_2022::S_25,
    ],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("supplied_unchecked.md"),
    check,
};

const SUPPLIERS: [SupplyRole; 2] = [SupplyRole::Importer, SupplyRole::Distributor];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let manifest = world.manifest;
    let mut suppliers = in_role(manifest, &SUPPLIERS).peekable();
    if suppliers.peek().is_none() {
        verdict.not_applicable("no organisation imports or distributes the product");
    }
    let accompanied = manifest.statements.psti.is_some() || matches!(label(world), Label::Counts);
    for (name, organisation) in suppliers {
        if !accompanied {
            verdict.broken(
                name.span,
                format!(
                    "`{}` may not supply the product: it has neither a statement of compliance nor a label that counts; write one under `statements`",
                    name.value
                ),
            );
        }
        if organisation.supply_checks.is_none() {
            verdict.cannot_tell(
                name.span,
                format!("how `{}` looks at the product before it supplies it is not said; write it as `supply_checks`", name.value),
            );
        }
    }
}
