//! The order in which the grounds of Schedule A1 are tried, and what becomes of one operation for several purposes.

use cardea_manifest::At;
use cardea_manifest::model::{Ground, OtherAccess};
use cardea_manifest::shape::Name;

use super::{Fit, Operation, What, fit};

/// The order of decision. Consent comes last: it fits whenever nothing else does.
const ORDER: [Ground; 6] = [
    Ground::Transmission,
    Ground::StrictlyNecessary,
    Ground::Statistics,
    Ground::Appearance,
    Ground::Emergency,
    Ground::Consent,
];

/// The grounds that can hold for an operation, the first to be tried first. Never empty: consent is always among them.
pub(crate) fn can_hold<'a>(operation: &'a Operation<'_>) -> impl Iterator<Item = Ground> + 'a {
    ORDER
        .into_iter()
        .filter(|ground| fit(operation, *ground) == Fit::Can)
}

/// Why an operation that serves another purpose, too, cannot stand on its ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mixed<'m> {
    /// The ground asks that its purpose is the sole one (paras 3, 5, 6, 7), and this entry serves another.
    NotSole(&'m At<Name>),
    /// This entry waits for consent, and mixed purposes take the strictest result.
    AlsoConsent(&'m At<Name>),
}

/// Looks for another entry of `other_access` in which the same organisation stores or reads the same thing in the same place for another
/// purpose.
///
/// Streams are not compared: what arrives is kept for each purpose apart, so a purpose that waits for consent gets nothing by it.
pub(crate) fn mixed<'m>(operation: &Operation<'m>) -> Option<Mixed<'m>> {
    let What::Other { access, .. } = operation.what else {
        return None;
    };
    let mut others = operation
        .manifest
        .other_access
        .iter()
        .filter(|(_, other)| is_same(access, other));
    match *access.ground {
        Ground::Consent => None,
        Ground::StrictlyNecessary => others
            .find(|(_, other)| *other.ground == Ground::Consent)
            .map(|(name, _)| Mixed::AlsoConsent(name)),
        Ground::Transmission | Ground::Statistics | Ground::Appearance | Ground::Emergency => {
            others.next().map(|(name, _)| Mixed::NotSole(name))
        }
    }
}

fn is_same(one: &OtherAccess, other: &OtherAccess) -> bool {
    let what = |access: &OtherAccess| access.what.as_str().to_lowercase();
    one.for_what != other.for_what
        && one.surface == other.surface
        && one.by == other.by
        && what(one) == what(other)
}
