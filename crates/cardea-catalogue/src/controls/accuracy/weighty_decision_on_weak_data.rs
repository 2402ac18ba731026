use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{AutomatedDecision, Manifest};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-08",
    name: "weighty-decision-on-weak-data",
    title: "No weighty decisions on weak data",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_5_1_D,
        uk_gdpr::ART_22A,
        uk_gdpr::ART_22B,
        uk_gdpr::ART_22C,
    ],
    applies_from: None,
    page: include_str!("weighty_decision_on_weak_data.md"),
    check,
};

/// How often a guess behind a weighty decision is right, at least. A setting of this catalogue.
const RIGHT_MIN: f64 = 0.9;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let decisions = &world.manifest.decisions;
    if decisions.is_empty() {
        verdict.not_applicable("nothing is decided by machine alone with legal or similar effect");
        return;
    }
    for (name, decision) in decisions
        .iter()
        .filter(|(_, decision)| decision.data_checked.is_none())
    {
        match weakest(world.manifest, decision) {
            Some((model, group, right)) if right < RIGHT_MIN => {
                verdict.broken(
                    name.span,
                    format!(
                        "`{}` decides on what `{}` guesses, which is right only {:.0} times in 100 for `{}`; let a person decide below a \
                         bound, and write it as `data_checked`",
                        name.value,
                        model.value,
                        right * 100.0,
                        group.value
                    ),
                );
            }
            Some(_) | None => {
                verdict.cannot_tell(
                    name.span,
                    format!("how good the data behind `{}` must be is not said; write it, and who checks it, as `data_checked`", name.value),
                );
            }
        }
    }
}

/// The model whose guess the decision's purpose uses, the group it is worst for, and how often it is right there.
fn weakest<'m>(
    manifest: &'m Manifest,
    decision: &AutomatedDecision,
) -> Option<(&'m At<Name>, &'m At<Name>, f64)> {
    let purpose = manifest.purposes.get(decision.for_what.as_str())?;
    let used = |field: &str| {
        purpose
            .uses
            .values()
            .any(|used| used.fields.0.get(field).is_some())
    };
    let models = manifest
        .models
        .iter()
        .filter(|(_, model)| used(model.says.as_str()));
    models
        .flat_map(|(name, model)| {
            let groups = model.accuracy.iter();
            groups.map(move |(group, right)| (name, group, right.value))
        })
        .min_by(|one, other| one.2.total_cmp(&other.2))
}
