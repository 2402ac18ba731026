//! A list or section whose end has not been read yet.

use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::{At, Node, NodeKind, Span};

/// A list or section that is being read.
#[derive(Debug)]
pub(super) struct Open<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// The line that byte is on, from 1.
    pub(super) line: usize,
    /// The bracket it began with, if any.
    pub(super) bracket: Option<Bracket>,
    /// What it holds so far.
    pub(super) holds: Holds<'a>,
}

/// What an open list or section holds so far.
#[derive(Debug)]
pub(super) enum Holds<'a> {
    List(Vec<Node>),
    Map(Map<'a>),
}

/// A section that is being read.
#[derive(Debug, Default)]
pub(super) struct Map<'a> {
    pub(super) entries: Vec<(At<String>, Node)>,
    /// The line of each key.
    pub(super) lines: BTreeMap<Cow<'a, str>, usize>,
    /// The key whose value comes next.
    pub(super) key: Option<Key>,
}

/// A key whose value has not been read yet.
#[derive(Debug)]
pub(super) enum Key {
    Text(At<String>),
    /// A problem has been told; its value is read and dropped.
    Refused,
}

/// A bracket that begins a list or section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Square,
    Curly,
}

impl Bracket {
    pub(super) const fn closing(self) -> char {
        match self {
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

impl fmt::Display for Bracket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Square => "[",
            Self::Curly => "{",
        })
    }
}

impl Open<'_> {
    /// Whether what comes next is a key.
    pub(super) fn awaits_key(&self) -> bool {
        matches!(&self.holds, Holds::Map(Map { key: None, .. }))
    }

    /// Takes in an entry or a value.
    pub(super) fn take(&mut self, node: Node) {
        match &mut self.holds {
            Holds::List(list) => list.push(node),
            Holds::Map(map) => match map.key.take() {
                Some(Key::Text(key)) => map.entries.push((key, node)),
                Some(Key::Refused) | None => {}
            },
        }
    }

    /// Closes it.
    pub(super) fn close(self, span: Span) -> Node {
        let kind = match self.holds {
            Holds::List(list) => NodeKind::List(list),
            Holds::Map(map) => NodeKind::Map(map.entries),
        };
        Node { span, kind }
    }
}
