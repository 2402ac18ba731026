use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, FieldType, Origin, Personal};
use cardea_manifest::shape::Name;
use cardea_units::Quantum;

use crate::kept_fields::kept_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-02",
    name: "sensor-limits-not-told",
    title: "State sensor limits",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D, ico_iot_guidance::CHAPTER_ACCURACY],
    applies_from: None,
    page: include_str!("sensor_limits_not_told.md"),
    check,
};

/// A step may be so many times finer than the error. A setting of this catalogue.
const FINER_MAX: f64 = 10.0;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut measured = kept_fields(world.manifest)
        .filter(|used| is_measured(used.field))
        .peekable();
    if measured.peek().is_none() {
        verdict.not_applicable("it keeps no measured number about people");
    }
    for used in measured {
        one_field(used.name, used.field, verdict);
    }
}

fn is_measured(field: &Field) -> bool {
    matches!(*field.kind, FieldType::Number | FieldType::Integer)
        && *field.origin == Origin::Observed
        && *field.personal != Personal::No
        // How the device itself is: counters and versions, which are exact.
        && *field.data != DataCategory::DeviceStatus
}

fn one_field(name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    let accuracy = field.accuracy.as_ref();
    let within = accuracy.and_then(|accuracy| accuracy.within.as_ref());
    let source = accuracy.and_then(|accuracy| accuracy.source.as_ref());
    let place = accuracy.map_or(name.span, |accuracy| accuracy.span);
    let Some(within) = within else {
        verdict.cannot_tell(
            place,
            format!("how far `{}` may be wrong is not said; write its largest error as `accuracy.within`", name.value),
        );
        return;
    };
    if source.is_none() {
        verdict.cannot_tell(
            place,
            format!(
                "where the error of `{}` comes from is not said; write it as `accuracy.source`",
                name.value
            ),
        );
    }
    let step = field.step.as_ref();
    let finest = step.map_or(Quantum::ONE, |step| step.value).as_f64();
    if finest * FINER_MAX < within.value {
        verdict.broken(
            step.map_or(name.span, |step| step.span),
            format!(
                "`{}` is kept in steps of {finest} but may be wrong by {}, so its last digit means nothing; make `step` coarser",
                name.value, within.value
            ),
        );
    }
}
