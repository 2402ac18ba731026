//! Which purposes a change touches.

use super::Path;
use crate::model::{Manifest, Purpose, Use};

/// The purposes of either manifest that a change at this place touches, in the order of the new manifest, those that are gone last. None
/// where the place is about the product as a whole.
pub(super) fn purposes(path: &Path, old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut touched: Vec<String> = Vec::new();
    for manifest in [new, old] {
        for (name, purpose) in manifest.purposes.iter() {
            let known = touched.iter().any(|touched| touched == name.as_str());
            let own = || {
                let now = new.purposes.get(name.as_str());
                now.is_some_and(|now| has_its_own(path, now))
            };
            if !known && touches(path, manifest, (name.as_str(), purpose)) && !own() {
                touched.push(name.to_string());
            }
        }
    }
    touched
}

fn touches(path: &Path, manifest: &Manifest, (name, purpose): (&str, &Purpose)) -> bool {
    let Some(entry) = path.key(1) else {
        return false;
    };
    match path.key(0) {
        Some("purposes" | "choices") => entry == name,
        Some("streams") => purpose
            .uses
            .get(entry)
            .is_some_and(|used| touches_use(path, used)),
        Some("organisations") => has_to_do_with(manifest, purpose, entry),
        Some("other_access") => manifest
            .other_access
            .get(entry)
            .is_some_and(|access| access.for_what.as_str() == name),
        Some("models") => manifest
            .models
            .get(entry)
            .is_some_and(|model| uses_field(purpose, model.says.as_str())),
        Some("decisions") => manifest
            .decisions
            .get(entry)
            .is_some_and(|decision| decision.for_what.as_str() == name),
        _ => false,
    }
}

/// A field that a use does not name is nothing to it.
fn touches_use(path: &Path, used: &Use) -> bool {
    match (path.key(2), path.key(3)) {
        (Some("fields"), Some(field)) => used.fields.0.get(field).is_some(),
        _ => true,
    }
}

/// Whether a purpose has a step or an interval of its own, so that those of the stream are nothing to it.
fn has_its_own(path: &Path, purpose: &Purpose) -> bool {
    let used = path.key(1).and_then(|stream| purpose.uses.get(stream));
    let (Some("streams"), Some(used)) = (path.key(0), used) else {
        return false;
    };
    match (path.key(2), path.key(3), path.key(4)) {
        (Some("every"), _, _) => used.every.is_some(),
        (Some("fields"), Some(field), Some("step")) => used
            .fields
            .0
            .get(field)
            .is_some_and(|own| own.step.is_some()),
        _ => false,
    }
}

/// Whether an organisation decides about a purpose, gets its data, or handles it, also as a sub-processor.
fn has_to_do_with(manifest: &Manifest, purpose: &Purpose, organisation: &str) -> bool {
    let named = |name: &str| {
        let people = purpose.controller.iter().chain(&purpose.controllers);
        people
            .chain(&purpose.processors)
            .chain(purpose.recipients.iter().map(|(name, _)| name))
            .any(|known| known.as_str() == name)
    };
    let mut above = organisation;
    // Sub-processors of sub-processors, at most as deep as there are organisations: a ring ends there.
    for _ in 0..=manifest.organisations.len() {
        if named(above) {
            return true;
        }
        let Some(under) = manifest
            .organisations
            .get(above)
            .and_then(|organisation| organisation.under.as_ref())
        else {
            return false;
        };
        above = under.as_str();
    }
    false
}

fn uses_field(purpose: &Purpose, field: &str) -> bool {
    purpose
        .uses
        .values()
        .any(|used| used.fields.0.get(field).is_some())
}
