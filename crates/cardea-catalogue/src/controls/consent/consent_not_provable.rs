use cardea_law::uk_gdpr;
use cardea_manifest::model::Handler;

use crate::asked::asked;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-09",
    name: "consent-not-provable",
    title: "Proof of consent",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_1],
    applies_from: None,
    page: include_str!("consent_not_provable.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if asked(world.manifest).next().is_none() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    let handled = &world.manifest.handled_by;
    let own = [&handled.choices, &handled.data]
        .into_iter()
        .find(|by| by.value == Handler::Own);
    match own {
        None => verdict.kept_by_construction(
            HouseLaw::L9,
            "no yes counts that is not in the log, with its time, its way and the promise it was given for, and with a receipt",
        ),
        Some(own) => {
            verdict.ask_statement(
                world,
                own.span,
                "whether you can show who agreed, when, to what, how, and whether it still stands is not known; write a dated statement under \
                 `assessments.CON-09`",
            );
        }
    }
}
