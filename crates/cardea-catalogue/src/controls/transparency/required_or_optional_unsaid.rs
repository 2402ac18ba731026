use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest, Origin};
use cardea_manifest::shape::Name;

use crate::asked::asked;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-18",
    name: "required-or-optional-unsaid",
    title: "Mandatory or optional",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_2_E],
    applies_from: None,
    page: include_str!("required_or_optional_unsaid.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut provided = provided(manifest).peekable();
    if provided.peek().is_none() {
        verdict.not_applicable("people are asked to give no data");
        return;
    }
    let notices = &manifest.notices;
    if [
        &notices.first_use,
        &notices.account_creation,
        &notices.feature_activation,
    ]
    .iter()
    .all(|places| places.is_empty())
    {
        verdict.broken(
            notices.span,
            "people give data in forms, but are told nothing there; say beside each field whether it is required, and name the place under `account_creation`, `first_use` or `feature_activation`",
        );
    }
    for (stream, name, field) in provided {
        match &field.required {
            Some(required) if required.value && is_for_choices_alone(manifest, stream, name) => {
                verdict.broken(
                    required.span,
                    format!("people are told that they must give `{}`, but only purposes that they may refuse use it; write `required: false`", name.value),
                );
            }
            Some(_) => {}
            None => {
                verdict.cannot_tell(
                    name.span,
                    format!(
                        "whether people must give `{}` is not said; write `required`",
                        name.value
                    ),
                );
            }
        }
    }
}

/// Fields that people fill in themselves, with the name of their stream.
fn provided(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &At<Name>, &Field)> {
    let streams = manifest.streams.iter();
    streams.flat_map(|(stream, it)| {
        let fields = it.fields.iter();
        fields
            .filter(|(_, field)| *field.origin == Origin::Provided)
            .map(move |(name, field)| (stream, name, field))
    })
}

/// Whether purposes use a field, and all of them wait for somebody's consent.
fn is_for_choices_alone(manifest: &Manifest, stream: &At<Name>, field: &At<Name>) -> bool {
    let mut users = manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| {
            let used = purpose.uses.get(stream.as_str());
            used.is_some_and(|used| used.fields.0.get(field.as_str()).is_some())
        })
        .peekable();
    users.peek().is_some() && users.all(|(name, _)| asked(manifest).any(|asked| asked.name == name))
}
