use cardea_law::eu_data_act;
use cardea_units::date;

use crate::eu_law::data_act;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-01",
    name: "eu-data-not-accessible",
    title: "EU Data Act: access by design",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[eu_data_act::ART_3_1, eu_data_act::ART_50],
    applies_from: Some(date(2026, 9, 12)),
    page: include_str!("eu_data_not_accessible.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    match data_act(world) {
        Err(why) => verdict.not_applicable(why),
        Ok(facts) if facts.said.is_none_or(|said| said.direct_access.is_none()) => {
            verdict.broken(
                facts.span,
                format!(
                    "it is sold in `{}`, and nothing gives users their data directly; let them get it from the product or its service and say \
                     how with `direct_access` under `statements.eu.data_act`",
                    facts.country
                ),
            );
        }
        Ok(_) => {}
    }
}
