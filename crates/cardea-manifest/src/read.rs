//! From text to a manifest in which every name that is used is declared.

use crate::model::Manifest;
use crate::shape::{Reader, Shape};
use crate::{Node, NodeKind, Problem, Span, Unreadable, references, yaml};

impl Manifest {
    /// Reads a manifest from YAML 1.2 in UTF-8.
    ///
    /// # Errors
    /// Every problem that was found, in the order of the file.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        Self::of_node(&yaml::parse(bytes)?)
    }

    /// Reads a manifest from its tree, for those who need the tree as well.
    ///
    /// # Errors
    /// Every problem that was found, in the order of the file.
    pub fn of_node(node: &Node) -> Result<Self, Unreadable> {
        let mut reader = Reader::default();
        let manifest = Self::read_node(node, &mut reader);
        let problems = reader.into_problems();
        match manifest {
            Some(manifest) if problems.is_empty() => {
                let mut reader = Reader::default();
                references::check(&manifest, &mut reader);
                let problems = reader.into_problems();
                if problems.is_empty() {
                    Ok(manifest)
                } else {
                    Err(Unreadable::new(problems))
                }
            }
            _ if problems.is_empty() => Err(Unreadable::new(vec![Problem::new(
                node.span,
                "this is not a manifest",
                "begin with `cardea: 1` and the section `product`",
            )])),
            _ => Err(Unreadable::new(problems)),
        }
    }

    fn read_node(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let NodeKind::Null = node.kind {
            reader.problem(
                node.span,
                "nothing is written in this file",
                "begin with `cardea: 1` and the section `product`",
            );
            return None;
        }
        if let Some((version, span)) = other_version(node) {
            // What else is wrong by the rules of version 1 says nothing about a file of another.
            reader.problem(
                span,
                format!("version {version} of the format is not known here"),
                "write `cardea: 1`, or use a newer Cardea",
            );
            return None;
        }
        <Self as Shape>::read(node, reader)
    }
}

/// The version of the format that a file says it has, where that is a number other than 1.
fn other_version(node: &Node) -> Option<(u32, Span)> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let (_, value) = entries.iter().find(|(key, _)| key.value == "cardea")?;
    let NodeKind::Scalar { text, .. } = &value.kind else {
        return None;
    };
    let version: u32 = text.parse().ok()?;
    (version != 1).then_some((version, value.span))
}
