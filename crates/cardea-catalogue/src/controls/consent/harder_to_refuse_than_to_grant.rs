use cardea_law::{ico_iot_guidance, ico_storage_and_access};
use cardea_manifest::model::{Choice, Prominence};

use crate::asked::{Asked, asked};
use crate::steps::{Answer, Offered, Symmetry, offered, symmetry};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-06",
    name: "harder-to-refuse-than-to-grant",
    title: "Refuse as easily as accept",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_storage_and_access::CHAPTER_CONSENT,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("harder_to_refuse_than_to_grant.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    if asked.iter().all(Asked::is_portal_switch) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "a switch in the portal that nobody touched is a refusal, and nothing is kept",
        );
    }
    for asked in asked {
        steps(&asked, verdict);
        if let Some(choice) = asked.choice {
            prominence(&asked, choice, verdict);
        }
    }
}

fn steps(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    match symmetry(asked, Answer::Refuse) {
        Symmetry::Harder { grant, answer } => {
            let refuse = answer.value;
            verdict.broken(
                answer.span,
                format!("`{name}` is granted in {grant} and refused in {refuse} steps; let refusing take at most {}", grant.max(1)),
            );
        }
        Symmetry::Unsaid => {
            verdict.cannot_tell(
                asked.span(),
                format!("how many steps it takes to grant and to refuse `{name}` is not said; write `steps` under `choices.{name}`"),
            );
        }
        Symmetry::Alike => {}
    }
}

fn prominence(asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    match offered(asked) {
        Offered::Unlike(prominence) => {
            let how = match prominence.value {
                Prominence::NoIsHidden => "no is hidden",
                Prominence::Equal | Prominence::YesStandsOut => "yes stands out",
            };
            verdict.broken(
                prominence.span,
                format!("where `{name}` is asked, {how}; offer both in the same place, with the same weight, and write `prominence: equal`"),
            );
        }
        Offered::Unsaid => {
            verdict.cannot_tell(
                choice.span,
                format!("how yes and no to `{name}` look and sound beside each other is not said; write `prominence` under `choices.{name}`"),
            );
        }
        Offered::Alike => {}
    }
}
