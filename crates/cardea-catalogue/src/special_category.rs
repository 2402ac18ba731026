//! Which data is special category data, and which purposes use it.

use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest, Purpose, Sensitivity};
use cardea_manifest::shape::Name;

/// Why a field is special category data (UK GDPR Art 9(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Special {
    /// By what it is.
    ByCategory,
    /// By use: it is compared with stored voices, faces or fingers to tell who it is, be it once.
    ByMatching,
}

/// Why a field is special category data; `None` when it is not.
pub fn special(field: &Field) -> Option<Special> {
    let matched = field.matched.as_ref().is_some_and(|matched| matched.value);
    match field.data.sensitivity() {
        Sensitivity::Special => Some(Special::ByCategory),
        Sensitivity::SpecialWhenMatched if matched => Some(Special::ByMatching),
        Sensitivity::SpecialWhenMatched | Sensitivity::Ordinary => None,
    }
}

/// One field of special category data that a purpose uses.
#[derive(Clone, Copy, Debug)]
pub struct SpecialField<'m> {
    /// The stream, as the purpose names it.
    pub stream: &'m At<Name>,
    /// The field, as the purpose names it.
    pub name: &'m At<Name>,
    /// The field.
    pub field: &'m Field,
    /// Why it is special.
    pub why: Special,
}

/// The special category data that a purpose uses, in the order in which it names it.
pub fn special_fields<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = SpecialField<'m>> {
    purpose.uses.iter().flat_map(move |(stream, used)| {
        let declared = manifest.streams.get(stream.as_str());
        used.fields.0.iter().filter_map(move |(name, _)| {
            let field = declared?.fields.get(name.as_str())?;
            Some(SpecialField {
                stream,
                name,
                field,
                why: special(field)?,
            })
        })
    })
}
