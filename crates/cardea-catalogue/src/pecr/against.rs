//! What stands against the ground that a maker declared, as findings.

use cardea_manifest::model::{Ground, Manifest};
use cardea_manifest::{At, Span};

use super::{Fit, Mixed, Obstacle, Operation, covers, fit, mixed, operations};

/// The operations for which this ground is declared, each with the place where it says so.
pub(crate) fn on_ground(
    manifest: &Manifest,
    ground: Ground,
) -> impl Iterator<Item = (Operation<'_>, &At<Ground>)> {
    operations(manifest).filter_map(move |operation| {
        let declared = operation.declared()?;
        (declared.value == ground).then_some((operation, declared))
    })
}

/// What shows that an operation is for more than its ground covers: where, and the message. Emitted signals have a control of their own.
pub(crate) fn more_than_covered(
    operation: &Operation<'_>,
    ground: &At<Ground>,
) -> Option<(Span, String)> {
    let obstacle = match fit(operation, ground.value) {
        Fit::Cannot(Obstacle::Emitted) | Fit::Can | Fit::Unclear(_) => None,
        Fit::Cannot(obstacle) => Some(obstacle.to_string()),
    };
    let why = obstacle.or_else(|| {
        let also = match mixed(operation)? {
            Mixed::NotSole(other) | Mixed::AlsoConsent(other) => other,
        };
        Some(format!(
            "the same thing serves another purpose as `{}`",
            also.value
        ))
    })?;
    let covered = covers(ground.value);
    let message = format!(
        "`{}` covers only {covered}, and {why}; take another ground, such as `consent`, or leave that out",
        ground.value
    );
    Some((ground.span, message))
}
