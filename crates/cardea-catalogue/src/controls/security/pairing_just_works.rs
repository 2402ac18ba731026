use cardea_law::en_303_645;
use cardea_manifest::model::SetUp;

use crate::high_impact::high_impact;
use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-18",
    name: "pairing-just-works",
    title: "Safe set-up and pairing",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_12_1,
        en_303_645::P_5_12_2,
        en_303_645::P_5_12_3,
        en_303_645::P_5_5_5,
    ],
    applies_from: None,
    page: include_str!("pairing_just_works.md"),
    check,
};

/// Decisions that a person takes at set-up. A setting of this catalogue: the standard says "minimal".
const DECISIONS_MAX: u32 = 5;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.manifest.product.radios.is_empty() {
        verdict.not_applicable("it has no radio to pair");
        return;
    }
    let security = world.manifest.security.as_ref();
    match security.and_then(|security| security.pairing.as_ref()) {
        None => {
            verdict.cannot_tell(
                world.security_span(),
                "how the product is paired is not said; write `pairing` under `security`",
            );
        }
        Some(pairing) => {
            if let Some(why) = high_impact(world.manifest)
                && matches!(pairing.as_str(), "just works" | "none")
            {
                verdict.broken(
                    pairing.span,
                    format!("pairing checks nobody, and {why}; pair with a code, a comparison of numbers or a press on the device"),
                );
            }
        }
    }
    match security.and_then(|security| security.set_up.as_ref()) {
        Some(set_up) => first_steps(set_up, verdict),
        None => {
            verdict.cannot_tell(
                world.security_span(),
                "how the first set-up goes is not said; write it as `security.set_up`",
            );
        }
    }
}

fn first_steps(set_up: &SetUp, verdict: &mut Verdict<'_>) {
    let ask = |unsaid, wrong| Ask {
        place: set_up.span,
        unsaid,
        wrong,
    };
    ask(
        "how many decisions the set-up takes is not said; write `decisions` under `security.set_up`",
        "the set-up takes more than 5 decisions; have secure defaults instead",
    )
    .is(set_up.decisions.as_ref(), |decisions| *decisions <= DECISIONS_MAX, verdict);
    ask("where people are guided through the set-up is not said; write `guide` under `security.set_up`", "")
        .words(set_up.guide.as_ref(), verdict);
    ask(
        "whether the product checks that it is set up securely is not said; write `checked` under `security.set_up`",
        "nothing checks that the product is set up securely; check it at the end and say what is open",
    )
    .yes(set_up.checked.as_ref(), verdict);
}
