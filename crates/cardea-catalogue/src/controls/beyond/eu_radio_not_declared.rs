use cardea_law::eu_radio_equipment;
use cardea_manifest::model::SoldAs;
use cardea_units::date;

use crate::eu_law::NOT_SOLD_THERE;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-06",
    name: "eu-radio-not-declared",
    title: "EU radio equipment cybersecurity",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        eu_radio_equipment::ART_1_1,
        eu_radio_equipment::ART_1_2,
        eu_radio_equipment::ART_1_3,
    ],
    applies_from: Some(date(2025, 8, 1)),
    page: include_str!("eu_radio_not_declared.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let Some(market) = world.eu_market() else {
        return verdict.not_applicable(NOT_SOLD_THERE);
    };
    if manifest.product.radios.is_empty() {
        return verdict.not_applicable("it has no radio");
    }
    let sold_as = manifest.product.sold_as.as_ref();
    if sold_as.is_some_and(|sold_as| **sold_as == SoldAs::MedicalDevice) {
        return verdict.not_applicable("medical devices have rules of their own (Art 2)");
    }
    let eu = manifest.statements.eu.as_ref();
    if eu.is_none_or(|eu| eu.radio.is_none()) {
        verdict.broken(
            eu.map_or(market.span, |eu| eu.span),
            format!(
                "it is sold in `{}` and has a radio, and nobody has declared that it protects network, data and money; declare conformity and \
                 name the declaration as `radio` under `statements.eu`",
                market.as_str()
            ),
        );
    }
}
