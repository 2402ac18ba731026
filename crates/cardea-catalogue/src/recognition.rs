//! Recognition of people by voice, face or finger.

use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, Manifest, RecognisedBy};
use cardea_manifest::shape::Name;

use crate::{Special, special};

/// Whether a field is compared with stored people to tell who it is, or is such a stored pattern (UK GDPR Art 4(14)).
pub(crate) fn is_compared(field: &Field) -> bool {
    let stored = matches!(
        *field.data,
        DataCategory::VoicePrint | DataCategory::FacePrint | DataCategory::Fingerprint
    );
    stored || special(field) == Some(Special::ByMatching)
}

/// Every field that is compared, in the order of the file.
pub(crate) fn compared_fields(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Field)> {
    manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.iter())
        .filter(|(_, field)| is_compared(field))
}

/// What the manifest says that people are told apart by, where that is their voice, face or finger. A tag says nothing of a body, and a
/// weight alone does not single anybody out.
pub(crate) fn recognised_by(manifest: &Manifest) -> Option<&At<RecognisedBy>> {
    let recognition = manifest.people.recognition.as_ref()?;
    recognition.by.iter().find(|by| {
        matches!(
            by.value,
            RecognisedBy::Voice | RecognisedBy::Face | RecognisedBy::Finger
        )
    })
}
