//! The fields that a purpose uses, looked up in their streams.

use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest, Personal, Purpose, Stream};
use cardea_manifest::shape::Name;

/// One field that a purpose uses and that says something about a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UsedField<'m> {
    /// The stream, as the purpose names it.
    pub stream_name: &'m At<Name>,
    /// The stream.
    pub stream: &'m Stream,
    /// The field.
    pub field: &'m Field,
}

/// The personal fields that a purpose uses, in the order in which it names them.
pub(crate) fn used_fields<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = UsedField<'m>> + Clone {
    let uses = purpose.uses.iter().filter_map(|(stream_name, used)| {
        Some((
            stream_name,
            used,
            manifest.streams.get(stream_name.as_str())?,
        ))
    });
    uses.flat_map(|(stream_name, used, stream)| {
        let fields = used.fields.0.names();
        fields
            .filter_map(|name| stream.fields.get(name))
            .filter(|field| *field.personal != Personal::No)
            .map(move |field| UsedField {
                stream_name,
                stream,
                field,
            })
    })
}
