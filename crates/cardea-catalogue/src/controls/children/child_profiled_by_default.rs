use crate::children::{AtFirst, at_first, not_for_children, open_to_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::childrens_code;
use cardea_manifest::model::{Purpose, PurposeClass, Technique};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-12",
    name: "child-profiled-by-default",
    title: "Profiling off",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_12],
    applies_from: None,
    page: include_str!("child_profiled_by_default.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let mut profiling = open_to_children(manifest)
        .filter(|(_, purpose)| profiles(purpose))
        .peekable();
    if profiling.peek().is_none() {
        verdict.not_applicable("no purpose profiles children");
    }
    for (name, purpose) in profiling.filter(|(_, purpose)| purpose.childs_interest.is_none()) {
        let span = match at_first(manifest, name, purpose) {
            AtFirst::Off => continue,
            AtFirst::On(starts) => starts.span,
            AtFirst::Unasked => purpose.class.span,
        };
        verdict.broken(
            span,
            format!(
                "`{}` profiles children before anybody chose it; let it start off and wait for consent, write `children: never`, or write \
                 `childs_interest` if there is a compelling reason",
                name.value
            ),
        );
    }
}

/// Whether a purpose makes something of single people. Figures of many people only are no profile.
fn profiles(purpose: &Purpose) -> bool {
    let of_many = purpose
        .techniques
        .iter()
        .any(|technique| **technique == Technique::Aggregation);
    matches!(
        *purpose.class,
        PurposeClass::Advertising | PurposeClass::Analytics
    ) && !of_many
}
