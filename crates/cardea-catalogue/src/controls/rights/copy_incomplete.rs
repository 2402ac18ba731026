use crate::answered::{Answered, answered};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::CopyFormat;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-03",
    name: "copy-incomplete",
    title: "Access",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_15_1, uk_gdpr::ART_15_3],
    applies_from: None,
    page: include_str!("copy_incomplete.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    match answered(world.manifest) {
        Answered::ByCardea => verdict.kept_by_construction(
            HouseLaw::L10,
            "the portal gives a copy of all that is stored about a person, conclusions included, with why and to whom as the manifest says",
        ),
        Answered::ByMaker(span) => {
            verdict.ask_statement(
                world,
                span,
                "nobody has stated that a copy holds everything, conclusions included, with where it comes from, why, to whom and how long; \
                 state it under `assessments.RIG-03`",
            );
            paper(world, verdict);
        }
    }
}

fn paper(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let formats = &world.manifest.rights.formats;
    if let Some(first) = formats.first()
        && formats.iter().all(|format| **format == CopyFormat::Paper)
    {
        verdict.broken(
            first.span,
            "a copy comes on paper only, also for who asks electronically; add a form for the screen, such as `html` or `json`",
        );
    }
}
