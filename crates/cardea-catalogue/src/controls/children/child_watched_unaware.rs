use crate::children::{can_be_watched, care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, ico_audit_toolkits};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-11",
    name: "child-watched-unaware",
    title: "Parental controls visible to the child",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        childrens_code::STD_11,
        ico_audit_toolkits::TOOLKIT_PARENTAL_CONTROLS,
    ],
    applies_from: None,
    page: include_str!("child_watched_unaware.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    if !can_be_watched(manifest) {
        verdict.not_applicable("nobody in the home can watch or follow a child");
        return;
    }
    let people = &manifest.people;
    if let Some(signal) = people
        .sees
        .live_view_signal
        .as_ref()
        .filter(|signal| !***signal)
    {
        verdict.broken(
            signal.span,
            "a child cannot tell that somebody watches live; give a sign, and write `live_view_signal: true`",
        );
    }
    let covert = people
        .safety
        .as_ref()
        .and_then(|safety| safety.covert_mode.as_ref());
    if let Some(covert) = covert.filter(|covert| ***covert) {
        verdict.broken(
            covert.span,
            "a child can be watched or followed without a sign; take that mode out, and write `covert_mode: false`",
        );
    }
    let (care, span) = care(manifest);
    if care.is_none_or(|care| care.watched_signal.is_empty()) {
        verdict.cannot_tell(
            span,
            "how a child notices that a parent watches or follows is not said; write `watched_signal` under `people.children`",
        );
    }
}
