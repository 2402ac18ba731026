//! Where a person says no to what is stored or read without waiting for a yes (PECR Sch A1 paras 5(1)(e), 6(1)).

use cardea_manifest::model::Handler;
use cardea_manifest::{At, Span, shape::Text};

use super::Operation;
use crate::asked::PORTAL;

/// Whether a person can object to an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Objection<'m> {
    /// In a place that the manifest names.
    Can,
    /// The manifest names no place.
    Nowhere,
    /// Only in Cardea's portal, which has no objection for this basis.
    NotThere(&'m At<Text>),
}

/// Whether a person can object to `operation`.
///
/// The portal has a button for it where UK GDPR Art 21 gives the right: for public tasks and legitimate interests.
pub(crate) fn objection<'m>(operation: &Operation<'m>) -> Objection<'m> {
    let places = &operation.purpose.objection;
    let portal_has = operation.purpose.basis.kind.may_be_objected_to();
    let cardeas = *operation.manifest.handled_by.rights == Handler::Cardea;
    let counts = |place: &&At<Text>| portal_has || !cardeas || place.as_str() != PORTAL;
    match places.first() {
        None => Objection::Nowhere,
        Some(_) if places.iter().any(|place| counts(&place)) => Objection::Can,
        Some(first) => Objection::NotThere(first),
    }
}

/// What is missing where nobody can object: where to say so, and the message.
pub(crate) fn objection_missing(operation: &Operation<'_>) -> Option<(Span, String)> {
    let name = &operation.purpose_name.value;
    match objection(operation) {
        Objection::Can => None,
        Objection::Nowhere => Some((
            operation.purpose_name.span,
            format!(
                "there is no place in which a person says no to `{name}`, simply and free of charge; name one under `objection`"
            ),
        )),
        Objection::NotThere(place) => Some((
            place.span,
            format!(
                "the portal has no objection to `{name}`, since its basis is `{}`; name another place under `objection`, such as `companion_app`",
                operation.purpose.basis.kind
            ),
        )),
    }
}
