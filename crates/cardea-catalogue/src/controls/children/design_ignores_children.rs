use crate::children::{care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-16",
    name: "design-ignores-children",
    title: "Children's higher protection matters",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_1A, uk_gdpr::ART_25_1B],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("design_ignores_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let (care, span) = care(world.manifest);
    match care.and_then(|care| care.design.as_ref()) {
        Some(design) if *design.on > world.today => {
            verdict.broken(
                design.on.span,
                format!("the record of the design for children is dated {}, which has not come yet; write the day on which it was made", *design.on),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                span,
                "whether the design takes account of how children are best protected and supported is not said; record it and write `design` \
                 under `people.children`",
            );
        }
    }
}
