//! Things that stand under another name: to people and to what is kept, one thing less and one thing more.

use serde_json::Value as Json;

use super::{Change, Path};

/// Marks each entry that came with the same content as one that went, beside it, and that one.
pub(super) fn find(changes: &mut [Change]) {
    let mut pairs: Vec<(usize, String)> = Vec::new();
    for (came, new) in changes.iter().enumerate() {
        let (None, Some(after)) = (&new.before, &new.after) else {
            continue;
        };
        let gone = changes.iter().enumerate().find(|(place, old)| {
            old.after.is_none()
                && beside(&old.path, &new.path)
                && old
                    .before
                    .as_ref()
                    .is_some_and(|before| same_but_for_wording(before, after))
                && pairs.iter().all(|(known, _)| known != place)
        });
        if let (Some((went, old)), Some(now)) = (gone, new.path.last())
            && let Some(before) = old.path.last()
        {
            pairs.push((came, before.to_owned()));
            pairs.push((went, now.to_owned()));
        }
    }
    for (place, name) in pairs {
        if let Some(change) = changes.get_mut(place) {
            change.renamed = Some(name);
        }
    }
}

fn beside(one: &Path, other: &Path) -> bool {
    one != other && one.keys().count() == other.keys().count() && one.up(1) == other.up(1)
}

/// Whether two sections say the same, title and explanation apart. Single values are the same too often to mean anything.
fn same_but_for_wording(one: &Json, other: &Json) -> bool {
    let bare = |section: &Json| {
        let mut section = section.as_object()?.clone();
        section.remove("title");
        section.remove("explain");
        (!section.is_empty()).then_some(section)
    };
    bare(one).is_some_and(|one| bare(other) == Some(one))
}
