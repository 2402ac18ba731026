use cardea_law::{ico_storage_and_access, uk_gdpr};
use cardea_manifest::model::AllAtOnce;

use crate::asked::{Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-02",
    name: "one-answer-for-everything",
    title: "One choice per purpose",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_6_1_A,
        uk_gdpr::RECITAL_43,
        ico_storage_and_access::CHAPTER_CONSENT,
    ],
    applies_from: None,
    page: include_str!("one_answer_for_everything.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    for asked in asked
        .iter()
        .filter(|it| it.choice.is_none() && it.place == Place::MakersOwn)
    {
        let name = &asked.name.value;
        verdict.cannot_tell(
            asked.name.span,
            format!("whether `{name}` has a choice of its own is not said; write it under `choices.{name}`"),
        );
    }
    let elsewhere = asked
        .iter()
        .filter(|it| it.place == Place::MakersOwn)
        .count();
    let all = world
        .manifest
        .asking
        .as_ref()
        .and_then(|asking| asking.all_at_once.as_ref());
    match all {
        Some(all) if all.value == AllAtOnce::YesOnly => {
            verdict.broken(
                all.span,
                "there is a yes to everything and no such no; put a no to everything beside it and each choice beneath, and write \
                 `all_at_once: yes_and_no_alike`",
            );
        }
        // Where there is one question, one answer is all there can be.
        None if elsewhere > 1 => {
            let span = world
                .manifest
                .asking
                .as_ref()
                .map_or(world.manifest.choices.span, |it| it.span);
            verdict.cannot_tell(
                span,
                "whether one answer can be given to everything is not said; write `all_at_once` under `asking`",
            );
        }
        Some(_) | None => {}
    }
    if elsewhere == 0 {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "the portal has one switch for each purpose, and pressing one changes no other",
        );
    }
}
