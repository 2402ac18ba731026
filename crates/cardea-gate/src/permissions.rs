//! What is permitted now, as masks: the hot path.

use cardea_units::PersonId;

use crate::{AboutRule, PurposeIndex, PurposeSet, StreamRules};

/// What the people of one home permit for one product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    pub(crate) household: PurposeSet,
    pub(crate) bystander: PurposeSet,
    pub(crate) guest: PurposeSet,
    /// Sorted by person.
    pub(crate) persons: Vec<(PersonId, PurposeSet)>,
}

impl Permissions {
    /// Nothing: for a home that is not known.
    pub const fn none() -> Self {
        Self {
            household: PurposeSet::NONE,
            bystander: PurposeSet::NONE,
            guest: PurposeSet::NONE,
            persons: Vec::new(),
        }
    }

    /// The purposes for which a reading of this stream may be kept. `person` is the wearer or the known profile; a reading about a
    /// wearer whom nobody named is about nobody Cardea could ask, and an unknown profile is a guest.
    pub fn for_stream(&self, stream: &StreamRules, person: Option<PersonId>) -> PurposeSet {
        let permitted = match (stream.about, person) {
            (AboutRule::Household, _) => self.household,
            (AboutRule::Bystander, _) => self.bystander,
            (AboutRule::Wearer | AboutRule::Profile { .. }, Some(person)) => self.of_person(person),
            (AboutRule::Profile { .. }, None) => self.guest.and(self.household),
            (AboutRule::Wearer, None) => PurposeSet::NONE,
        };
        permitted.and(stream.uses)
    }

    /// The purposes for which data about one person alone may be used.
    pub fn of_person(&self, person: PersonId) -> PurposeSet {
        self.persons
            .binary_search_by_key(&person, |(known, _)| *known)
            .ok()
            .and_then(|place| self.persons.get(place))
            .map_or(PurposeSet::NONE, |(_, permitted)| *permitted)
    }

    /// Whether data about the home may be used for a purpose.
    pub const fn home_permits(&self, purpose: PurposeIndex) -> bool {
        self.household.has(purpose)
    }
}
