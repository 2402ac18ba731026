//! Lists, and sections whose keys are names the maker chose.

use serde_json::{Value as Json, json};

use crate::shape::{Definitions, Name, Reader, Shape, shown};
use crate::{At, Node, NodeKind, Span};

/// A section whose keys are names the maker chose, in the order of the file.
#[derive(Clone, Debug)]
pub struct Map<T> {
    /// Where the section stands, or the section it is missing from.
    pub span: Span,
    entries: Vec<(At<Name>, T)>,
}

impl<T> Map<T> {
    /// Names and values in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&At<Name>, &T)> + Clone {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The names alone.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|(name, _)| name.as_str())
    }

    /// The values alone.
    pub fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The value with this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.entries
            .iter()
            .find(|(key, _)| key.as_str() == name)
            .map(|(_, value)| value)
    }

    /// The name as it was written and the value with this name.
    pub fn entry(&self, name: &str) -> Option<(&At<Name>, &T)> {
        self.iter().find(|(key, _)| key.as_str() == name)
    }

    /// The place of a name in the file's order.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|(key, _)| key.as_str() == name)
    }

    /// Value by its place in the file's order.
    pub fn at(&self, position: usize) -> Option<(&At<Name>, &T)> {
        self.entries
            .get(position)
            .map(|(name, value)| (name, value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn from_entries(span: Span, entries: Vec<(At<Name>, T)>) -> Self {
        Self { span, entries }
    }
}

impl<T: Shape> Shape for Map<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let raw = match &node.kind {
            NodeKind::Map(raw) => raw.as_slice(),
            NodeKind::Null => &[],
            NodeKind::Scalar { .. } | NodeKind::List(_) => {
                let found = node.describe();
                reader.problem(
                    node.span,
                    format!("{found} is written here"),
                    "write a section whose keys are names you choose",
                );
                return None;
            }
        };
        let mut whole = true;
        let mut entries = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            let name = Name::check(&key.value, key.span, reader);
            match (
                name,
                reader.under(key.span, |reader| T::read(value, reader)),
            ) {
                (Some(name), Some(value)) => entries.push((At::new(name, key.span), value)),
                _ => whole = false,
            }
        }
        whole.then_some(Self {
            span: node.span,
            entries,
        })
    }

    fn absent(at: Span) -> Option<Self> {
        Some(Self {
            span: at,
            entries: Vec::new(),
        })
    }

    fn schema(defs: &mut Definitions) -> Json {
        json!({ "type": ["object", "null"], "propertyNames": Name::schema(defs), "additionalProperties": T::schema(defs) })
    }

    fn normal(&self) -> Option<Json> {
        let object: serde_json::Map<String, Json> = self
            .entries
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    value.normal().unwrap_or_else(|| json!({})),
                )
            })
            .collect();
        (!object.is_empty()).then_some(Json::Object(object))
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let raw = match &node.kind {
            NodeKind::List(raw) => raw.as_slice(),
            NodeKind::Null => &[],
            NodeKind::Scalar { text, .. } => {
                reader.problem(
                    node.span,
                    "a single value is written here",
                    format!("write a list, as in `[{}]`", shown(text)),
                );
                return None;
            }
            NodeKind::Map(_) => {
                let found = node.describe();
                reader.problem(
                    node.span,
                    format!("{found} is written here"),
                    "write a list, as in `[first, second]`",
                );
                return None;
            }
        };
        reader.in_list(|reader| {
            let read: Vec<Option<T>> = raw.iter().map(|item| T::read(item, reader)).collect();
            read.into_iter().collect()
        })
    }

    fn absent(_: Span) -> Option<Self> {
        Some(Self::new())
    }

    fn schema(defs: &mut Definitions) -> Json {
        json!({ "type": ["array", "null"], "items": T::schema(defs) })
    }

    /// Lists of a manifest are sets: the order in which things are named carries no meaning.
    fn normal(&self) -> Option<Json> {
        let mut items: Vec<Json> = self.iter().filter_map(Shape::normal).collect();
        items.sort_by_cached_key(Json::to_string);
        items.dedup();
        (!items.is_empty()).then_some(Json::Array(items))
    }
}

/// Tells when `name` is not among `known`, with the name that was probably meant.
pub(crate) fn require_known<'a>(
    name: &At<Name>,
    known: impl IntoIterator<Item = &'a str> + Clone,
    what: &str,
    reader: &mut Reader,
) {
    if known
        .clone()
        .into_iter()
        .any(|candidate| candidate == name.as_str())
    {
        return;
    }
    reader.unknown(
        name.span,
        format!("`{}` is not {what}", name.value),
        name.as_str(),
        known,
    );
}
