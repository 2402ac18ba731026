use cardea_law::{psti_act_2022, psti_regulations_2023};
use cardea_units::date;

use crate::psti::{Label, label, lacks, outside};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-05",
    name: "statement-incomplete",
    title: "Statement of compliance",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        psti_act_2022::S_9,
        psti_act_2022::S_15,
        psti_act_2022::S_22,
        psti_regulations_2023::SCH_4,
    ],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("statement_incomplete.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let statements = &world.manifest.statements;
    let Some(statement) = &statements.psti else {
        if let Label::Counts = label(world) {
            verdict.not_applicable("a label that counts stands in the place of a statement");
        } else {
            verdict.broken(
                statements.span,
                "the product comes without a statement of compliance; sign one and write its facts under `statements.psti`",
            );
        }
        return;
    };
    for lack in lacks(world.manifest, statement) {
        verdict.broken(
            lack.span,
            format!("the statement of compliance does not say {}", lack.what),
        );
    }
    let on = *statement.on;
    if on > world.today {
        verdict.broken(
            statement.on.span,
            format!("the statement of compliance is dated {on}, which has not come yet; write the day on which it was issued"),
        );
    }
}
