//! The slow and obvious way to decide: sentence by sentence from the design.

use cardea_gate::{ConsentKind, Role};
use cardea_manifest::model::{
    About, BasisKind, ConsentFrom, DataCategory, Ground, Guests, Manifest, Purpose,
    PurposeChildren, PurposeClass, SpecialCategory,
};
use cardea_units::{PersonId, UnixMillis};

use crate::homes::{SomeGrant, Someone};

/// Whether a reading of `stream` about `person` may be kept for `purpose` at a time.
pub(crate) fn permitted(
    now: UnixMillis,
    manifest: &Manifest,
    people: &[Someone],
    stream: &str,
    purpose: &str,
    person: Option<PersonId>,
) -> bool {
    let asked = Asked::about(now, manifest, purpose);
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
    now: UnixMillis,
    manifest: &'m Manifest,
    purpose: &'m Purpose,
    place: usize,
    name: &'m str,
}

impl<'m> Asked<'m> {
    fn about(now: UnixMillis, manifest: &'m Manifest, name: &str) -> Self {
        let (place, (name, purpose)) = manifest
            .purposes
            .iter()
            .enumerate()
            .find(|(_, (known, _))| known.as_str() == name)
            .unwrap();
        Self {
            now,
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
        people.iter().all(|someone| {
            if self.stopped_by(someone) {
                return false;
            }
            match someone.role {
                Role::Guest => self.goes_on_with_guests(),
                Role::AccountHolder | Role::Adult => {
                    !self.is_asked(someone) || self.agreed_by(someone)
                }
                // What no adult is asked for, and nobody needs, waits until it is opened for the child.
                Role::Child if years(someone, self.now).is_none_or(|years| years < 18) => {
                    !self.never_children()
                        && (!self.is_extra() || self.asks() || self.opened_for(someone, None))
                }
                Role::Child => {
                    let everybody = *self.manifest.people.consent_from == ConsentFrom::EachAdult;
                    (!everybody || self.agreed_by(someone))
                        && (!self.is_extra() || self.asks() || self.opened_for(someone, None))
                        && (!self.never_children() || self.opened_for(someone, Some(18)))
                }
            }
        })
    }

    fn of_one(&self, someone: &Someone) -> bool {
        if self.stopped_by(someone) {
            return false;
        }
        match someone.role {
            Role::Guest => self.goes_on_with_guests(),
            Role::AccountHolder | Role::Adult => self.agreed_by(someone),
            Role::Child => {
                let grown = years(someone, self.now).is_some_and(|years| years >= 18);
                let never_stands =
                    self.never_children() && !(grown && self.opened_for(someone, Some(18)));
                self.agreed_by(someone)
                    && !never_stands
                    && (!(self.is_extra() || self.tells_place()) || self.opened_for(someone, None))
            }
        }
    }

    fn is_asked(&self, someone: &Someone) -> bool {
        match *self.manifest.people.consent_from {
            ConsentFrom::EachAdult => matches!(someone.role, Role::AccountHolder | Role::Adult),
            ConsentFrom::AccountHolder => someone.role == Role::AccountHolder,
        }
    }

    fn asks(&self) -> bool {
        self.wants_consent() || self.wants_explicit()
    }

    fn agreed_by(&self, someone: &Someone) -> bool {
        (!self.wants_consent() || self.has(someone, ConsentKind::Ordinary, None))
            && (!self.wants_explicit() || self.has(someone, ConsentKind::Explicit, None))
    }

    /// By the yes that it asks for, or by an act of its own; where an age is given, at that age or later.
    fn opened_for(&self, someone: &Someone, from_age: Option<i32>) -> bool {
        if !self.asks() {
            return self.has(someone, ConsentKind::Opening, from_age);
        }
        (!self.wants_consent() || self.has(someone, ConsentKind::Ordinary, from_age))
            && (!self.wants_explicit() || self.has(someone, ConsentKind::Explicit, from_age))
    }

    fn has(&self, someone: &Someone, kind: ConsentKind, from_age: Option<i32>) -> bool {
        someone.grants.iter().any(|grant| {
            let age_then = years(someone, grant.at());
            grant.purpose == self.place
                && grant.kind == kind
                && grant.for_this_promise
                && self.now < grant.ends()
                && from_age.is_none_or(|from| age_then.is_some_and(|age| age >= from))
                && self.was_theirs_to_give(someone, grant)
        })
    }

    fn was_theirs_to_give(&self, someone: &Someone, grant: &SomeGrant) -> bool {
        if someone.role != Role::Child {
            return !grant.by_guardian;
        }
        let decides = |at| years(someone, at).is_some_and(|years| years >= 13);
        if grant.by_guardian {
            !decides(self.now)
        } else {
            decides(self.now) && decides(grant.at())
        }
    }

    /// Nothing that the product, safety or the law needs.
    fn is_extra(&self) -> bool {
        !matches!(
            *self.purpose.class,
            PurposeClass::Core
                | PurposeClass::Security
                | PurposeClass::Safety
                | PurposeClass::Legal
        )
    }

    fn tells_place(&self) -> bool {
        self.purpose.uses.iter().any(|(stream, used)| {
            let fields = &self.manifest.streams.get(stream.as_str()).unwrap().fields;
            used.fields.0.names().any(|name| {
                let data = *fields.get(name).unwrap().data;
                data == DataCategory::PreciseLocation || data == DataCategory::CoarseLocation
            })
        })
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

/// Whole years at a time, counted in birthdays; the leap day's is on the first of March where there is none.
fn years(someone: &Someone, at: UnixMillis) -> Option<i32> {
    let (born, day) = (someone.born?, at.date());
    let mut years = i32::from(day.year()) - i32::from(born.year());
    if (day.month(), day.day()) < (born.month(), born.day()) {
        years -= 1;
    }
    Some(years)
}
