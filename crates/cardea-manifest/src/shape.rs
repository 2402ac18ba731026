//! How a type is read from a tree, described to editors, and written in normal form: one definition for all three.
//!
//! [`record!`](crate::shape) and [`words!`](crate::shape) build on [`Shape`]; a type with a form of its own implements it by hand.

mod collections;
mod nearest;
pub(crate) mod record;
mod scalars;
mod sequence;
mod shown;
mod words;

pub use collections::Map;
pub(crate) use collections::require_known;
pub(crate) use nearest::suggest;
pub(crate) use record::{described as record_described, named as record_named, record};
pub use scalars::{Country, Name, Pointer, Text, TopicTemplate, Unit, Url};
pub use sequence::Sequence;
pub(crate) use shown::shown;
pub(crate) use words::words;

use serde_json::{Map as JsonMap, Value as Json};

use crate::limits::PROBLEMS_MAX;
use crate::{Node, NodeKind, Problem, Span};

/// A type that has a place in the manifest.
pub trait Shape: Sized {
    /// Reads it. `None` after at least one problem was told.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value when the maker wrote nothing; `None` where something must be written. `at` is the section it is missing from.
    fn absent(at: Span) -> Option<Self> {
        let _ = at;
        None
    }

    /// Its JSON Schema (draft 2020-12). Named types put themselves into `defs` and answer a reference.
    fn schema(defs: &mut Definitions) -> Json;

    /// Its normal form; `None` when it says nothing.
    fn normal(&self) -> Option<Json>;
}

/// Named schemas.
pub type Definitions = JsonMap<String, Json>;

/// Collects problems while reading.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
    heading: Option<Span>,
}

impl Reader {
    /// Tells a problem. Beyond [`PROBLEMS_MAX`] they are not kept: nobody reads them.
    pub fn problem(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem::new(span, message, help));
        }
    }

    /// Tells that a word is none of those that belong here, with the one that was probably meant.
    pub fn unknown<'a>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        word: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problem(span, message, suggest(word, known));
        }
    }

    /// Reads what stands under a key. What is missing there is told at the key, not at everything that stands under it.
    pub fn under<T>(&mut self, key: Span, read: impl FnOnce(&mut Self) -> T) -> T {
        self.with_heading(Some(key), read)
    }

    /// Reads what stands in a list, under no key of its own.
    pub fn in_list<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.with_heading(None, read)
    }

    fn with_heading<T>(&mut self, heading: Option<Span>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = core::mem::replace(&mut self.heading, heading);
        let answer = read(self);
        self.heading = outer;
        answer
    }

    /// Where to tell what a section lacks: at the key it stands under, or else at its first key.
    pub fn heading(&self, section: &Node) -> Span {
        let first = || match &section.kind {
            NodeKind::Map(entries) => entries.first().map(|(key, _)| key.span),
            NodeKind::Null | NodeKind::Scalar { .. } | NodeKind::List(_) => None,
        };
        self.heading.or_else(first).unwrap_or(section.span)
    }

    /// The problems so far.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The text of a single value, or a problem that says what was expected.
    pub fn scalar<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::Null => {
                self.problem(
                    node.span,
                    "nothing is written here",
                    format!("write {expected}"),
                );
                None
            }
            NodeKind::List(_) | NodeKind::Map(_) => {
                let found = node.describe();
                self.problem(
                    node.span,
                    format!("{found} is written here"),
                    format!("write {expected}"),
                );
                None
            }
        }
    }

    /// The one key and value of `{ key: value }`, for words that carry something with them.
    pub fn single<'n>(
        &mut self,
        node: &'n Node,
        expected: &str,
    ) -> Option<(&'n crate::At<String>, &'n Node)> {
        match &node.kind {
            NodeKind::Map(entries) => match entries.as_slice() {
                [(key, value)] => return Some((key, value)),
                _ => self.problem(
                    node.span,
                    "exactly one key belongs here",
                    format!("write {expected}"),
                ),
            },
            _ => self.problem(
                node.span,
                format!("{} is written here", node.describe()),
                format!("write {expected}"),
            ),
        }
        None
    }
}

impl<T: Shape> Shape for Option<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn absent(_: Span) -> Option<Self> {
        Some(None)
    }

    fn schema(defs: &mut Definitions) -> Json {
        T::schema(defs)
    }

    fn normal(&self) -> Option<Json> {
        self.as_ref().and_then(T::normal)
    }
}

impl<T: Shape> Shape for crate::At<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(|value| Self::new(value, node.span))
    }

    fn absent(at: Span) -> Option<Self> {
        T::absent(at).map(|value| Self::new(value, at))
    }

    fn schema(defs: &mut Definitions) -> Json {
        T::schema(defs)
    }

    fn normal(&self) -> Option<Json> {
        self.value.normal()
    }
}
