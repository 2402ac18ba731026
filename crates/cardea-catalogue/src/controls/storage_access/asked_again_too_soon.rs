use cardea_law::ico_storage_and_access;
use cardea_units::CalendarDuration;
use cardea_units::date;

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-16",
    name: "asked-again-too-soon",
    title: "Do not nag after refusal",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_CONSENT],
    applies_from: Some(date(2026, 4, 29)),
    page: include_str!("asked_again_too_soon.md"),
    check,
};

/// People who said no are left alone for at least so many days. The regulator says "about six months".
const ASKED_AGAIN_DAYS_MIN: u32 = 180;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    for asked in &asked {
        again(asked, verdict);
    }
    if asked.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "the portal asks nobody by itself, and a no stays until the person changes it",
        );
    }
}

fn again(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let least = CalendarDuration::from_days(ASKED_AGAIN_DAYS_MIN);
    match asked
        .choice
        .and_then(|choice| choice.asks_again_after.as_ref())
    {
        Some(after) if after.mean_seconds() < least.mean_seconds() => {
            let after_text = after.value;
            verdict.broken(
                after.span,
                format!("people who refused `{name}` are asked again after {after_text}; leave them alone for six months"),
            );
        }
        None if asked.place == Place::MakersOwn => {
            verdict.cannot_tell(
                asked.span(),
                format!("after how long people who refused `{name}` are asked again is not said; write `asks_again_after` under `choices.{name}`"),
            );
        }
        Some(_) | None => {}
    }
}
