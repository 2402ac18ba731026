//! Things that stand under another name: to people and to what is kept, one thing less and one thing more.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Change, Path};

/// Where an entry stands, without its own name, and what it says.
type Content = (Path, String);

/// Marks each entry that came with the same content as one that went, beside it, and that one.
pub(super) fn find(changes: &mut [Change]) {
    let mut went: BTreeMap<Content, Vec<usize>> = BTreeMap::new();
    for (place, change) in changes.iter().enumerate().rev() {
        if let (Some(before), None) = (&change.before, &change.after)
            && let Some(content) = content(&change.path, before)
        {
            went.entry(content).or_default().push(place);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (place, change) in changes.iter().enumerate() {
        if let (None, Some(after)) = (&change.before, &change.after)
            && let Some(content) = content(&change.path, after)
            && let Some(gone) = went.get_mut(&content).and_then(Vec::pop)
        {
            pairs.push((gone, place));
        }
    }
    for (gone, came) in pairs {
        let name = |place: usize| Some(changes.get(place)?.path.last()?.to_owned());
        let (before, now) = (name(gone), name(came));
        if let Some(change) = changes.get_mut(gone) {
            change.renamed = now;
        }
        if let Some(change) = changes.get_mut(came) {
            change.renamed = before;
        }
    }
}

/// What tells whether two entries are the same but for their names: title and explanation are no part of it. `None` for single values and
/// empty sections, which are the same too often to mean anything.
fn content(path: &Path, entry: &Json) -> Option<Content> {
    let mut section = entry.as_object()?.clone();
    section.remove("title");
    section.remove("explain");
    let says = Json::Object(section);
    (says != Json::Object(serde_json::Map::new())).then(|| (path.up(1), says.to_string()))
}
