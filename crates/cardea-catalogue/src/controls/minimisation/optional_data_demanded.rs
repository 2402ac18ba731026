use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, FieldType, Manifest, Origin, PurposeClass};
use cardea_manifest::shape::Name;

use crate::purpose_fields::{field_purposes, personal_fields};
use crate::{Checked, Control, Level, Status, Verdict, World, special};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-02",
    name: "optional-data-demanded",
    title: "Optional stays optional",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C],
    applies_from: None,
    page: include_str!("optional_data_demanded.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut given = personal_fields(manifest)
        .filter(|(_, _, field)| *field.origin == Origin::Provided)
        .peekable();
    if given.peek().is_none() {
        verdict.not_applicable("nobody is asked to give data about themselves");
        return;
    }
    for (stream, name, field) in given {
        demanded(manifest, (stream, name), field, verdict);
        birth_date(manifest, (stream, name), field, verdict);
    }
}

fn demanded(
    manifest: &Manifest,
    (stream, name): (&At<Name>, &At<Name>),
    field: &Field,
    verdict: &mut Verdict<'_>,
) {
    match &field.required {
        Some(required) if required.value => {
            if !is_used_for(manifest, stream, name, is_essential) {
                verdict.broken(
                    required.span,
                    format!(
                        "people must give `{}`, but no core, safety, security, support or legal purpose uses it; write `required: false` \
                         and accept a blank",
                        name.value
                    ),
                );
            }
        }
        None if describes_the_person(field) => {
            verdict.cannot_tell(
                name.span,
                format!(
                    "whether people must give `{}` is not said; write `required`",
                    name.value
                ),
            );
        }
        Some(_) | None => {}
    }
}

/// A date of birth tells people apart; an age band does what most products need.
fn birth_date(
    manifest: &Manifest,
    (stream, name): (&At<Name>, &At<Name>),
    field: &Field,
    verdict: &mut Verdict<'_>,
) {
    let any_words = *field.kind == FieldType::Text && field.one_of.is_empty();
    let is_legal = |class| class == PurposeClass::Legal;
    if *field.data == DataCategory::Age
        && any_words
        && !is_used_for(manifest, stream, name, is_legal)
    {
        verdict.broken(
            field.kind.span,
            format!(
                "`{}` takes a date of birth; ask for an age band and list the bands under `one_of`",
                name.value
            ),
        );
    }
}

fn is_used_for(
    manifest: &Manifest,
    stream: &At<Name>,
    field: &At<Name>,
    is: fn(PurposeClass) -> bool,
) -> bool {
    field_purposes(manifest, stream.as_str(), field.as_str()).any(|used| is(*used.purpose.class))
}

/// What the product, its safety, its help and the law cannot do without.
const fn is_essential(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Core
            | PurposeClass::Safety
            | PurposeClass::Security
            | PurposeClass::Support
            | PurposeClass::Legal
    )
}

/// What forms ask of people about themselves. Settings and answers to the product are given by using it.
fn describes_the_person(field: &Field) -> bool {
    let asked = matches!(
        *field.data,
        DataCategory::ContactDetails | DataCategory::Age | DataCategory::Gender
    );
    asked || field.data.is_location() || special(field).is_some()
}
