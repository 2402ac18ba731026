//! Sections with named keys.

use serde_json::{Value as Json, json};

use crate::limits::PROBLEMS_MAX;
use crate::shape::nearest::nearest;
use crate::shape::{Definitions, Reader, shown};
use crate::{Node, NodeKind};

/// Defines a section: a struct whose doc comments are the hover text of editors, read with every problem told at once.
///
/// Each struct also gets `span`, the place of the whole section. A key is the field's name, or the text behind `as`. `= value` is the default
/// when the key is left out; without it the type decides ([`Shape::absent`](crate::shape::Shape::absent)).
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ pub $field:ident $(as $key:literal)? : $type:ty $(= $default:expr)? , )*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Where the section stands.
            pub span: $crate::Span,
            $( $(#[doc = $field_doc])+ pub $field: $type, )*
        }

        impl $crate::shape::Shape for $name {
            fn read(node: &$crate::Node, reader: &mut $crate::shape::Reader) -> Option<Self> {
                const KEYS: &[&str] = &[$( $crate::shape::record::key!($field $(as $key)?) ),*];
                let section = $crate::shape::record::Section::read(node, KEYS, reader)?;
                $( let $field = {
                    let key = $crate::shape::record::key!($field $(as $key)?);
                    let default = $crate::shape::record::default!($type $(, $default)?);
                    let about = concat!($($field_doc, "\n"),+);
                    $crate::shape::record::field::<$type>(&section, (key, about), default, reader)
                }; )*
                Some(Self { span: node.span, $( $field: $field?, )* })
            }

            fn absent(at: $crate::Span) -> Option<Self> {
                let empty = $crate::Node { span: at, kind: $crate::NodeKind::Map(Vec::new()) };
                let mut reader = $crate::shape::Reader::default();
                <Self as $crate::shape::Shape>::read(&empty, &mut reader)
            }

            fn schema(defs: &mut $crate::shape::Definitions) -> serde_json::Value {
                let about = concat!($($doc, "\n"),+);
                $crate::shape::record::named(defs, stringify!($name), |defs| {
                    let mut properties = serde_json::Map::new();
                    let mut required: Vec<&str> = Vec::new();
                    $( {
                        let key = $crate::shape::record::key!($field $(as $key)?);
                        let about = concat!($($field_doc, "\n"),+);
                        let schema = <$type as $crate::shape::Shape>::schema(defs);
                        properties.insert(key.to_owned(), $crate::shape::record::described(schema, about));
                        let default = $crate::shape::record::default!($type $(, $default)?);
                        let nowhere = $crate::Span::default();
                        if default.is_none() && <$type as $crate::shape::Shape>::absent(nowhere).is_none() {
                            required.push(key);
                        }
                    } )*
                    $crate::shape::record::described(
                        serde_json::json!({
                            // A key with nothing behind it is an empty section, where an empty section says enough.
                            "type": if required.is_empty() { serde_json::json!(["object", "null"]) } else { serde_json::json!("object") },
                            "properties": properties,
                            "required": required,
                            "additionalProperties": false,
                        }),
                        about,
                    )
                })
            }

            fn normal(&self) -> Option<serde_json::Value> {
                let mut object = serde_json::Map::new();
                $( if let Some(value) = $crate::shape::Shape::normal(&self.$field) {
                    object.insert($crate::shape::record::key!($field $(as $key)?).to_owned(), value);
                } )*
                (!object.is_empty()).then_some(serde_json::Value::Object(object))
            }
        }
    };
}
pub(crate) use record;

/// The key of a field: its own name unless another is given.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $key:literal) => {
        $key
    };
}
pub(crate) use key;

/// The default of a field, if it has one.
macro_rules! default {
    ($type:ty) => {
        None::<fn($crate::Span) -> $type>
    };
    ($type:ty, $default:expr) => {
        Some((|at| $crate::At::new($default, at)) as fn($crate::Span) -> $type)
    };
}
pub(crate) use default;

/// A section as it is written, with the keys that it can have.
pub(crate) struct Section<'n> {
    node: &'n Node,
    entries: &'n [(crate::At<String>, Node)],
    keys: &'static [&'static str],
}

impl<'n> Section<'n> {
    /// The section, after telling every key that does not belong there. An empty section is a section.
    pub(crate) fn read(
        node: &'n Node,
        keys: &'static [&'static str],
        reader: &mut Reader,
    ) -> Option<Self> {
        let entries = match &node.kind {
            NodeKind::Map(entries) => entries.as_slice(),
            NodeKind::Null => &[],
            NodeKind::Scalar { .. } | NodeKind::List(_) => {
                let found = node.describe();
                reader.problem(
                    node.span,
                    format!("{found} is written here"),
                    format!("write a section with the keys `{}`", keys.join("`, `")),
                );
                return None;
            }
        };
        for (key, _) in entries {
            if !keys.contains(&key.as_str()) {
                let message = format!("`{}` is not a key of this section", shown(key));
                reader.unknown(key.span, message, key, keys.iter().copied());
            }
        }
        Some(Self {
            node,
            entries,
            keys,
        })
    }

    /// Whether one of the entries is this key with a slip of the hand. That was told already.
    fn misspells(&self, key: &str) -> bool {
        let known = || self.keys.iter().copied();
        let names = self
            .entries
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !self.keys.contains(name));
        // Beyond these nothing was told.
        names
            .take(PROBLEMS_MAX)
            .any(|name| nearest(name, known()) == Some(key))
    }
}

/// Reads one key of a section.
pub(crate) fn field<T: super::Shape>(
    section: &Section<'_>,
    (key, about): (&str, &str),
    default: Option<fn(crate::Span) -> T>,
    reader: &mut Reader,
) -> Option<T> {
    if let Some((name, node)) = section.entries.iter().find(|(name, _)| name.value == key) {
        return reader.under(name.span, |reader| T::read(node, reader));
    }
    let place = reader.heading(section.node);
    let missing = default.map(|make| make(place)).or_else(|| T::absent(place));
    if missing.is_none() && !section.misspells(key) {
        reader.problem(
            place,
            format!("`{key}` is missing"),
            format!("add `{key}`: {}", in_passing(about)),
        );
    }
    missing
}

/// The first line of a doc comment as the end of a sentence.
fn in_passing(about: &str) -> String {
    let sentence = about
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation such as PECR keeps its capitals.
        (Some(_), Some(second)) if second.is_uppercase() => sentence.to_owned(),
        (Some(first), _) => first.to_lowercase().chain(letters).collect(),
        (None, _) => String::new(),
    }
}

/// Adds what a person reads when they hover over a key.
pub(crate) fn described(mut schema: Json, about: &str) -> Json {
    let about: Vec<&str> = about.lines().map(str::trim).collect();
    if let Json::Object(object) = &mut schema {
        object.insert("description".to_owned(), json!(about.join("\n").trim()));
    }
    schema
}

/// Puts a schema among the definitions, once, and refers to it.
pub(crate) fn named(
    defs: &mut Definitions,
    name: &str,
    make: impl FnOnce(&mut Definitions) -> Json,
) -> Json {
    if !defs.contains_key(name) {
        defs.insert(name.to_owned(), Json::Null);
        let schema = make(defs);
        defs.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}
