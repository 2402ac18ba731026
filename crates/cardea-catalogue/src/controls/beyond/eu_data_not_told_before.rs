use cardea_law::eu_data_act;
use cardea_units::date;

use crate::eu_law::data_act;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-03",
    name: "eu-data-not-told-before",
    title: "EU Data Act: information before contract",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[eu_data_act::ART_3_2, eu_data_act::ART_3_3],
    applies_from: Some(date(2025, 9, 12)),
    page: include_str!("eu_data_not_told_before.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    match data_act(world) {
        Err(why) => verdict.not_applicable(why),
        Ok(facts) if facts.said.is_none_or(|said| said.before_contract.is_none()) => {
            verdict.broken(
                facts.span,
                format!(
                    "it is sold in `{}`, and people are not told before they buy which data it makes and how they get it; publish that on a \
                     page and write its address as `before_contract` under `statements.eu.data_act`",
                    facts.country
                ),
            );
        }
        Ok(_) => {}
    }
}
