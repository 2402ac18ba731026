//! Changes gathered by purpose, with what follows from them.

use super::{Change, Class, Consents, Kept, Relation, promise};
use crate::model::{Manifest, Moment, Purpose};

/// What a change of the manifest is to one purpose.
#[derive(Clone, Debug)]
pub struct PurposeChange {
    /// Its name.
    pub name: String,
    /// What people call it: by the new manifest, or by the old one where it is gone.
    pub title: String,
    /// Whether it came, went or stays.
    pub stands: Stands,
    /// The gravest class of what touches it.
    pub class: Class,
    /// How what a consent names stands to what it named.
    pub promise: Relation,
    /// What becomes of consents to it.
    pub consents: Consents,
    /// What becomes of what is kept for it.
    pub kept: Kept,
    /// When people are asked, where they are and it is said.
    pub asked_at: Option<Moment>,
    /// Places of its changes in [`Diff::changes`](super::Diff::changes).
    pub changes: Vec<usize>,
}

/// Whether a purpose came, went or stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// It is new.
    New,
    /// It was there and is.
    Stays,
    /// It is gone.
    Gone,
}

impl Stands {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Stays => "stays",
            Self::Gone => "gone",
        }
    }
}

/// The purposes that something touches, in the order of the new manifest, those that are gone last.
pub(super) fn changes(old: &Manifest, new: &Manifest, changes: &[Change]) -> Vec<PurposeChange> {
    let gone = old
        .purposes
        .names()
        .filter(|name| new.purposes.get(name).is_none());
    new.purposes
        .names()
        .chain(gone)
        .filter_map(|name| change(name, old, new, changes))
        .collect()
}

fn change(name: &str, old: &Manifest, new: &Manifest, changes: &[Change]) -> Option<PurposeChange> {
    let own: Vec<usize> = changes
        .iter()
        .enumerate()
        .filter(|(_, change)| change.purposes.iter().any(|touched| touched == name))
        .map(|(place, _)| place)
        .collect();
    let (was, is) = (old.purposes.get(name), new.purposes.get(name));
    let purpose = is.or(was)?;
    let same_product = old.product.id == new.product.id;
    let relation = match (was, is) {
        (Some(was), Some(is)) => promise((old, was), (new, is)),
        _ => Relation::Other,
    };
    // Another `product.id` touches no purpose by its path, and yet nothing of the old product's belongs to the new one.
    if (own.is_empty() && relation == Relation::Same) || (is.is_none() && !same_product) {
        return None;
    }
    let was = was.filter(|_| same_product);
    let touched = own.iter().filter_map(|place| changes.get(*place));
    Some(PurposeChange {
        name: name.to_owned(),
        title: purpose.title.to_string(),
        stands: stands(was, is),
        class: touched
            .map(|change| change.class)
            .max()
            .unwrap_or(Class::Widens),
        promise: relation,
        consents: Consents::of(was, is, relation),
        kept: Kept::of(
            was.map(|purpose| (old, purpose)),
            is.map(|purpose| (new, purpose)),
            relation,
        ),
        asked_at: new.choices.get(name).map(|choice| *choice.when),
        changes: own,
    })
}

const fn stands(was: Option<&Purpose>, is: Option<&Purpose>) -> Stands {
    match (was, is) {
        (_, None) => Stands::Gone,
        (None, Some(_)) => Stands::New,
        (Some(_), Some(_)) => Stands::Stays,
    }
}
