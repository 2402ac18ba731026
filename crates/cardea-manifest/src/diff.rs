//! What a change of a manifest changes for people: each difference of the normal forms, with its class and what follows from it.
//!
//! Start with [`diff`]. Differences are found by walking both normal forms, so none can be missed; what each means stands in the tables of
//! `rules/`. What no table knows is treated as widening.

mod kept;
mod measure;
mod notices;
mod path;
mod places;
mod promise;
mod purposes;
mod renamed;
mod rule;
mod rules;
mod touches;
mod walk;

use serde_json::Value as Json;

pub use kept::{Consents, Kept};
pub use notices::{NoticeChange, notices};
pub use path::Path;
pub use places::place;
pub use promise::{Relation, another_matter, promise};
pub use purposes::{PurposeChange, Stands};
pub use rules::Trigger;

use crate::VersionId;
use crate::model::Manifest;
use crate::shape::shown;

/// What a change is to people, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Wording, a contact, the date of a contract.
    SamePromise,
    /// Less is used, more coarsely, for a shorter time, by fewer; or people are better protected.
    Narrows,
    /// More is used, more finely, for longer, by more; or a protection falls away.
    Widens,
    /// The law forbids it.
    Breaks,
}

impl Class {
    /// Every class, the mildest first.
    pub const ALL: [Self; 4] = [Self::SamePromise, Self::Narrows, Self::Widens, Self::Breaks];

    /// The word for it, as programs and people read it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SamePromise => "same promise",
            Self::Narrows => "narrows",
            Self::Widens => "widens",
            Self::Breaks => "breaks the law",
        }
    }
}

/// One difference between two manifests.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it is, by the keys of the manifest. Of a list, the path of the list.
    pub path: Path,
    /// What it is to people.
    pub class: Class,
    /// Whether a rule knows this key. What no rule knows widens.
    pub classified: bool,
    /// What happened, in a few words without names: lower case, no full stop.
    pub words: &'static str,
    /// What stood there; `None` for what is new. Of a list, the one item that is gone.
    pub before: Option<Json>,
    /// What stands there; `None` for what is gone. Of a list, the one item that is new.
    pub after: Option<Json>,
    /// Purposes it touches, in either manifest, by name. None where it is about the product as a whole.
    pub purposes: Vec<String>,
    /// Why the assessment of impact has to be looked at again (UK GDPR Art 35(11)), if it has.
    pub trigger: Option<Trigger>,
    /// Whether notices say it.
    pub told: bool,
    /// The name under which the same stood before, or stands now: a new name is a new thing.
    pub renamed: Option<String>,
}

impl Change {
    /// What stood there, on one short line. `None` also for a section that has no name of its own: its path names it.
    pub fn before_shown(&self) -> Option<String> {
        self.before.as_ref().and_then(line)
    }

    /// What stands there, on one short line. `None` also for a section that has no name of its own: its path names it.
    pub fn after_shown(&self) -> Option<String> {
        self.after.as_ref().and_then(line)
    }

    /// What a renaming means, where it is one.
    pub const fn renaming(&self) -> Option<&'static str> {
        match (&self.renamed, &self.after) {
            (None, _) => None,
            (Some(_), Some(_)) => Some(
                "the same stood there under another name; to people a new name is a new thing, and what was agreed and kept under the old one does not follow",
            ),
            (Some(_), None) => Some(
                "the same stands there under another name; what was agreed and kept does not follow it",
            ),
        }
    }
}

/// Everything that differs between two manifests.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Version of the old one.
    pub old: VersionId,
    /// Version of the new one.
    pub new: VersionId,
    /// Every difference, the gravest class first, then in the order of the paths. Empty exactly when the versions are the same.
    pub changes: Vec<Change>,
    /// Purposes that something touches, in the order of the new manifest, those that are gone last.
    pub purposes: Vec<PurposeChange>,
}

impl Diff {
    /// The gravest class of all changes; the same promise where there is none.
    pub fn class(&self) -> Class {
        self.changes
            .iter()
            .map(|change| change.class)
            .max()
            .unwrap_or(Class::SamePromise)
    }

    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes
            .iter()
            .filter(|change| change.class == class)
            .count()
    }

    /// Changes for which the assessment of impact has to be looked at again, each with its reason.
    pub fn triggers(&self) -> impl Iterator<Item = (Trigger, &Change)> {
        self.changes
            .iter()
            .filter_map(|change| Some((change.trigger?, change)))
    }
}

/// Compares two manifests.
pub fn diff(old: &Manifest, new: &Manifest) -> Diff {
    let (before, after) = (old.normal_form(), new.normal_form());
    let mut changes: Vec<Change> = walk::differences(rules::find, &before, &after)
        .into_iter()
        .map(|difference| {
            let path = difference.path;
            Change {
                class: difference.class,
                classified: difference.classified,
                words: difference.words,
                purposes: touches::purposes(&path, old, new),
                trigger: difference.trigger,
                told: rules::is_told(&path),
                before: difference.before,
                after: difference.after,
                renamed: None,
                path,
            }
        })
        .collect();
    renamed::find(&mut changes);
    changes.sort_by(|one, other| {
        let grave = other.class.cmp(&one.class);
        grave.then_with(|| one.path.cmp(&other.path))
    });
    let purposes = purposes::changes(old, new, &changes);
    Diff {
        old: old.version(),
        new: new.version(),
        changes,
        purposes,
    }
}

/// A value on one line; of a section, what people call it, or the one word it is said with.
fn line(value: &Json) -> Option<String> {
    Some(match value {
        Json::String(text) => shown(text),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(line).collect();
            shown(&items.join(", "))
        }
        Json::Object(section) => {
            let named = ["title", "name", "what"]
                .iter()
                .find_map(|key| section.get(*key)?.as_str());
            let mut entries = section.iter();
            match (named, entries.next(), entries.next()) {
                (Some(name), _, _) => shown(name),
                // `legitimate_interests: LIA-3`, `allow: [heating]`
                (None, Some((key, value)), None) => shown(&format!("{key}: {}", line(value)?)),
                _ => return None,
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => shown(&value.to_string()),
    })
}

#[cfg(test)]
mod tests;
