//! A partial manifest laid over a whole one.

use std::fmt::Write as _;

use cardea_manifest::{At, Node, NodeKind, Quoted, parse};
use libtest_mimic::Failed;

/// The base with what the patch changes, one key a line. Sections are merged key by key; `key: ~` takes a key away; everything else of the
/// patch stands in place of what the base has.
pub(crate) fn apply(base: &str, patch: &str) -> Result<String, Failed> {
    let mut merged = parse(base.as_bytes()).map_err(|error| error.to_string())?;
    if !patch.trim().is_empty() {
        merge(&mut merged, parse(patch.as_bytes()).map_err(|error| error.to_string())?);
    }
    let mut text = String::new();
    block(&merged, 0, &mut text);
    Ok(text)
}

fn merge(base: &mut Node, patch: Node) {
    match (&mut base.kind, patch.kind) {
        (NodeKind::Map(entries), NodeKind::Map(changes)) => {
            for (key, change) in changes {
                merge_key(entries, key, change);
            }
        }
        (_, kind) => base.kind = kind,
    }
}

fn merge_key(entries: &mut Vec<(At<String>, Node)>, key: At<String>, change: Node) {
    let place = entries.iter().position(|(known, _)| *known == key);
    match (place, &change.kind) {
        (Some(place), NodeKind::Null) => drop(entries.remove(place)),
        (Some(place), _) => merge(&mut entries[place].1, change),
        (None, NodeKind::Null) => panic!("there is no `{}` to take away", key.value),
        (None, _) => entries.push((key, change)),
    }
}

/// Writes a section: one key a line, sections beneath their key, lists of single values behind it.
fn block(node: &Node, depth: usize, text: &mut String) {
    let NodeKind::Map(entries) = &node.kind else { panic!("a manifest is a section") };
    for (key, value) in entries {
        write!(text, "{:depth$}{}:", "", key.value).unwrap();
        match &value.kind {
            NodeKind::Map(inner) if !inner.is_empty() => {
                text.push('\n');
                block(value, depth + 2, text);
            }
            _ => writeln!(text, " {}", inline(value)).unwrap(),
        }
    }
}

fn inline(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "~".to_owned(),
        NodeKind::Scalar { text, quoted: Quoted::No } if !text.contains([',', '[', ']', '{', '}', '#', ':']) => text.clone(),
        NodeKind::Scalar { text, .. } => format!("'{}'", text.replace('\'', "''")),
        NodeKind::List(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        NodeKind::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}: {}", key.value, inline(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
