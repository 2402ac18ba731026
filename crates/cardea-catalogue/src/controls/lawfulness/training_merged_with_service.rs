use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Purpose, PurposeClass, Start};
use cardea_manifest::shape::Name;

use crate::asked::waits_for_consent;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-11",
    name: "training-merged-with-service",
    title: "Model training is its own purpose",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_B, uk_gdpr::ART_6_1],
    applies_from: None,
    page: include_str!("training_merged_with_service.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        if *purpose.class == PurposeClass::Training {
            any = true;
            own_switch(world.manifest, name, purpose, verdict);
        }
        if let Some(review) = &purpose.human_review {
            any = true;
            if !may_include_review(*purpose.class) {
                verdict.broken(
                    review.span,
                    format!("people listen to or look at recordings within `{}`; make that a purpose of its own with `class: training`, a basis and a choice", name.value),
                );
            }
        }
    }
    if !any {
        verdict.not_applicable("no purpose trains models or lets people look at recordings");
    }
}

fn own_switch(manifest: &Manifest, name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let choice = manifest.choices.get(name.as_str());
    match choice {
        Some(choice) if *choice.starts == Start::On => {
            verdict.broken(
                choice.starts.span,
                format!(
                    "`{}` trains models before anybody chose it; write `starts: off`",
                    name.value
                ),
            );
        }
        None if !waits_for_consent(purpose) => {
            verdict.broken(
                purpose.class.span,
                format!("`{}` trains models and nobody can choose it; rest it on consent, or give it a choice of its own under `choices.{}`", name.value, name.value),
            );
        }
        Some(_) | None => {}
    }
}

/// Looking is the training itself, or the help that somebody asked for.
const fn may_include_review(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Training
            | PurposeClass::Research
            | PurposeClass::Support
            | PurposeClass::Safety
    )
}
