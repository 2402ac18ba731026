use crate::children::{care, not_for_children, open_to_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, uk_gdpr};
use cardea_manifest::model::AllAtOnce;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-08",
    name: "parts-bundled-for-children",
    title: "Child data minimisation",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, childrens_code::STD_8],
    applies_from: None,
    page: include_str!("parts_bundled_for_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    if open_to_children(manifest).count() < 2 {
        verdict.not_applicable(
            "at most one purpose uses children's data, so there are no parts to hold apart",
        );
        return;
    }
    let (care, span) = care(manifest);
    match care.and_then(|care| care.parts_apart.as_ref()) {
        Some(apart) if **apart => {}
        Some(apart) => {
            verdict.broken(
                apart.span,
                "a child who uses one part is also subject to the others; let each part begin by itself when the child uses it, and write \
                 `parts_apart: true`",
            );
        }
        None => {
            verdict.cannot_tell(
                span,
                "whether each part begins only when the child uses it is not said; write `parts_apart` under `people.children`",
            );
        }
    }
    let all_at_once = manifest
        .asking
        .as_ref()
        .and_then(|asking| asking.all_at_once.as_ref());
    if let Some(all) = all_at_once.filter(|all| ***all == AllAtOnce::YesOnly) {
        verdict.broken(
            all.span,
            "a child can only say yes to all parts at once; give a choice for each, and write `all_at_once: no`",
        );
    }
}
