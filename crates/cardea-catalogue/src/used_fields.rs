//! The fields that a purpose uses, with what the streams say of them.

use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest, Purpose, Stream};
use cardea_manifest::shape::Name;

/// One field that a purpose uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UsedField<'m> {
    /// The stream it stands in.
    pub stream: &'m Stream,
    /// Its name, as the purpose writes it.
    pub name: &'m At<Name>,
    /// The field.
    pub field: &'m Field,
}

/// The fields that a purpose uses, in the order in which it names them.
pub(crate) fn used_fields<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = UsedField<'m>> {
    purpose.uses.iter().flat_map(move |(name, used)| {
        let declared = manifest.streams.get(name.as_str());
        used.fields.0.iter().filter_map(move |(name, _)| {
            let stream = declared?;
            let field = stream.fields.get(name.as_str())?;
            Some(UsedField {
                stream,
                name,
                field,
            })
        })
    })
}
