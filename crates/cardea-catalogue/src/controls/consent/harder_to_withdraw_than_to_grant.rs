use cardea_law::{ico_iot_guidance, ico_storage_and_access, uk_gdpr};
use cardea_manifest::model::Choice;

use crate::asked::{Asked, asked};
use crate::steps::{Answer, Symmetry, symmetry};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-05",
    name: "harder-to-withdraw-than-to-grant",
    title: "Withdraw as easily as give",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_7_3,
        ico_storage_and_access::CHAPTER_CONSENT,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("harder_to_withdraw_than_to_grant.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    if asked.iter().all(Asked::is_portal_switch) {
        verdict.kept_by_construction(
            HouseLaw::L3,
            "one switch in the portal grants and withdraws, and nothing is kept once it is off",
        );
    }
    for asked in asked {
        steps(&asked, verdict);
        if let Some(choice) = asked.choice {
            places(&asked, choice, verdict);
        }
    }
}

fn steps(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    match symmetry(asked, Answer::Withdraw) {
        Symmetry::Harder { grant, answer } => {
            let withdraw = answer.value;
            verdict.broken(
                answer.span,
                format!("`{name}` is granted in {grant} and withdrawn in {withdraw} steps; let withdrawing take at most {}", grant.max(1)),
            );
        }
        Symmetry::Unsaid => {
            verdict.cannot_tell(
                asked.span(),
                format!("how many steps it takes to grant and to withdraw `{name}` is not said; write `steps` under `choices.{name}`"),
            );
        }
        Symmetry::Alike => {}
    }
}

fn places(asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    if choice.withdraw_where.is_empty() {
        return;
    }
    for place in choice
        .places
        .iter()
        .filter(|place| !choice.withdraw_where.contains(place))
    {
        let (name, place_name) = (&asked.name.value, place.as_str());
        verdict.broken(
            place.span,
            format!("`{name}` is granted in `{place_name}`, but cannot be withdrawn there; add `{place_name}` to `withdraw_where`"),
        );
    }
}
