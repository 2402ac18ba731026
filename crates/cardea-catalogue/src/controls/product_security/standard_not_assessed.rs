use cardea_law::en_303_645;
use cardea_manifest::At;
use cardea_manifest::model::{Conformance, Manifest};
use cardea_manifest::shape::Name;

use crate::en_303_645::{PROVISIONS, contradiction, number, owed};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-10",
    name: "standard-not-assessed",
    title: "Whole EN 303 645 assessment",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::ANNEX_B],
    applies_from: None,
    page: include_str!("standard_not_assessed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let statements = &manifest.statements;
    if statements.en_303_645.is_empty() {
        verdict.broken(
            statements.span,
            "the product could be assessed by the whole of EN 303 645; write how each provision is met under `statements.en_303_645`",
        );
        return;
    }
    for (key, answer) in statements.en_303_645.iter() {
        one(manifest, key, answer, verdict);
    }
    let left_out: Vec<String> = PROVISIONS
        .iter()
        .filter(|(key, _)| statements.en_303_645.get(key).is_none())
        .map(|(key, _)| format!("`{key}`"))
        .collect();
    if !left_out.is_empty() {
        verdict.cannot_tell(
            statements.en_303_645.span,
            format!("how these provisions are met is not said: {}; write each under `statements.en_303_645`, also where it does not apply", left_out.join(", ")),
        );
    }
}

fn one(manifest: &Manifest, key: &At<Name>, answer: &At<Conformance>, verdict: &mut Verdict<'_>) {
    let Some(owed) = owed(key.as_str()) else {
        verdict.broken(
            key.span,
            format!("EN 303 645 V3.1.3 has no provision `{}`; write its number with dashes for dots, such as `5-3-13`", key.value),
        );
        return;
    };
    let number = number(key.as_str());
    if !owed.allows(answer.value) {
        verdict.broken(
            answer.span,
            format!(
                "provision {number} is {owed}, but `{}`; the product could meet it",
                answer.value
            ),
        );
    }
    if answer.value == Conformance::Met
        && let Some(says) = contradiction(manifest, key.as_str())
    {
        verdict.broken(
            answer.span,
            format!("provision {number} is said to be met, but the manifest says that {says}; correct one of them"),
        );
    }
}
