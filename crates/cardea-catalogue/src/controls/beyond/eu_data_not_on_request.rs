use cardea_law::eu_data_act;
use cardea_units::date;

use crate::eu_law::data_act;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-02",
    name: "eu-data-not-on-request",
    title: "EU Data Act: data on request and to a third party",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        eu_data_act::ART_4,
        eu_data_act::ART_5,
        eu_data_act::ART_6,
        eu_data_act::ART_7,
    ],
    applies_from: Some(date(2025, 9, 12)),
    page: include_str!("eu_data_not_on_request.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let facts = match data_act(world) {
        Err(why) => return verdict.not_applicable(why),
        Ok(facts) => facts,
    };
    let asked = facts.said.is_some_and(|said| said.request.is_some());
    let shared = facts.said.is_some_and(|said| said.share.is_some());
    for (ready, does, key) in [
        (asked, "asks for their data", "request"),
        (shared, "lets somebody else have their data", "share"),
    ] {
        if !ready {
            verdict.broken(
                facts.span,
                format!(
                    "it is sold in `{}`, and there is no page on which a user {does}; write its address as `{key}` under \
                     `statements.eu.data_act`",
                    facts.country
                ),
            );
        }
    }
}
