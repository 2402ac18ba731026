use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::AutomatedDecision;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-10",
    name: "decision-without-safeguards",
    title: "Significant automated decisions: safeguards",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_22A, uk_gdpr::ART_22C],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("decision_without_safeguards.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let decisions = &world.manifest.decisions;
    if decisions.is_empty() {
        verdict.not_applicable("no decision of weight is made by machine alone");
    }
    for (name, decision) in decisions.iter() {
        for (key, what) in missing(decision) {
            verdict.broken(
                name.span,
                format!(
                    "nothing says how people {what} `{}`; see to it and write `{key}`",
                    name.value
                ),
            );
        }
    }
}

/// The safeguards that a decision lacks: the key to write, and what people do by it.
fn missing(decision: &AutomatedDecision) -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        (&decision.explained, "explained", "are told of"),
        (
            &decision.representations,
            "representations",
            "say what they think of",
        ),
        (
            &decision.human_review,
            "human_review",
            "get a human to look at",
        ),
        (&decision.contested_by, "contested_by", "contest"),
    ]
    .into_iter()
    .filter(|(said, ..)| said.is_none())
    .map(|(_, key, what)| (key, what))
}
