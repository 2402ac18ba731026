use cardea_law::{childrens_code, ico_cma_harmful_design, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{AllAtOnce, Choice, Manifest, Prominence, Start};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;

use crate::asked::{Asked, Place, asked};
use crate::said::Ask;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-04",
    name: "pushed-by-design",
    title: "No harmful design patterns",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_cma_harmful_design::PRACTICE_NUDGES,
        ico_cma_harmful_design::PRACTICE_CONFIRMSHAMING,
        ico_cma_harmful_design::PRACTICE_BIASED_FRAMING,
        ico_cma_harmful_design::PRACTICE_DEFAULT_SETTINGS,
        childrens_code::STD_13,
        uk_gdpr::ART_25,
    ],
    applies_from: None,
    page: include_str!("pushed_by_design.md"),
    check,
};

/// Asking again sooner counts as nagging: the ICO's guideline for people who said no.
const ASKS_AGAIN_AFTER_MIN: CalendarDuration = CalendarDuration::from_months(6);

/// How long a review of the design holds. A setting of this catalogue.
const REVIEWED_WITHIN: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let asked: Vec<_> = asked(manifest).collect();
    if asked.is_empty() && manifest.choices.is_empty() {
        verdict.not_applicable("people are asked nothing");
        return;
    }
    for (name, choice) in manifest.choices.iter() {
        pushes(name, choice, verdict);
    }
    all_at_once(manifest, verdict);
    let own: Vec<&Asked<'_>> = asked
        .iter()
        .filter(|asked| asked.place == Place::MakersOwn)
        .collect();
    for asked in &own {
        prominence_said(asked, verdict);
    }
    if let Some(first) = own.first() {
        reviewed(world, first, verdict);
    } else {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "each choice is one switch in the portal that is off until somebody turns it on, with yes and no alike, and nobody is prompted",
        );
    }
}

fn pushes(name: &At<Name>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    if *choice.starts == Start::On {
        verdict.broken(
            choice.starts.span,
            format!("`{name}` is on before anybody chose it; write `starts: off`"),
        );
    }
    if let Some(steps) = choice
        .steps
        .as_ref()
        .filter(|steps| *steps.refuse > *steps.grant)
    {
        verdict.broken(
            steps.refuse.span,
            format!("saying no to `{name}` takes more steps than saying yes; make both alike"),
        );
    }
    if let Some(again) = choice
        .asks_again_after
        .as_ref()
        .filter(|again| again.mean_seconds() < ASKS_AGAIN_AFTER_MIN.mean_seconds())
    {
        verdict.broken(
            again.span,
            format!("people who said no to `{name}` are asked again after {}; wait {ASKS_AGAIN_AFTER_MIN} at least", again.value),
        );
    }
    match choice
        .prominence
        .as_ref()
        .map(|said| (said.span, said.value))
    {
        Some((span, Prominence::YesStandsOut)) => {
            verdict.broken(
                span,
                format!("yes to `{name}` stands out; make yes and no alike in size, place, colour and voice"),
            );
        }
        Some((span, Prominence::NoIsHidden)) => {
            verdict.broken(span, format!("no to `{name}` is hidden; put it beside yes"));
        }
        Some((_, Prominence::Equal)) | None => {}
    }
}

fn all_at_once(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let said = manifest
        .asking
        .as_ref()
        .and_then(|asking| asking.all_at_once.as_ref());
    if let Some(only) = said.filter(|said| said.value == AllAtOnce::YesOnly) {
        verdict.broken(
            only.span,
            "people can say yes to everything at once, but not no; put no to all beside it",
        );
    }
}

fn prominence_said(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    if asked
        .choice
        .is_none_or(|choice| choice.prominence.is_none())
    {
        verdict.cannot_tell(
            asked.span(),
            format!("how yes and no to `{name}` look and sound beside each other is not said; write `prominence` under `choices.{name}`"),
        );
    }
}

/// What words, colours and frequency do, only people can see.
fn reviewed(world: &World<'_>, first: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let asking = world.manifest.asking.as_ref();
    let review = asking.and_then(|asking| asking.design_review.as_ref());
    Ask {
        place: asking.map_or(first.span(), |asking| asking.span),
        unsaid: "whether anybody looked for patterns that push people is not said; write `design_review` under `asking`",
        wrong: "the last look for patterns that push people is more than a year ago; look again",
    }
    .lately(world, review.map(|review| &review.on), REVIEWED_WITHIN, verdict);
}
