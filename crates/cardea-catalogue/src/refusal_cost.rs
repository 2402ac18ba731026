//! What people lose when they refuse, as `without_it` lists it.

use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Purpose};
use cardea_manifest::shape::{Name, Text};

use crate::asked::Asked;

/// Something that stops working when one purpose is refused, and another purpose that it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lost<'m> {
    /// What is lost, as the manifest writes it.
    pub what: &'m At<Text>,
    /// The name of the purpose that goes with it.
    pub name: &'m At<Name>,
    /// That purpose.
    pub purpose: &'m Purpose,
}

/// Other purposes that go when `asked` is refused: each entry of `without_it` that is the name or the title of one.
pub(crate) fn other_purposes_lost<'m>(
    manifest: &'m Manifest,
    asked: &Asked<'m>,
) -> impl Iterator<Item = Lost<'m>> {
    let own = asked.name;
    asked
        .choice
        .into_iter()
        .flat_map(|choice| &choice.without_it)
        .filter_map(move |what| {
            let (name, purpose) = purpose_named(manifest, what)?;
            (name != own).then_some(Lost {
                what,
                name,
                purpose,
            })
        })
}

/// The purpose that a text means, by its name or its title.
pub(crate) fn purpose_named<'m>(
    manifest: &'m Manifest,
    text: &Text,
) -> Option<(&'m At<Name>, &'m Purpose)> {
    let text = text.as_str();
    manifest.purposes.iter().find(|(name, purpose)| {
        name.as_str() == text || purpose.title.as_str().eq_ignore_ascii_case(text)
    })
}
