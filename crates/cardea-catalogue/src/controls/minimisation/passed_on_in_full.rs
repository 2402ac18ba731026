use cardea_law::en_303_645;
use cardea_manifest::At;
use cardea_manifest::model::{FieldType, Manifest, Purpose};
use cardea_manifest::shape::Name;

use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-15",
    name: "passed-on-in-full",
    title: "Only necessary data stored and passed on",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_6_6],
    applies_from: None,
    page: include_str!("passed_on_in_full.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let purposes = manifest.purposes.iter();
    for (name, purpose) in purposes.filter(|(_, purpose)| !purpose.recipients.is_empty()) {
        in_full(manifest, name, purpose, verdict);
        outlives(name, purpose, verdict);
    }
}

/// What others get is coarser than what is sent, one value for many, or needed as it is.
fn in_full(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    if purpose.necessity.is_some() {
        return;
    }
    for it in purpose_fields(manifest, purpose) {
        if !it.is_coarser() && it.enough.aggregate.is_none() {
            let less = if matches!(*it.field.kind, FieldType::Number | FieldType::Integer) {
                "write the `step` or the `as` that is enough"
            } else {
                "leave it out"
            };
            verdict.broken(
                it.name.span,
                format!(
                    "`{}` is passed on in full for `{}`; {less}, or say under `necessity` why nothing less would do",
                    it.name.value, name.value
                ),
            );
        }
    }
}

/// What others get is gone when the purpose no longer needs it.
fn outlives(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let Some(keep) = purpose.uses.values().map(|used| *used.keep).max() else {
        return;
    };
    for (who, recipient) in purpose.recipients.iter() {
        if let Some(duration) = recipient
            .duration
            .as_ref()
            .filter(|duration| duration.value > keep)
        {
            verdict.broken(
                duration.span,
                format!(
                    "`{}` may keep what it gets {}, but `{}` needs it {keep}; agree a period that is no longer",
                    who.value, duration.value, name.value
                ),
            );
        }
    }
}
