use cardea_law::psti_regulations_2023;
use cardea_units::date;

use crate::psti::{copy_until, outside};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-06",
    name: "statement-thrown-away",
    title: "Keep the statement",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[psti_regulations_2023::REG_8, psti_regulations_2023::REG_9],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("statement_thrown_away.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let manifest = world.manifest;
    let Some(statement) = &manifest.statements.psti else {
        verdict.not_applicable("there is no statement of compliance to keep");
        return;
    };
    let updates = manifest.updates.as_ref();
    let supported = statement
        .support_until
        .as_ref()
        .or_else(|| updates?.support_until.as_ref());
    let issued = *statement.on;
    let needed = copy_until(issued, supported.map(|until| until.value));
    match &statement.kept_until {
        Some(kept) if kept.value < needed => {
            let kept_until = kept.value;
            verdict.broken(
                kept.span,
                format!("a copy of the statement of {issued} is kept until {kept_until}; keep it until {needed} at least"),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                statement.span,
                format!("until when a copy of the statement is kept is not said; keep it until {needed} and write `kept_until: {needed}`"),
            );
        }
    }
}
