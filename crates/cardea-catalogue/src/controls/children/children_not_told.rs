use crate::children::{care, not_for_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, ico_iot_guidance, uk_gdpr};
use cardea_manifest::Span;
use cardea_manifest::model::{AgeBand, Children, ChildrenCare};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-04",
    name: "children-not-told",
    title: "Child-suited transparency",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_12_1,
        childrens_code::STD_4,
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
    ],
    applies_from: None,
    page: include_str!("children_not_told.md"),
    check,
};

/// Age bands with notices of their own, each with its last year. Younger children do not read; their parents are told.
const READERS: [(AgeBand, u32); 4] = [
    (AgeBand::From6To9, 9),
    (AgeBand::From10To12, 12),
    (AgeBand::From13To15, 15),
    (AgeBand::From16To17, 17),
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let (care, span) = care(manifest);
    wording(world, care, span, verdict);
    if manifest.notices.feature_activation.is_empty() {
        verdict.broken(
            manifest.notices.span,
            "children are told nothing when a feature begins to use their data; name the places under `notices` as `feature_activation`",
        );
    }
}

fn wording(world: &World<'_>, care: Option<&ChildrenCare>, span: Span, verdict: &mut Verdict<'_>) {
    let allowed_from = care
        .and_then(|care| care.lowest_age.as_ref())
        .map_or(0, |age| **age);
    let has =
        |band: AgeBand| care.is_some_and(|care| care.wording_for.iter().any(|it| **it == band));
    let readers = READERS
        .into_iter()
        .filter(|(_, last)| *last >= allowed_from);
    let missing: Vec<_> = readers.clone().filter(|(band, _)| !has(*band)).collect();
    let span = care
        .and_then(|care| care.wording_for.first())
        .map_or(span, |first| first.span);
    if *world.manifest.product.children == Children::AimedAt {
        for (band, _) in missing {
            verdict.broken(
                span,
                format!("it is made for children, but no notice is in words for ages `{band}`; write one, and add it to `wording_for`"),
            );
        }
    } else if readers.count() > 0
        && READERS
            .into_iter()
            .all(|(band, last)| last < allowed_from || !has(band))
    {
        verdict.broken(
            span,
            "children are likely to use it, but no notice is in words for those who may; write one, and name the ages under \
             `people.children.wording_for`",
        );
    }
}
