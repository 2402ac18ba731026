use crate::children::{care, not_for_children};
use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, Level, Status, Verdict, World, special};
use cardea_law::childrens_code;
use cardea_manifest::model::{AgeKnownBy, ChildrenCare, Manifest, PurposeClass};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-03",
    name: "age-too-uncertain",
    title: "Age-appropriate application",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_3],
    applies_from: None,
    page: include_str!("age_too_uncertain.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let (care, span) = care(manifest);
    if care.is_some_and(treats_everyone_as_child) {
        return;
    }
    let Some(known_by) = care.and_then(|care| care.age_known_by.as_ref()) else {
        verdict.cannot_tell(
            span,
            "whether children are told from adults is not said; write `everyone_as_child: true` or `age_known_by` under `people.children`",
        );
        return;
    };
    let (least, why) = needed(manifest);
    if **known_by < least {
        verdict.broken(
            known_by.span,
            format!(
                "how the age is known (`{}`) is too uncertain for {why}; know it by `{least}` at least, or give everybody the protection of a \
                 child with `everyone_as_child: true`",
                **known_by
            ),
        );
    }
}

fn treats_everyone_as_child(care: &ChildrenCare) -> bool {
    care.everyone_as_child
        .as_ref()
        .is_some_and(|everyone| **everyone)
}

/// How well an age must be known at least, and for which risk. A setting of this catalogue.
fn needed(manifest: &Manifest) -> (AgeKnownBy, &'static str) {
    let purposes = || manifest.purposes.values();
    let mut fields = purposes()
        .flat_map(|purpose| purpose_fields(manifest, purpose))
        .map(|used| used.field);
    if purposes().any(|purpose| *purpose.class == PurposeClass::Advertising) {
        (AgeKnownBy::AccountHolder, "advertising")
    } else if fields.clone().any(|field| special(field).is_some()) {
        (AgeKnownBy::AccountHolder, "special category data")
    } else if fields.clone().any(|field| field.data.is_location()) {
        (AgeKnownBy::AccountHolder, "data about where people are")
    } else if fields.any(|field| field.data.is_recording()) {
        (AgeKnownBy::AccountHolder, "recordings")
    } else {
        (
            AgeKnownBy::SelfDeclared,
            "a product that children are likely to use",
        )
    }
}
