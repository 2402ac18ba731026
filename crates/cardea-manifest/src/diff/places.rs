//! Where a change stands in the text of a manifest.

use cardea_units::CalendarDuration;
use serde_json::Value as Json;

use super::Path;
use crate::{Node, NodeKind, Span};

/// Where something stands: its value where that is a single one, else its key. Of what a default says, the section it belongs to. `item` is
/// the one of a list that is meant.
pub fn place(source: &Node, path: &Path, item: Option<&Json>) -> Span {
    let mut node = source;
    let mut found = first_key(source);
    for key in path.keys() {
        match below(node, key) {
            Some((heading, next)) => (found, node) = (heading, next),
            None => return found,
        }
    }
    match &node.kind {
        NodeKind::Scalar { .. } => node.span,
        NodeKind::List(items) => items
            .iter()
            .find(|node| item.is_some_and(|item| says(node, item)))
            .map_or(found, |node| node.span),
        NodeKind::Null | NodeKind::Map(_) => found,
    }
}

/// What stands under a key, and the key itself. A list of names is a section in which each says nothing more.
fn below<'n>(node: &'n Node, key: &str) -> Option<(Span, &'n Node)> {
    match &node.kind {
        NodeKind::Map(entries) => entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(name, value)| (name.span, value)),
        NodeKind::List(items) => items
            .iter()
            .find(|item| matches!(&item.kind, NodeKind::Scalar { text, .. } if text == key))
            .map(|item| (item.span, item)),
        NodeKind::Null | NodeKind::Scalar { .. } => None,
    }
}

fn first_key(source: &Node) -> Span {
    match &source.kind {
        NodeKind::Map(entries) => entries.first().map_or(source.span, |(name, _)| name.span),
        NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::List(_) => source.span,
    }
}

/// Whether a written value is the item of a normal form, in which lengths of time have one spelling.
fn says(node: &Node, item: &Json) -> bool {
    let NodeKind::Scalar { text, .. } = &node.kind else {
        return false;
    };
    let normal = match item {
        Json::String(said) => said.clone(),
        other => other.to_string(),
    };
    let length = || {
        text.parse::<CalendarDuration>()
            .map(|length| length.to_string())
    };
    *text == normal || length().is_ok_and(|length| length == normal)
}
