use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_iot_guidance, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-01",
    name: "unfair-use",
    title: "Fair use overall",
    level: Level::Must,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        ico_iot_guidance::CHAPTER_FAIRLY,
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
    ],
    applies_from: None,
    page: include_str!("unfair_use.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
    }
}
