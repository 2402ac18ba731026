use crate::asked::PORTAL;
use crate::children::{care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, ico_iot_guidance};
use cardea_manifest::model::Handler;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-15",
    name: "no-tools-for-children",
    title: "Prominent online tools",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_15, ico_iot_guidance::CHAPTER_RIGHTS],
    applies_from: None,
    page: include_str!("no_tools_for_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let (care, span) = care(manifest);
    let tools = care.map(|care| care.tools.as_slice()).unwrap_or_default();
    match tools.first() {
        None => {
            verdict.cannot_tell(
                span,
                "where a child finds tools for rights and worries is not said; name the places as `tools` under `people.children`",
            );
        }
        Some(first)
            if *manifest.handled_by.rights == Handler::Cardea
                && tools.iter().all(|place| place.as_str() == PORTAL) =>
        {
            verdict.broken(
                first.span,
                "children do not sign in to Cardea's portal; name a place for them in `tools`, such as `companion_app` or `device`",
            );
        }
        Some(_) => {}
    }
    if care.is_none_or(|care| care.urgent_help.is_none()) {
        verdict.cannot_tell(
            span,
            "how a child gets help at once is not said; write `urgent_help` under `people.children`",
        );
    }
}
