use cardea_law::uk_gdpr;
use cardea_manifest::model::{Choice, Control as Answer, Start};

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-03",
    name: "silence-taken-for-yes",
    title: "No pre-ticked box, silence or continued use",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::RECITAL_32],
    applies_from: None,
    page: include_str!("silence_taken_for_yes.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
    }
    for asked in &asked {
        match asked.choice {
            Some(choice) => acts(asked, choice, verdict),
            None if asked.place == Place::MakersOwn => {
                let name = &asked.name.value;
                verdict.cannot_tell(
                    asked.name.span,
                    format!("by which act people agree to `{name}` is not said; write `by` under `choices.{name}`"),
                );
            }
            None => {}
        }
    }
    if asked.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "each switch of the portal is off until the person presses it, and nothing is kept before",
        );
    }
}

fn acts(asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    if choice.starts.value == Start::On {
        verdict.broken(
            choice.starts.span,
            format!("the choice of `{name}` is on before anybody touched it; let it start off"),
        );
    }
    if let Some(what) = no_act(choice.by.value) {
        verdict.broken(
            choice.by.span,
            format!("{what} is taken for a yes to `{name}`; ask, and let people answer by `switch`, `buttons`, `checkbox`, `voice` or `press`"),
        );
    }
    if let Some(steps) = choice.steps.as_ref().filter(|steps| *steps.grant == 0) {
        verdict.broken(
            steps.grant.span,
            format!("`{name}` is granted in 0 steps, so doing nothing is taken for a yes; let people do something to agree"),
        );
    }
}

/// What people do for another reason than to answer.
const fn no_act(by: Answer) -> Option<&'static str> {
    match by {
        Answer::ContinuedUse => Some("going on to use the product"),
        Answer::PowerOn => Some("switching the product on"),
        Answer::Pairing => Some("pairing the product"),
        Answer::Terms => Some("accepting the terms"),
        Answer::Switch | Answer::Buttons | Answer::Checkbox | Answer::Voice | Answer::Press => None,
    }
}
