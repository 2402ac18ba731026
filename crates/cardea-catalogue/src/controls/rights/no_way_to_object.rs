use crate::answered::{Answered, answered};
use crate::asked::rests_on_consent;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::{Purpose, PurposeClass};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-09",
    name: "no-way-to-object",
    title: "Objection",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_21],
    applies_from: None,
    page: include_str!("no_way_to_object.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut objectionable = manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| may_object(purpose))
        .peekable();
    if objectionable.peek().is_none() {
        verdict.not_applicable(
            "no purpose rests on interests or a public task, and none advertises without consent",
        );
        return;
    }
    if answered(manifest) == Answered::ByCardea {
        verdict.kept_by_construction(
            HouseLaw::L3,
            "an objection in the portal stops the purpose for that person at once",
        );
        return;
    }
    for (name, purpose) in objectionable {
        if purpose.objection.is_empty() {
            verdict.broken(
                name.span,
                format!(
                    "people cannot object to `{}` anywhere; name the places under `objection`",
                    name.value
                ),
            );
        }
    }
}

/// Whether people can say no to a purpose that does not wait for their yes.
fn may_object(purpose: &Purpose) -> bool {
    let advertises = *purpose.class == PurposeClass::Advertising && !rests_on_consent(purpose);
    purpose.basis.kind.may_be_objected_to() || advertises
}
