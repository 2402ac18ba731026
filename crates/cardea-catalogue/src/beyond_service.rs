//! Purposes that a product works without.

use cardea_manifest::model::PurposeClass;

/// Whether a purpose of this class is for more than the service that people asked for.
pub(crate) const fn is_beyond_service(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
    )
}
