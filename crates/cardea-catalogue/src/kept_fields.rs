//! Fields that some purpose uses, and so are kept.

use std::collections::BTreeSet;

use cardea_manifest::At;
use cardea_manifest::model::{Field, Manifest};
use cardea_manifest::shape::Name;

/// One field that some purpose uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeptField<'m> {
    /// Its name, where it is declared.
    pub name: &'m At<Name>,
    /// The field.
    pub field: &'m Field,
}

/// The fields that at least one purpose uses, each once, in the order of the file. What no purpose uses is never kept.
pub(crate) fn kept_fields(manifest: &Manifest) -> impl Iterator<Item = KeptField<'_>> {
    let used: BTreeSet<(&str, &str)> = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose.uses.iter())
        .flat_map(|(stream, used)| {
            let fields = used.fields.0.names();
            fields.map(move |field| (stream.as_str(), field))
        })
        .collect();
    manifest.streams.iter().flat_map(move |(stream, declared)| {
        let fields = declared.fields.iter();
        let kept: Vec<KeptField<'_>> = fields
            .filter(|(name, _)| used.contains(&(stream.as_str(), name.as_str())))
            .map(|(name, field)| KeptField { name, field })
            .collect();
        kept
    })
}
