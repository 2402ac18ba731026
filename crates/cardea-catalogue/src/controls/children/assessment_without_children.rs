use crate::children::not_for_children;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-02",
    name: "assessment-without-children",
    title: "DPIA covering children",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_35, childrens_code::STD_2],
    applies_from: None,
    page: include_str!("assessment_without_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let Some(dpia) = &manifest.dpia else {
        verdict.broken(
            manifest.product.children.span,
            "children are likely to use it, and there is no impact assessment; make one that looks at children by age, and write it under `dpia`",
        );
        return;
    };
    if dpia.children.is_none() {
        verdict.broken(
            dpia.span,
            "the impact assessment says nothing of children; assess the risks to them by age and stage, and write what it says as `children` \
             under `dpia`",
        );
    }
}
