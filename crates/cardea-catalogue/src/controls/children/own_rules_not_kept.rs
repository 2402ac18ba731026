use crate::children::{care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::childrens_code;
use cardea_manifest::model::AgeKnownBy;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-06",
    name: "own-rules-not-kept",
    title: "Keep your own policies",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_6],
    applies_from: None,
    page: include_str!("own_rules_not_kept.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let (care, span) = care(world.manifest);
    let Some((care, lowest)) = care.and_then(|care| Some((care, care.lowest_age.as_ref()?))) else {
        verdict.cannot_tell(
            span,
            "which age the published rules begin at is not said; write `lowest_age` under `people.children`, or 0 if anybody may use it",
        );
        return;
    };
    if **lowest == 0 {
        verdict.not_applicable("the published rules let anybody use it");
        return;
    }
    if care.lowest_age_enforced_by.is_none() {
        verdict.broken(
            lowest.span,
            format!("the published rules begin at {}, and nothing says how that is enforced; write `lowest_age_enforced_by`", **lowest),
        );
    }
    if let Some(known_by) = care
        .age_known_by
        .as_ref()
        .filter(|known_by| ***known_by == AgeKnownBy::Nothing)
    {
        verdict.broken(
            known_by.span,
            format!("the published rules begin at {}, but nobody's age is known; find it out, or let the rules begin at 0", **lowest),
        );
    }
}
