use cardea_law::pecr;
use cardea_manifest::At;
use cardea_manifest::model::Ground;
use cardea_units::date;

use crate::pecr::{
    Fit, Mixed, Obstacle, Operation, Question, can_hold, covers, fit, mixed, operations,
};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-02",
    name: "access-without-ground",
    title: "Deny unless a Schedule A1 ground applies",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_6_1, pecr::SCH_A1],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("access_without_ground.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut operations = operations(world.manifest).peekable();
    if operations.peek().is_none() {
        verdict.not_applicable("nothing is stored on or read from a device, an app or a web page");
    }
    for operation in operations {
        match operation.declared() {
            None => missing(&operation, verdict),
            Some(ground) => {
                judge(&operation, ground, verdict);
                judge_mixed(&operation, ground, verdict);
            }
        }
    }
}

fn missing(operation: &Operation<'_>, verdict: &mut Verdict<'_>) {
    let name = operation.purpose_name;
    let (taken, grounds) = (operation.names(), suggestion(operation));
    verdict.broken(
        name.span,
        format!(
            "`{}` takes {taken} off the device on no ground; write `device_access` with {grounds}",
            name.value
        ),
    );
}

fn judge(operation: &Operation<'_>, ground: &At<Ground>, verdict: &mut Verdict<'_>) {
    match fit(operation, ground.value) {
        // Emitted signals have a control of their own.
        Fit::Can | Fit::Cannot(Obstacle::Emitted) | Fit::Unclear(Question::Emitted) => {}
        Fit::Cannot(obstacle) => {
            let (covers, grounds) = (covers(ground.value), suggestion(operation));
            verdict.broken(
                ground.span,
                format!(
                    "`{}` covers only {covers}, and {obstacle}; write {grounds}",
                    ground.value
                ),
            );
        }
        Fit::Unclear(Question::OwnPurposes(recipient)) => {
            let (ground, name) = (ground.value, &recipient.value);
            verdict.cannot_tell(
                recipient.span,
                format!(
                    "`{ground}` does not cover what `{name}` does for purposes of its own, and whether it has any is not said; write \
                     `own_purposes` at the recipient"
                ),
            );
        }
        Fit::Unclear(Question::Role(by)) => {
            let (ground, name, purpose) = (ground.value, &by.value, &operation.purpose_name.value);
            verdict.cannot_tell(
                by.span,
                format!(
                    "`{ground}` does not cover what `{name}` does for purposes of its own, and what it is for `{purpose}` is not said; \
                     name it there as controller, processor or recipient"
                ),
            );
        }
    }
}

/// One thing that is stored or read for several purposes takes the strictest result.
fn judge_mixed(operation: &Operation<'_>, ground: &At<Ground>, verdict: &mut Verdict<'_>) {
    match mixed(operation) {
        None => {}
        Some(Mixed::NotSole(other)) => {
            verdict.broken(
                ground.span,
                format!(
                    "`{}` covers one purpose alone, and the same thing serves another as `{}`; write `consent`, or keep the two apart",
                    ground.value, other.value
                ),
            );
        }
        Some(Mixed::AlsoConsent(other)) => {
            verdict.broken(
                ground.span,
                format!(
                    "the same thing is also stored or read as `{}` on `consent`; write `consent` here, too, or keep the two apart",
                    other.value
                ),
            );
        }
    }
}

/// The grounds that can hold, as words to choose from.
fn suggestion(operation: &Operation<'_>) -> String {
    let grounds: Vec<_> = can_hold(operation)
        .map(|ground| format!("`{ground}`"))
        .collect();
    grounds.join(" or ")
}
