//! Purposes for which people are asked, and how.

use cardea_manifest::model::{
    BasisKind, Choice, Ground, Handler, Manifest, Purpose, SpecialCategory,
};
use cardea_manifest::shape::Name;
use cardea_manifest::{At, Span};

/// The place that Cardea runs: one switch a purpose, turned on and off alike.
pub(crate) const PORTAL: &str = "portal";

/// One purpose for which people are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'m> {
    /// Its name.
    pub name: &'m At<Name>,
    /// The purpose.
    pub purpose: &'m Purpose,
    /// How people are asked, where the manifest says it.
    pub choice: Option<&'m Choice>,
    /// Where.
    pub place: Place,
}

/// Where people are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In Cardea's portal and nowhere else.
    Portal,
    /// Also, or only, in places that the maker builds.
    MakersOwn,
}

/// The purposes that wait for somebody's consent, in the order of the file: as lawful basis, as ground for access to a device, or as the
/// condition for special category data.
pub(crate) fn asked(manifest: &Manifest) -> impl Iterator<Item = Asked<'_>> {
    let waiting = manifest
        .purposes
        .iter()
        .filter(|(name, purpose)| waits_for_consent(purpose) || reads_on_consent(manifest, name));
    waiting.map(|(name, purpose)| {
        let choice = manifest.choices.get(name.as_str());
        Asked {
            name,
            purpose,
            choice,
            place: place(manifest, choice),
        }
    })
}

/// Whether nothing is kept for a purpose until somebody agreed.
pub(crate) fn waits_for_consent(purpose: &Purpose) -> bool {
    let access = purpose.device_access.as_ref();
    access.is_some_and(|ground| ground.value == Ground::Consent) || rests_on_consent(purpose)
}

/// Whether a purpose rests on the consent of the person whose data it is (UK GDPR Arts 6(1)(a), 9(2)(a)); the consent of PECR may come
/// from the subscriber or the user.
pub(crate) fn rests_on_consent(purpose: &Purpose) -> bool {
    purpose.basis.kind == BasisKind::Consent
        || *purpose.special_category == SpecialCategory::ExplicitConsent
}

fn reads_on_consent(manifest: &Manifest, purpose: &At<Name>) -> bool {
    let mut accesses = manifest.other_access.values();
    accesses.any(|access| access.for_what == *purpose && *access.ground == Ground::Consent)
}

fn place(manifest: &Manifest, choice: Option<&Choice>) -> Place {
    let elsewhere = choice.is_some_and(|it| it.places.iter().any(|place| place.as_str() != PORTAL));
    match *manifest.handled_by.choices {
        Handler::Cardea if !elsewhere => Place::Portal,
        Handler::Cardea | Handler::Own => Place::MakersOwn,
    }
}

impl Asked<'_> {
    /// Whether people answer with the portal's switch alone, and the maker says nothing else about it.
    pub(crate) fn is_portal_switch(&self) -> bool {
        let says_more = self
            .choice
            .is_some_and(|it| it.steps.is_some() || !it.withdraw_where.is_empty());
        self.place == Place::Portal && !says_more
    }

    /// Where the maker says how people are asked, or else names the purpose.
    pub(crate) fn span(&self) -> Span {
        self.choice.map_or(self.name.span, |choice| choice.span)
    }
}
