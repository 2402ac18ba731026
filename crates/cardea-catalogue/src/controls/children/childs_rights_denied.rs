use crate::children::{care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{dpa_2018, ico_subject_access, uk_gdpr};
use cardea_manifest::model::RightsActor;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-18",
    name: "childs-rights-denied",
    title: "Child's own rights",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12_1,
        uk_gdpr::ART_12_2,
        ico_subject_access::CHAPTER_CHILDREN,
        dpa_2018::S_208,
    ],
    applies_from: None,
    page: include_str!("childs_rights_denied.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let (care, span) = care(world.manifest);
    let used_by = care
        .map(|care| care.rights_used_by.as_slice())
        .unwrap_or_default();
    let Some(first) = used_by.first() else {
        verdict.cannot_tell(
            span,
            "who can use the rights of a child is not said; write `rights_used_by: [child, guardian]` under `people.children`",
        );
        return;
    };
    for (actor, message) in [
        (
            RightsActor::Child,
            "a child cannot use its rights itself; take its request where it understands what it asks for, and add `child` to `rights_used_by`",
        ),
        (
            RightsActor::Guardian,
            "a guardian cannot use the rights of a child that does not understand them; add `guardian` to `rights_used_by`",
        ),
    ] {
        if !used_by.iter().any(|it| **it == actor) {
            verdict.broken(first.span, message);
        }
    }
}
