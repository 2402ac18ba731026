//! Purposes for which figures of many people are mostly enough, and what hides each person in them.

use cardea_manifest::model::{PurposeClass, Technique};

/// Whether a purpose of this class looks for patterns in the data of many people, and serves nobody's single request.
pub(crate) const fn looks_for_patterns(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
    )
}

/// Whether a technique hides each person among many, or the data from those who work with it. Replaced names alone do not: with the
/// key, or by their pattern, people are told apart as before (UK GDPR Art 4(5)).
pub(crate) fn hides_people(technique: Technique) -> bool {
    technique != Technique::Pseudonymisation
}
