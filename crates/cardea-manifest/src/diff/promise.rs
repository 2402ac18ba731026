//! Whether a consent to one promise covers another.

use serde_json::{Value as Json, json};

use super::rules::find_in_promise;
use super::{Class, walk};
use crate::model::{Manifest, Purpose};
use crate::shape::Shape;

/// The key for how often a stream is sent, in the form of a use that takes every reading.
const SENT_EVERY: &str = "sent_every";

/// How the promise of a purpose stands to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It is the same.
    Same,
    /// Everything it permits was permitted by the earlier one.
    Narrower,
    /// It permits something else, or it cannot be told that it does not.
    Other,
}

impl Relation {
    /// Whether who agreed to the earlier one has agreed to this.
    pub const fn is_covered(self) -> bool {
        matches!(self, Self::Same | Self::Narrower)
    }
}

/// How the promise of a purpose in a new manifest stands to that of a purpose in an old one.
pub fn promise(old: (&Manifest, &Purpose), new: (&Manifest, &Purpose)) -> Relation {
    if old.0.promise(old.1) == new.0.promise(new.1) {
        return Relation::Same;
    }
    let (mut before, after) = (form(old.0, old.1), form(new.0, new.1));
    forget_sending(&mut before, &after);
    let nobody_decides = after.get("controllers") == Some(&json!([]));
    let wider = walk::differences(find_in_promise, &before, &after)
        .iter()
        .any(|difference| difference.class > Class::Narrows);
    if wider || nobody_decides {
        Relation::Other
    } else {
        Relation::Narrower
    }
}

/// Whether a promise that goes further than an earlier one is another matter than that was: somebody else decides, handles or gets the data, it
/// rests on something else, is of another kind, or takes in children. A finer step, a field more, a longer time are the same matter.
pub fn another_matter(old: (&Manifest, &Purpose), new: (&Manifest, &Purpose)) -> bool {
    let without_uses = |form: Json| match form {
        Json::Object(mut keys) => {
            keys.remove("uses");
            Json::Object(keys)
        }
        other => other,
    };
    let (before, after) = (
        without_uses(form(old.0, old.1)),
        without_uses(form(new.0, new.1)),
    );
    walk::differences(find_in_promise, &before, &after)
        .iter()
        .any(|difference| difference.class > Class::Narrows)
}

/// How often a stream was sent does not matter to a use that takes one value of an interval now.
fn forget_sending(before: &mut Json, after: &Json) {
    let Some(uses) = before.get_mut("uses").and_then(Json::as_object_mut) else {
        return;
    };
    for (stream, used) in uses {
        let now = after.get("uses").and_then(|uses| uses.get(stream));
        if now.is_some_and(|now| now.get(SENT_EVERY).is_none())
            && let Some(used) = used.as_object_mut()
        {
            used.remove(SENT_EVERY);
        }
    }
}

/// What is hashed, with the two meanings of `every` apart: the interval that a use asks for, and how often the stream is sent where it asks
/// for none.
fn form(manifest: &Manifest, purpose: &Purpose) -> Json {
    let mut form = manifest.promise_form(purpose);
    for (stream, used) in purpose.uses.iter() {
        let every = form
            .get_mut("uses")
            .and_then(|uses| uses.get_mut(stream.as_str()))
            .and_then(Json::as_object_mut)
            .and_then(|form| Some((form.remove("every")?, form)));
        if let Some((every, form)) = every {
            let key = match used.every.normal() {
                Some(_) => "interval",
                None => SENT_EVERY,
            };
            form.insert(key.to_owned(), every);
        }
    }
    form
}
