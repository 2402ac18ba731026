use cardea_law::{ico_ai, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest, Model, Origin, Personal, ShownAs};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-03",
    name: "estimate-shown-as-fact",
    title: "Inference shown as inference",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D, ico_ai::CHAPTER_ACCURACY],
    applies_from: None,
    page: include_str!("estimate_shown_as_fact.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut inferred = inferred(world.manifest).peekable();
    if inferred.peek().is_none() {
        verdict.not_applicable("nothing is inferred about people");
    }
    for (name, field, model_name, model) in inferred {
        if *field.origin != Origin::Inferred {
            verdict.broken(
                name.span,
                format!(
                    "`{}` is what `{}` says, but is kept as `{}`; write `origin: inferred`",
                    name.value, model_name.value, *field.origin
                ),
            );
        }
        shown(model_name, model, verdict);
    }
}

/// Fields about people that a model writes, each with its model.
fn inferred(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Field, &At<Name>, &Model)> {
    let fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.iter());
    fields
        .filter(|(_, field)| *field.personal != Personal::No)
        .filter_map(|(name, field)| {
            let (model_name, model) = manifest.models.entry(field.by.as_ref()?.as_str())?;
            Some((name, field, model_name, model))
        })
}

fn shown(name: &At<Name>, model: &Model, verdict: &mut Verdict<'_>) {
    match &model.shown_as {
        Some(shown) if shown.value == ShownAs::Fact => {
            verdict.broken(
                shown.span,
                format!("`{}` guesses, but people see its guess as a fact; show it in words as an estimate, or with how sure it is", name.value),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                name.span,
                format!("how people see that `{}` guesses is not said; write `shown_as: estimate` or `shown_as: confidence`", name.value),
            );
        }
    }
    if model.accuracy.is_empty() {
        verdict.cannot_tell(
            name.span,
            format!(
                "how often `{}` is right is not said; measure it and write it under `accuracy`",
                name.value
            ),
        );
    }
}
