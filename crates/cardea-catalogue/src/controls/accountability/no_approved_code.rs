use cardea_law::{pecr, uk_gdpr};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-23",
    name: "no-approved-code",
    title: "Approved codes and certification",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_24_3,
        uk_gdpr::ART_40,
        uk_gdpr::ART_41,
        uk_gdpr::ART_42,
        uk_gdpr::ART_43,
        pecr::REG_32A,
        pecr::REG_32B,
        pecr::REG_32C,
    ],
    applies_from: None,
    page: include_str!("no_approved_code.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let statements = &world.manifest.statements;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
    } else if statements.codes.is_empty() {
        verdict.broken(
            statements.span,
            "no approved code of conduct or certification is named; you could adhere to one that fits, and list it as `codes` under `statements`",
        );
    }
}
