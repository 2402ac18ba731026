//! A manifest as a tree of text with positions, before anyone asks what it means.

use core::ops::Deref;

/// A stretch of the source, in bytes from its start; `end` is not included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// A value with the place where the maker wrote it.
///
/// Where the maker left it out and a default applies, the place is that of the section it belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> At<T> {
    /// Puts a value at a place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Two values are equal wherever they stand.
impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

/// One node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is. Scalars stay text: whether `no` is a country or an answer depends on the place it fills.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Nothing was written (`key:`, `key: ~` or `key: null`, unquoted).
    Null,
    /// A single value.
    Scalar {
        /// Its text, quotes and escapes resolved.
        text: String,
        /// Whether it stood in quotes or as a block.
        quoted: Quoted,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file. No key comes twice.
    Map(Vec<(At<String>, Node)>),
}

/// Whether a scalar stood in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// `'x'`, `"x"` or a block scalar.
    Yes,
    /// Bare.
    No,
}

impl Node {
    /// What kind of node it is, in words for an error.
    pub fn describe(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "nothing",
            NodeKind::Scalar { .. } => "a single value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a section with keys",
        }
    }
}
