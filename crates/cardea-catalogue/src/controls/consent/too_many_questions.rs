use cardea_law::{ico_storage_and_access, uk_gdpr};
use cardea_manifest::model::{Asking, Handler, Moment};

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-20",
    name: "too-many-questions",
    title: "Not needlessly disruptive",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::RECITAL_32, ico_storage_and_access::CHAPTER_CONSENT],
    applies_from: None,
    page: include_str!("too_many_questions.md"),
    check,
};

/// The most choices that are asked at set-up. A setting of this catalogue: the law says "not unnecessarily disruptive".
const ASKED_AT_SET_UP_MAX: u32 = 3;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    let asking = world.manifest.asking.as_ref();
    at_set_up(asking, &asked, verdict);
    let choices = &world.manifest.handled_by.choices;
    let one_place = asking.is_some_and(|asking| !asking.one_place.is_empty());
    if choices.value == Handler::Own && !one_place {
        verdict.cannot_tell(
            choices.span,
            "the place in which all choices are seen and changed together is not said; write `one_place` under `asking`",
        );
    }
    if asked.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "the portal interrupts nobody, and shows all choices of a product on one page; a switch that nobody pressed keeps nothing",
        );
    }
}

fn at_set_up(asking: Option<&Asking>, asked: &[Asked<'_>], verdict: &mut Verdict<'_>) {
    let said = asking.and_then(|asking| asking.at_set_up.as_ref());
    if let Some(said) = said.filter(|said| said.value > ASKED_AT_SET_UP_MAX) {
        verdict.broken(
            said.span,
            format!("{} choices are asked at set-up; ask at most {ASKED_AT_SET_UP_MAX} then, and the others when they are of use", said.value),
        );
    }
    let listed: Vec<_> = asked.iter().filter(|asked| is_at_set_up(asked)).collect();
    let count = u32::try_from(listed.len()).unwrap_or(u32::MAX);
    if let Some(last) = listed.last().filter(|_| count > ASKED_AT_SET_UP_MAX) {
        verdict.broken(
            last.span(),
            format!("{count} purposes are asked while people set the product up; ask at most {ASKED_AT_SET_UP_MAX} then, and the others when they are of use"),
        );
    }
    if let (Some(said), Some(last)) = (said, listed.last())
        && said.value < count
    {
        let said = said.value;
        verdict.broken(
            last.span(),
            format!("`at_set_up` says {said}, but {count} purposes are asked while people set the product up; correct the number, or ask later"),
        );
    }
}

fn is_at_set_up(asked: &Asked<'_>) -> bool {
    let elsewhere = asked.place == Place::MakersOwn;
    elsewhere
        && asked.choice.is_some_and(|choice| {
            matches!(
                choice.when.value,
                Moment::Unboxing | Moment::FirstUse | Moment::AccountCreation | Moment::Pairing
            )
        })
}
