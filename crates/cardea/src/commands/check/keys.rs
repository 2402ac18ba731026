//! Where in a manifest a finding stands, by its keys and not by its line, so that it is known again after lines have moved.

use std::fmt::Write as _;

use cardea_manifest::{Node, NodeKind, Span};

/// An entry of a list that is a longer text than this is called by its number.
const ITEM_CHARS_MAX: usize = 64;

/// The tree of a manifest, to look up keys in.
#[derive(Debug)]
pub(crate) struct Keys(Node);

impl Keys {
    pub(crate) const fn of(tree: Node) -> Self {
        Self(tree)
    }

    /// The key at a place, as in `purposes.heating.uses.climate` or `product.markets[GB]`; empty for the whole file.
    pub(crate) fn at(&self, span: Span) -> String {
        let mut path = String::new();
        // Here the want of a whole section is told, whichever key is the first.
        if first_key(&self.0) == Some(span) {
            return path;
        }
        descend(&self.0, span, &mut path);
        // Where there are no statements the whole file is to blame for the want of one. Writing the first of them must not make all
        // others look new.
        if path == "assessments" {
            path.clear();
        }
        path
    }
}

fn first_key(node: &Node) -> Option<Span> {
    match &node.kind {
        NodeKind::Map(entries) => entries.first().map(|(key, _)| key.span),
        NodeKind::List(_) | NodeKind::Null | NodeKind::Scalar { .. } => None,
    }
}

fn descend(node: &Node, wanted: Span, path: &mut String) {
    if node.span == wanted {
        return;
    }
    match &node.kind {
        NodeKind::Map(entries) => {
            let found = entries.iter().find(|(key, value)| {
                let end = value.span.end.max(key.span.end);
                key.span.start <= wanted.start && wanted.end <= end
            });
            if let Some((key, value)) = found {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&key.value);
                if holds(value.span, wanted) {
                    descend(value, wanted, path);
                }
            }
        }
        NodeKind::List(items) => {
            let found = items
                .iter()
                .enumerate()
                .find(|(_, item)| holds(item.span, wanted));
            if let Some((number, item)) = found {
                let _ = match &item.kind {
                    NodeKind::Scalar { text, .. } if text.chars().count() <= ITEM_CHARS_MAX => {
                        write!(path, "[{text}]")
                    }
                    _ => write!(path, "[{number}]"),
                };
                descend(item, wanted, path);
            }
        }
        NodeKind::Null | NodeKind::Scalar { .. } => {}
    }
}

const fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use cardea_manifest::parse;

    use super::*;

    const TEXT: &str = "product:\n  id: lamp\n  markets: [GB, FR]\npurposes:\n  light:\n    uses: { a: { keep: 30d } }\n  empty:\nsteps:\n  - { what: x }\nassessments:\n  STO-01: { by: Ana }\n";

    fn key(text: &str, marked: &str) -> String {
        let start = text.find(marked).unwrap();
        let end = start.saturating_add(marked.len());
        Keys::of(parse(text.as_bytes()).unwrap()).at(Span { start, end })
    }

    #[test]
    fn a_place_has_the_keys_that_lead_to_it() {
        for (marked, expected) in [
            ("lamp", "product.id"),
            ("id", "product.id"),
            ("FR", "product.markets[FR]"),
            ("30d", "purposes.light.uses.a.keep"),
            ("{ keep: 30d }", "purposes.light.uses.a"),
            ("keep: 30d", "purposes.light.uses.a.keep"),
            ("empty", "purposes.empty"),
            ("x", "steps[0].what"),
            ("Ana", "assessments.STO-01.by"),
        ] {
            assert_eq!(key(TEXT, marked), expected, "{marked}");
        }
    }

    #[test]
    fn the_whole_file_and_its_statements_have_none() {
        assert_eq!(key(TEXT, TEXT), "");
        assert_eq!(key(TEXT, "product"), "", "a section that is not there");
        assert_eq!(key(TEXT, "assessments"), "");
    }

    #[test]
    fn lines_that_move_change_no_key() {
        let moved = format!("# a remark\n\n{TEXT}").replace("product:\n", "product:   # ours\n\n");
        assert_eq!(key(&moved, "30d"), key(TEXT, "30d"));
    }
}
