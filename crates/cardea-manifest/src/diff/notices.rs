//! Which notices say something else now, and where.

use super::{Change, Class, Diff};
use crate::At;
use crate::model::{Manifest, Moment, Output};

/// One moment at which people are told, with its places in the new manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeChange {
    /// The moment.
    pub moment: Moment,
    /// Where. None only for [`Moment::Change`], when people have to be told of a change and no place is named for it.
    pub places: Vec<Output>,
}

/// The notices that have to be published again, in the order in which people meet them.
pub fn notices(new: &Manifest, diff: &Diff) -> Vec<NoticeChange> {
    let told: Vec<&Change> = diff.changes.iter().filter(|change| change.told).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let at = &new.notices;
    let of_a_change = told.iter().any(|change| change.class > Class::SamePromise);
    let at_activation = diff.purposes.iter().any(|purpose| {
        let of_it = |place: &usize| diff.changes.get(*place).is_some_and(|change| change.told);
        purpose.asked_at == Some(Moment::FeatureActivation) && purpose.changes.iter().any(of_it)
    });
    let at_the_end = told.iter().any(|change| {
        matches!(
            change.path.key(0),
            Some("reset" | "transfer" | "end_of_life")
        )
    });
    let moments = [
        (Moment::BeforePurchase, &at.before_purchase, true),
        (Moment::FirstUse, &at.first_use, true),
        (Moment::AccountCreation, &at.account_creation, true),
        (
            Moment::FeatureActivation,
            &at.feature_activation,
            at_activation,
        ),
        (Moment::Change, &at.change, of_a_change),
        (Moment::Reset, &at.reset, at_the_end),
    ];
    moments
        .into_iter()
        .filter(|(moment, places, says)| *says && (!places.is_empty() || *moment == Moment::Change))
        .map(|(moment, places, _)| NoticeChange {
            moment,
            places: values(places),
        })
        .collect()
}

fn values(places: &[At<Output>]) -> Vec<Output> {
    places.iter().map(|place| place.value).collect()
}
