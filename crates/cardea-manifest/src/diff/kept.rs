//! What becomes of consents, and of what is kept, when a manifest is served in place of another.

use serde_json::Value as Json;

use super::Relation;
use crate::model::{BasisKind, Ground, Manifest, Purpose, SpecialCategory};

/// What becomes of the consents to a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consents {
    /// Nobody was asked, and nobody is.
    NotAsked,
    /// They stay: what they name is not touched.
    Stay,
    /// They stay: what is promised now lies within what they name.
    StayNarrower,
    /// They are without effect: what is promised now goes beyond what they name.
    Void,
    /// Nobody was asked, and everybody is now.
    AskedNow,
    /// Everybody was asked, and nobody is any more.
    AskedNoMore,
    /// The purpose is gone.
    Gone,
}

impl Consents {
    /// What becomes of them, in a sentence: lower case, no full stop.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotAsked => "nobody is asked: it does not rest on consent",
            Self::Stay => "each yes stays: what it was said to is not touched",
            Self::StayNarrower => {
                "each yes stays: what is promised now lies within what it was said to"
            }
            Self::Void => "each yes is without effect: everybody has to be asked again",
            Self::AskedNow => "everybody has to be asked: nobody has said yes to it",
            Self::AskedNoMore => {
                "nobody is asked any more: each yes and no to it counts for nothing"
            }
            Self::Gone => "each yes to it counts for nothing",
        }
    }

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Stay => "stay",
            Self::StayNarrower => "stay_narrower",
            Self::Void => "void",
            Self::AskedNow => "asked_now",
            Self::AskedNoMore => "asked_no_more",
            Self::Gone => "gone",
        }
    }

    pub(super) fn of(old: Option<&Purpose>, new: Option<&Purpose>, relation: Relation) -> Self {
        match (old.map(asks), new.map(asks)) {
            (_, None) => Self::Gone,
            (Some(true), Some(false)) => Self::AskedNoMore,
            (None | Some(false), Some(false)) => Self::NotAsked,
            (None | Some(false), Some(true)) => Self::AskedNow,
            (Some(true), Some(true)) => match relation {
                Relation::Same => Self::Stay,
                Relation::Narrower => Self::StayNarrower,
                Relation::Other => Self::Void,
            },
        }
    }
}

/// What becomes of what is kept for a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// Nothing is kept for it yet.
    NothingYet,
    /// It stays as it is.
    AsItIs,
    /// It is narrowed at once.
    NarrowedAtOnce,
    /// It is made no finer and kept no longer; what the new promise makes coarser or shorter is, at once. What cannot be made into values of
    /// the new promise, such as hours into minutes or means into extremes, is dropped.
    NotWidened,
    /// Nobody can read what was kept for it alone. It is deleted at the latest when its time is over.
    ForNobody,
}

impl Kept {
    /// What becomes of it, in a sentence: lower case, no full stop.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NothingYet => "nothing is kept for it yet, and nothing of before is given to it",
            Self::AsItIs => "what is kept stays as it is",
            Self::NarrowedAtOnce => "what is kept is narrowed at once",
            Self::NotWidened => {
                "what is kept is not widened: where the new promise is narrower it is narrowed at once, and what cannot be put in its form is dropped"
            }
            Self::ForNobody => {
                "nobody can read what was kept for it alone any more; it is deleted at the latest when its time is over"
            }
        }
    }

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NothingYet => "nothing_yet",
            Self::AsItIs => "as_it_is",
            Self::NarrowedAtOnce => "narrowed_at_once",
            Self::NotWidened => "not_widened",
            Self::ForNobody => "for_nobody",
        }
    }

    pub(super) fn of(
        old: Option<(&Manifest, &Purpose)>,
        new: Option<(&Manifest, &Purpose)>,
        relation: Relation,
    ) -> Self {
        match (old, new) {
            (_, None) => Self::ForNobody,
            (None, Some(_)) => Self::NothingYet,
            (Some(old), Some(new)) if uses(old) == uses(new) => Self::AsItIs,
            (Some(_), Some(_)) => match relation {
                Relation::Same => Self::AsItIs,
                Relation::Narrower => Self::NarrowedAtOnce,
                Relation::Other => Self::NotWidened,
            },
        }
    }
}

/// What decides how data is kept here: of a promise, the part about uses, without the copies elsewhere.
fn uses((manifest, purpose): (&Manifest, &Purpose)) -> Option<Json> {
    let mut uses = manifest.promise_form(purpose).get_mut("uses")?.take();
    for used in uses.as_object_mut()?.values_mut() {
        used.as_object_mut()?.remove("also_on");
    }
    Some(uses)
}

/// Whether a purpose needs somebody's yes: as its basis, for taking its data off the device, or about special category data.
fn asks(purpose: &Purpose) -> bool {
    purpose.basis.kind == BasisKind::Consent
        || *purpose.special_category == SpecialCategory::ExplicitConsent
        || purpose
            .device_access
            .as_ref()
            .is_some_and(|ground| ground.value == Ground::Consent)
}
