//! The personal data that purposes use, field by field.

use cardea_manifest::At;
use cardea_manifest::model::{Field, FieldUse, From, Manifest, Personal, Purpose, Stream, Use};
use cardea_manifest::shape::Name;
use cardea_units::Quantum;

/// One field about people that a purpose uses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PurposeField<'m> {
    /// The stream, as the purpose names it.
    pub stream_name: &'m At<Name>,
    /// The stream.
    pub stream: &'m Stream,
    /// What the purpose uses of the stream.
    pub used: &'m Use,
    /// The field, as the purpose names it.
    pub name: &'m At<Name>,
    /// What is enough of it.
    pub enough: &'m FieldUse,
    /// The field.
    pub field: &'m Field,
}

/// One purpose that uses a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldPurpose<'m> {
    /// The purpose's name.
    pub purpose_name: &'m At<Name>,
    /// The purpose.
    pub purpose: &'m Purpose,
    /// The field, as the purpose names it.
    pub name: &'m At<Name>,
}

/// The fields about people that a purpose uses, in the order in which it names them.
pub(crate) fn purpose_fields<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = PurposeField<'m>> + Clone {
    let uses = purpose
        .uses
        .iter()
        .filter_map(|(name, used)| Some((name, used, manifest.streams.get(name.as_str())?)));
    uses.flat_map(|(stream_name, used, stream)| {
        let fields = used.fields.0.iter();
        fields.filter_map(move |(name, enough)| {
            let field = stream.fields.get(name.as_str())?;
            is_personal(field).then_some(PurposeField {
                stream_name,
                stream,
                used,
                name,
                enough,
                field,
            })
        })
    })
}

/// The purposes that use a field of a stream, in the order of the file.
pub(crate) fn field_purposes<'m>(
    manifest: &'m Manifest,
    stream: &str,
    field: &str,
) -> impl Iterator<Item = FieldPurpose<'m>> {
    let purposes = manifest.purposes.iter();
    purposes.filter_map(move |(purpose_name, purpose)| {
        let (name, _) = purpose.uses.get(stream)?.fields.0.entry(field)?;
        Some(FieldPurpose {
            purpose_name,
            purpose,
            name,
        })
    })
}

/// The fields about people that a product sends, with the names of stream and field, in the order of the file.
pub(crate) fn personal_fields(
    manifest: &Manifest,
) -> impl Iterator<Item = (&At<Name>, &At<Name>, &Field)> {
    manifest.streams.iter().flat_map(|(stream_name, stream)| {
        let fields = stream.fields.iter().filter(|(_, field)| is_personal(field));
        fields.map(move |(name, field)| (stream_name, name, field))
    })
}

/// Whether a stream comes from the device or the app, and not from a cloud or another organisation.
pub(crate) fn leaves_the_home(stream: &Stream) -> bool {
    matches!(*stream.from, From::Device | From::App)
}

impl PurposeField<'_> {
    /// Whether the purpose makes do with a coarser step than the product sends.
    pub(crate) fn is_coarser(&self) -> bool {
        let own = self.field.step.as_ref().map_or(Quantum::ONE, |step| **step);
        self.enough.step.as_ref().is_some_and(|step| **step > own)
    }

    /// Whether the purpose makes do with fewer values than the product sends.
    pub(crate) fn is_rarer(&self) -> bool {
        let sent = self.stream.every.as_ref();
        self.used
            .every
            .as_ref()
            .is_some_and(|every| sent.is_none_or(|sent| **every > **sent))
    }
}

fn is_personal(field: &Field) -> bool {
    *field.personal != Personal::No
}
