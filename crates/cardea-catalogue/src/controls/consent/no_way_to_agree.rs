use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Choice, Control as Answer, Input, Manifest, Output};
use cardea_manifest::shape::Text;

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-01",
    name: "no-way-to-agree",
    title: "Valid consent",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_4_11,
        uk_gdpr::ART_7,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("no_way_to_agree.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    for asked in &asked {
        match asked.choice {
            Some(choice) => answers(world.manifest, asked, choice, verdict),
            None if asked.place == Place::MakersOwn => {
                let name = &asked.name.value;
                verdict.cannot_tell(
                    asked.name.span,
                    format!("how people agree to `{name}` is not said; write `when`, `where` and `by` under `choices.{name}`"),
                );
            }
            None => {}
        }
    }
    if asked.iter().all(Asked::is_portal_switch) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "a reading is kept only after each person concerned pressed the switch of that purpose in the portal",
        );
    }
}

fn answers(manifest: &Manifest, asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    if choice.places.is_empty() && asked.place == Place::MakersOwn {
        verdict.cannot_tell(
            choice.span,
            format!("where people are asked for `{name}` is not said; write `where` under `choices.{name}`"),
        );
    }
    for place in &choice.places {
        if let Some(lacking) = lacking(manifest, place) {
            verdict.broken(
                place.span,
                format!("`{name}` is asked in `{}`, but the product has no {lacking}; ask where people can answer", place.as_str()),
            );
        }
    }
    if let Some(key) = cannot_be_done(manifest, choice.by.value) {
        verdict.broken(
            choice.by.span,
            format!(
                "people answer `{name}` by `{}`, but {key}; take a way of answering that is there",
                choice.by.value
            ),
        );
    }
}

/// What a place needs that the product has not. Other words are the maker's own.
fn lacking(manifest: &Manifest, place: &At<Text>) -> Option<&'static str> {
    let product = &manifest.product;
    let takes = |input| product.inputs.iter().any(|it| **it == input);
    let shows = |output| product.outputs.iter().any(|it| **it == output);
    match place.as_str() {
        "companion_app" if !takes(Input::CompanionApp) && product.app.is_none() => {
            Some("`companion_app` among its `inputs`")
        }
        "voice" if !takes(Input::Voice) => Some("`voice` among its `inputs`"),
        "screen" if !shows(Output::Screen) => Some("`screen` among its `outputs`"),
        _ => None,
    }
}

fn cannot_be_done(manifest: &Manifest, by: Answer) -> Option<&'static str> {
    let takes = |input| manifest.product.inputs.iter().any(|it| **it == input);
    match by {
        Answer::Voice if !takes(Input::Voice) => {
            Some("it does not listen: `voice` is not among its `inputs`")
        }
        Answer::Press
            if ![Input::Buttons, Input::Touch, Input::Remote]
                .into_iter()
                .any(takes) =>
        {
            Some(
                "it has nothing to press: neither `buttons` nor `touch` nor `remote` is among its `inputs`",
            )
        }
        _ => None,
    }
}
