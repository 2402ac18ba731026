use crate::asked::PORTAL;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::Handler;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-05",
    name: "no-way-to-correct",
    title: "Rectification",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_16],
    applies_from: None,
    page: include_str!("no_way_to_correct.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let Some(first) = rights.correct_in.first() else {
        verdict.broken(
            rights.span,
            "there is no place in which people correct or complete what is held about them; name one under `rights` as `correct_in`",
        );
        return;
    };
    let cardeas = *world.manifest.handled_by.rights == Handler::Cardea;
    if cardeas
        && rights
            .correct_in
            .iter()
            .all(|place| place.as_str() == PORTAL)
    {
        verdict.broken(
            first.span,
            "Cardea's portal shows what is held, but does not correct it; add a place of your own to `correct_in`, such as `companion_app`",
        );
    }
}
