//! Payloads: JSON walked along the declared paths; the rest is skipped.

use core::fmt;

use cardea_gate::{FieldRule, Value, ValueForm};
use cardea_units::UnixMillis;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use cardea_store::{DriftForm, DriftKind};

use super::form::Form;
use super::value::{Scalar, fit};
use super::{Found, time};

/// Declared paths as a tree.
#[derive(Debug, Default)]
pub(super) struct PathTree {
    root: PathNode,
}

#[derive(Debug, Default)]
struct PathNode {
    /// Fields whose value stands here.
    fields: Vec<usize>,
    /// Whether the message's time stands here.
    time: IsTime,
    below: Vec<(String, PathNode)>,
    /// Where it stands, as a JSON Pointer.
    path: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum IsTime {
    Yes,
    #[default]
    No,
}

impl PathTree {
    /// From the paths of the fields, in their order, and that of the time.
    pub(super) fn of(paths: impl Iterator<Item = String>, time: Option<&str>) -> Self {
        let mut tree = Self::default();
        for (field, path) in paths.enumerate() {
            tree.node(&path).fields.push(field);
        }
        if let Some(path) = time {
            tree.node(path).time = IsTime::Yes;
        }
        tree
    }

    fn node(&mut self, path: &str) -> &mut PathNode {
        let mut node = &mut self.root;
        for key in path.split('/').skip(1) {
            // RFC 6901: `~1` is a slash, `~0` a tilde.
            let key = key.replace("~1", "/").replace("~0", "~");
            let place = node
                .below
                .iter()
                .position(|(known, _)| *known == key)
                .unwrap_or_else(|| {
                    let path = format!("{}/{key}", node.path);
                    let below = PathNode {
                        path,
                        ..PathNode::default()
                    };
                    node.below.push((key, below));
                    node.below.len().saturating_sub(1)
                });
            #[expect(
                clippy::indexing_slicing,
                reason = "the place was found or made just above"
            )]
            {
                node = &mut node.below[place].1;
            }
        }
        node
    }

    /// Reads a payload. An error says what is wrong with its form, and nothing of what is in it.
    pub(super) fn walk(&self, payload: &[u8], rules: &[FieldRule]) -> Result<Found, &'static str> {
        let mut found = Found::none(rules.len());
        let mut json = serde_json::Deserializer::from_slice(payload);
        let seed = Walk {
            node: &self.root,
            rules,
            found: &mut found,
        };
        let walked = seed.deserialize(&mut json).and_then(|()| json.end());
        if walked.is_ok() {
            return Ok(found);
        }
        self.bare_text(payload, rules)
            .ok_or("the payload is not JSON. Send a JSON object with the declared fields")
    }

    /// Walks a payload once more, to find what in it is otherwise than declared.
    pub(super) fn look_closer(&self, payload: &[u8], rules: &[FieldRule]) -> Found {
        let mut found = Found::none(rules.len());
        found.closer = Some(Vec::new());
        let mut json = serde_json::Deserializer::from_slice(payload);
        let seed = Walk {
            node: &self.root,
            rules,
            found: &mut found,
        };
        // What cannot be read to its end was read up to there.
        let _ended = seed.deserialize(&mut json);
        found
    }

    /// Firmware that sends a bare word, such as `ON`, to a field whose path is the whole payload.
    fn bare_text(&self, payload: &[u8], rules: &[FieldRule]) -> Option<Found> {
        let text = core::str::from_utf8(payload).ok()?.trim();
        // What begins like JSON and is none is a message cut short: what else was in it is not this field's.
        if text.starts_with(['{', '[', '"']) {
            return None;
        }
        let mut found = Found::none(rules.len());
        for field in &self.root.fields {
            let rule = rules.get(*field)?;
            if matches!(rule.form, ValueForm::Text { .. } | ValueForm::Flag) {
                *found.values.get_mut(*field)? = fit(rule, Scalar::Text(text)).ok();
            }
        }
        found.values.iter().any(Option::is_some).then_some(found)
    }
}

