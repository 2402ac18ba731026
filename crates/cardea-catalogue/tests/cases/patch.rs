//! A partial manifest laid over a whole one.

use std::fmt::Write as _;

use cardea_manifest::{At, Node, NodeKind, Quoted, parse};
use libtest_mimic::Failed;

/// The base with what the patch changes, one key a line. Sections are merged key by key; `key: ~` takes a key away; everything else of the
/// patch stands in place of what the base has.
pub(crate) fn apply(base: &str, patch: &str) -> Result<String, Failed> {
    let mut merged = parse(base.as_bytes()).map_err(|error| error.to_string())?;
    if !patch.trim().is_empty() {
        merge(
            &mut merged,
            parse(patch.as_bytes()).map_err(|error| error.to_string())?,
        )?;
    }
    let mut text = String::new();
    block(&merged, 0, &mut text)?;
    Ok(text)
}

fn merge(base: &mut Node, patch: Node) -> Result<(), Failed> {
    match (&mut base.kind, patch.kind) {
        (NodeKind::Map(entries), NodeKind::Map(changes)) => {
            for (key, change) in changes {
                merge_key(entries, key, change)?;
            }
        }
        (_, kind) => base.kind = kind,
    }
    Ok(())
}

fn merge_key(
    entries: &mut Vec<(At<String>, Node)>,
    key: At<String>,
    change: Node,
) -> Result<(), Failed> {
    let takes_away = matches!(change.kind, NodeKind::Null);
    match entries.iter_mut().find(|(known, _)| *known == key) {
        Some(_) if takes_away => entries.retain(|(known, _)| *known != key),
        Some((_, node)) => merge(node, change)?,
        None if takes_away => {
            return Err(format!("there is no `{}` to take away", key.value).into());
        }
        None => entries.push((key, change)),
    }
    Ok(())
}

/// Writes a section: one key a line, sections beneath their key, lists of single values behind it.
fn block(node: &Node, depth: usize, text: &mut String) -> Result<(), Failed> {
    let NodeKind::Map(entries) = &node.kind else {
        return Err("a manifest is a section".into());
    };
    for (key, value) in entries {
        write!(text, "{:depth$}{}:", "", key.value)?;
        match &value.kind {
            NodeKind::Map(inner) if !inner.is_empty() => {
                text.push('\n');
                block(value, depth.saturating_add(2), text)?;
            }
            _ => writeln!(text, " {}", inline(value))?,
        }
    }
    Ok(())
}

fn inline(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "~".to_owned(),
        NodeKind::Scalar {
            text,
            quoted: Quoted::No,
        } if !text.contains([',', '[', ']', '{', '}', '#', ':']) => text.clone(),
        NodeKind::Scalar { text, .. } => format!("'{}'", text.replace('\'', "''")),
        NodeKind::List(items) => format!(
            "[{}]",
            items.iter().map(inline).collect::<Vec<_>>().join(", ")
        ),
        NodeKind::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", key.value, inline(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
