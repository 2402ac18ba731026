//! The slow and obvious way to decide: sentence by sentence from the design.

use cardea_gate::{ConsentKind, Role};
use cardea_manifest::model::{
    About, BasisKind, ConsentFrom, Ground, Guests, Manifest, Purpose, PurposeChildren,
    PurposeClass, SpecialCategory,
};
use cardea_units::PersonId;

use crate::homes::Someone;

/// Whether a reading of `stream` about `person` may be kept for `purpose`.
pub(crate) fn permitted(
    manifest: &Manifest,
    people: &[Someone],
    stream: &str,
    purpose: &str,
    person: Option<PersonId>,
) -> bool {
    let asked = Asked::about(manifest, purpose);
    if asked.purpose.uses.get(stream).is_none() {
        return false;
    }
    let known = person.and_then(|person| people.iter().find(|someone| someone.id() == person));
    match &manifest.streams.get(stream).unwrap().about {
        About::Household { .. } => asked.of_the_home(people),
        // Who passes by was asked nothing.
        About::Bystander { .. } => {
            asked.of_the_home(people) && !asked.basis_is_consent() && !asked.wants_explicit()
        }
        About::Wearer { .. } => known.is_some_and(|someone| asked.of_one(someone)),
        About::Profile { .. } if person.is_none() => {
            asked.goes_on_with_guests() && asked.of_the_home(people)
        }
        About::Profile { .. } => known.is_some_and(|someone| asked.of_one(someone)),
    }
}

struct Asked<'m> {
    manifest: &'m Manifest,
    purpose: &'m Purpose,
    place: usize,
    name: &'m str,
}

impl<'m> Asked<'m> {
    fn about(manifest: &'m Manifest, name: &str) -> Self {
        let (place, (name, purpose)) = manifest
            .purposes
            .iter()
            .enumerate()
            .find(|(_, (known, _))| known.as_str() == name)
            .unwrap();
        Self {
            manifest,
            purpose,
            place,
            name: name.as_str(),
        }
    }

    fn of_the_home(&self, people: &[Someone]) -> bool {
        let adults = people
            .iter()
            .filter(|someone| matches!(someone.role, Role::AccountHolder | Role::Adult));
        if adults.count() == 0 {
            return false;
        }
        if self.wants_consent() || self.wants_explicit() {
            let somebody_was_asked = people.iter().any(|someone| self.is_asked(someone));
            if !somebody_was_asked {
                return false;
            }
        }
        people.iter().all(|someone| match someone.role {
            Role::Guest => self.goes_on_with_guests() && !self.stopped_by(someone),
            Role::Child => !self.never_children() && !self.stopped_by(someone),
            Role::AccountHolder | Role::Adult => {
                !self.stopped_by(someone) && (!self.is_asked(someone) || self.agreed_by(someone))
            }
        })
    }

    fn of_one(&self, someone: &Someone) -> bool {
        if self.stopped_by(someone) {
            return false;
        }
        match someone.role {
            Role::Guest => self.goes_on_with_guests(),
            Role::Child => !self.never_children() && self.agreed_by(someone),
            Role::AccountHolder | Role::Adult => self.agreed_by(someone),
        }
    }

    fn is_asked(&self, someone: &Someone) -> bool {
        match *self.manifest.people.consent_from {
            ConsentFrom::EachAdult => matches!(someone.role, Role::AccountHolder | Role::Adult),
            ConsentFrom::AccountHolder => someone.role == Role::AccountHolder,
        }
    }

    fn agreed_by(&self, someone: &Someone) -> bool {
        let has = |kind| {
            someone.grants.iter().any(|grant| {
                grant.purpose == self.place && grant.kind == kind && grant.for_this_promise
            })
        };
        if self.wants_consent() && !has(ConsentKind::Ordinary) {
            return false;
        }
        !self.wants_explicit() || has(ConsentKind::Explicit)
    }

    fn stopped_by(&self, someone: &Someone) -> bool {
        let right_to_object = matches!(
            self.purpose.basis.kind,
            BasisKind::LegitimateInterests
                | BasisKind::RecognisedLegitimateInterests
                | BasisKind::PublicTask
        ) || *self.purpose.class == PurposeClass::Advertising;
        someone.restricted.contains(&self.place)
            || (right_to_object && someone.objected.contains(&self.place))
    }

    /// A guest grants nothing.
    fn goes_on_with_guests(&self) -> bool {
        let listed = match &self.manifest.people.guests {
            Guests::Pause { .. } => false,
            Guests::Allow { purposes, .. } => {
                purposes.iter().any(|name| name.as_str() == self.name)
            }
        };
        listed && !self.wants_consent() && !self.wants_explicit()
    }

    fn basis_is_consent(&self) -> bool {
        self.purpose.basis.kind == BasisKind::Consent
    }

    fn wants_consent(&self) -> bool {
        self.basis_is_consent()
            || self
                .purpose
                .device_access
                .as_ref()
                .is_some_and(|ground| ground.value == Ground::Consent)
    }

    fn wants_explicit(&self) -> bool {
        *self.purpose.special_category == SpecialCategory::ExplicitConsent
    }

    fn never_children(&self) -> bool {
        *self.purpose.children == PurposeChildren::Never
    }
}