struct Walk<'a> {
    node: &'a PathNode,
    rules: &'a [FieldRule],
    found: &'a mut Found,
}

impl Walk<'_> {
    fn take(self, scalar: Scalar<'_>) {
        for field in &self.node.fields {
            let Some(rule) = self.rules.get(*field) else {
                continue;
            };
            let fitted = fit(rule, scalar);
            match (&fitted, scalar) {
                (Err(kind), _) => self.found.is_odd(*kind, &rule.name, Form::of(scalar)),
                (Ok(Value::Text(kept)), Scalar::Text(text)) if kept.len() < text.len() => {
                    self.found
                        .is_odd(DriftKind::TooLong, &rule.name, DriftForm::Text);
                }
                (Ok(_), _) => {}
            }
            if let Some(place) = self.found.values.get_mut(*field) {
                *place = fitted.ok();
            }
        }
        if self.node.fields.is_empty() && self.node.time == IsTime::No {
            // A value where the manifest has an object or a list.
            let form = Form::of(scalar);
            self.found
                .is_odd(DriftKind::WrongForm, &self.node.path, form);
        }
        if self.node.time == IsTime::Yes {
            self.found.time = match scalar {
                Scalar::Number(number) => time::from_number(number),
                Scalar::Text(text) => time::from_text(text),
                Scalar::Flag(_) => None::<UnixMillis>,
            };
        }
    }
}

impl Walk<'_> {
    /// An object or a list where the manifest has values only.
    fn not_a_value(&mut self, form: DriftForm) {
        if self.node.below.is_empty() {
            for field in &self.node.fields {
                if let Some(rule) = self.rules.get(*field) {
                    self.found.is_odd(DriftKind::WrongForm, &rule.name, form);
                }
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.take(Scalar::Flag(flag));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "values beyond 2^53 are refused by the step"
        )]
        self.take(Scalar::Number(number as f64));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "values beyond 2^53 are refused by the step"
        )]
        self.take(Scalar::Number(number as f64));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.take(Scalar::Number(number));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.take(Scalar::Text(text));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.not_a_value(DriftForm::Object);
        while let Some(place) = map.next_key_seed(KeyIn(self.node, &mut *self.found))? {
            match place {
                Some(node) => map.next_value_seed(Walk {
                    node,
                    rules: self.rules,
                    found: &mut *self.found,
                })?,
                None if self.found.closer.is_some() => {
                    let form = map.next_value::<Form>()?.0;
                    self.found.last_is(form);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.not_a_value(DriftForm::List);
        let mut position = 0_usize;
        loop {
            let below = self
                .node
                .below
                .iter()
                .find(|(key, _)| is_index(key, position))
                .map(|(_, node)| node);
            let more = match below {
                Some(node) => items
                    .next_element_seed(Walk {
                        node,
                        rules: self.rules,
                        found: &mut *self.found,
                    })?
                    .is_some(),
                None => items.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                return Ok(());
            }
            position = position.saturating_add(1);
        }
    }
}

/// Whether a key of a path is this place in a list: digits without leading zeros (RFC 6901 section 4).
fn is_index(key: &str, position: usize) -> bool {
    let plain = key == "0" || !key.starts_with(['0', '+']);
    plain && key.parse() == Ok(position)
}

/// Looks a key up without keeping it; one that is not declared is odd.
struct KeyIn<'a, 'f>(&'a PathNode, &'f mut Found);

impl<'de, 'a> DeserializeSeed<'de> for KeyIn<'a, '_> {
    type Value = Option<&'a PathNode>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for KeyIn<'a, '_> {
    type Value = Option<&'a PathNode>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let known = self.0.below.iter().find(|(known, _)| known == key);
        if known.is_none() {
            self.1.is_undeclared(&self.0.path, key);
        }
        Ok(known.map(|(_, node)| node))
    }
}
