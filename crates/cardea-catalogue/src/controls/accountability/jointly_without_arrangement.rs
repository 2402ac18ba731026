use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Arrangement, Purpose};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-02",
    name: "jointly-without-arrangement",
    title: "Joint-controller arrangement",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_26],
    applies_from: None,
    page: include_str!("jointly_without_arrangement.md"),
    check,
};

/// What an arrangement must give to somebody.
const DUTIES: [&str; 5] = ["notice", "rights", "security", "breach", "complaints"];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let purposes = world.manifest.purposes.iter();
    let mut joint = purposes
        .filter(|(_, purpose)| decides_jointly(purpose))
        .peekable();
    if joint.peek().is_none() {
        verdict.not_applicable("nobody decides together with somebody else");
    }
    for (name, purpose) in joint {
        if let Some(arrangement) = &purpose.arrangement {
            whole(name, purpose, arrangement, verdict);
            continue;
        }
        let together = words(&purpose.controllers);
        verdict.broken(
            name.span,
            format!("{together} decide together about `{}` without an arrangement; agree who does what and write it as `arrangement`", name.value),
        );
    }
}

/// One organisation that is named alone, or twice, decides with nobody; `ACC-01` asks about that.
fn decides_jointly(purpose: &Purpose) -> bool {
    let controllers = &purpose.controllers;
    controllers
        .iter()
        .any(|one| Some(one) != controllers.first())
}

fn whole(name: &At<Name>, purpose: &Purpose, arrangement: &Arrangement, verdict: &mut Verdict<'_>) {
    let duties = &arrangement.duties;
    let missing: Vec<String> = DUTIES
        .iter()
        .filter(|duty| duties.get(duty).is_none())
        .map(|duty| format!("`{duty}`"))
        .collect();
    if !missing.is_empty() {
        verdict.broken(
            duties.span,
            format!("the arrangement about `{}` gives {} to nobody; agree who does it and write it under `duties`", name.value, missing.join(", ")),
        );
    }
    for (duty, holder) in duties.iter() {
        if !purpose.controllers.contains(holder) {
            verdict.broken(
                holder.span,
                format!("`{}` of `{}` is given to `{}`, which does not decide about it; give it to one of {}", duty.value, name.value, holder.value, words(&purpose.controllers)),
            );
        }
    }
    if arrangement.essence.is_none() {
        verdict.broken(
            arrangement.span,
            format!("people are told nothing of the arrangement about `{}`; write its essence for them as `essence`", name.value),
        );
    }
}

fn words(names: &[At<Name>]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.value))
        .collect();
    names.join(", ")
}
