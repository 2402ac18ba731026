//! W3C Web of Things Thing Description 1.1 (and Thing Models): properties that can be read, and events.

use serde_json::{Map, Value};

use crate::json::{number, parse, text, unreadable, words};
use crate::limits::{DEPTH_MAX, PRODUCTS_MAX};
use crate::sends::{NO_ROOM, step};
use crate::topics::device_in;
use crate::{Field, Form, Sends, Unreadable};

const HELP: &str = "give a Thing Description: an object with `title` and `properties` or `events`";

/// Reads a file with one, or a list of them.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Sends>, Unreadable> {
    let root = parse(bytes, HELP)?;
    let things = match &root {
        Value::Array(list) => list.as_slice(),
        one => core::slice::from_ref(one),
    };
    if things.len() > PRODUCTS_MAX {
        let why = format!("there are more than {PRODUCTS_MAX} things");
        return Err(unreadable("", why, "import fewer at a time"));
    }
    let mut products: Vec<Sends> = Vec::new();
    for (nth, thing) in things.iter().enumerate() {
        let place = if root.is_array() {
            format!("/{nth}")
        } else {
            String::new()
        };
        let sends = product(thing, &place)?;
        if !products.contains(&sends) {
            products.push(sends);
        }
    }
    Ok(products)
}

fn product(thing: &Value, place: &str) -> Result<Sends, Unreadable> {
    let Some(thing) = thing.as_object() else {
        return Err(unreadable(place, "this is not an object", HELP));
    };
    let affordances = ["properties", "events", "actions"];
    if affordances.iter().all(|key| !thing.contains_key(*key)) {
        let why = "there are neither `properties` nor `events`";
        return Err(unreadable(place, why, HELP));
    }
    let mut sends = Sends {
        name: text(thing, "title").unwrap_or_default().to_owned(),
        ..Sends::default()
    };
    let base = text(thing, "base").unwrap_or_default();
    for (name, property) in section(thing, "properties", place)? {
        let Some(property) = property.as_object() else {
            let place = format!("{place}/properties{}", step(name));
            return Err(unreadable(&place, "this is not a property", HELP));
        };
        let topic = topic(property, base);
        // On a topic of its own its value is the whole message; else it is taken to be one key of a message with all.
        let (stream, path) = match &topic {
            Some(_) => (name.as_str(), String::new()),
            None => ("properties", step(name)),
        };
        let schema = Schema {
            name,
            path,
            class: class(property),
        };
        schema.take(&mut sends, stream, topic.as_deref(), property, 0);
    }
    for (name, event) in section(thing, "events", place)? {
        let event_topic = event.as_object().and_then(|event| topic(event, base));
        let Some(data) = event.get("data").and_then(Value::as_object) else {
            sends.leave_out(
                name,
                "it is an event without data: declare a flag for it if it is sent",
            );
            continue;
        };
        let whole = data.get("properties").is_some();
        let schema = Schema {
            name,
            path: if whole || event_topic.is_some() {
                String::new()
            } else {
                step(name)
            },
            class: class(data).or_else(|| event.as_object().and_then(class)),
        };
        schema.take(&mut sends, name, event_topic.as_deref(), data, 0);
    }
    for (name, _) in section(thing, "actions", place)? {
        sends.leave_out(name, "it is an action: the product is told something by it");
    }
    Ok(sends)
}

fn section<'v>(
    thing: &'v Map<String, Value>,
    key: &str,
    place: &str,
) -> Result<impl Iterator<Item = (&'v String, &'v Value)>, Unreadable> {
    let map = match thing.get(key) {
        None => None,
        Some(Value::Object(map)) => Some(map),
        Some(_) => {
            let place = format!("{place}/{key}");
            return Err(unreadable(&place, "this is not an object", HELP));
        }
    };
    Ok(map.into_iter().flatten())
}

/// A data schema, and where its value stands.
struct Schema<'a> {
    name: &'a str,
    path: String,
    class: Option<String>,
}

impl Schema<'_> {
    fn take(
        &self,
        sends: &mut Sends,
        stream: &str,
        topic: Option<&str>,
        schema: &Map<String, Value>,
        depth: usize,
    ) {
        if schema.get("writeOnly").and_then(Value::as_bool) == Some(true) {
            sends.leave_out(self.name, "it is only written to");
            return;
        }
        if let Some(parts) = schema.get("properties").and_then(Value::as_object) {
            if depth >= DEPTH_MAX {
                sends.leave_out(self.name, "it lies too deep");
                return;
            }
            for (name, part) in parts {
                let Some(part) = part.as_object() else {
                    sends.leave_out(name, "it is no data schema");
                    continue;
                };
                let below = Schema {
                    name,
                    path: format!("{}{}", self.path, step(name)),
                    // What it is a part of says what it is about, too.
                    class: class(part)
                        .or_else(|| self.class.clone())
                        .or_else(|| Some(self.name.to_owned())),
                };
                below.take(sends, stream, topic, part, depth.saturating_add(1));
            }
            return;
        }
        if is_time(schema, self.name, depth) {
            let stream = sends.stream(stream, topic);
            if let Some(stream) = stream.filter(|stream| stream.time.is_none()) {
                stream.time = Some(self.path.clone());
            } else {
                sends.leave_out(
                    self.name,
                    "it is a time: when something was is said once, by `clock`",
                );
            }
            return;
        }
        match form(schema) {
            Ok(form) => {
                let field = Field {
                    name: self.name.to_owned(),
                    path: self.path.clone(),
                    form,
                    class: self.class.clone(),
                    seen: None,
                };
                match sends.stream(stream, topic) {
                    Some(stream) => stream.add(field),
                    None => sends.leave_out(self.name, NO_ROOM),
                }
            }
            Err(why) => sends.leave_out(self.name, why),
        }
    }
}

/// Whether it is the time of the message that it is part of.
fn is_time(schema: &Map<String, Value>, name: &str, depth: usize) -> bool {
    let text_of_time = text(schema, "format") == Some("date-time");
    let named = ["at", "time", "timestamp", "ts"].contains(&name.to_lowercase().as_str());
    let single = schema.contains_key("enum") || text(schema, "type") == Some("boolean");
    depth > 0 && !single && (text_of_time || named)
}

fn form(schema: &Map<String, Value>) -> Result<Form, &'static str> {
    let known = |key| schema.get(key).and_then(Value::as_array);
    if let Some(values) = known("enum") {
        return Ok(words(values));
    }
    if let Some(choices) = known("oneOf") {
        let constants: Option<Vec<Value>> = choices
            .iter()
            .map(|choice| choice.get("const").cloned())
            .collect();
        return match constants {
            Some(values) if !values.is_empty() => Ok(words(&values)),
            _ => Err("it can be of several kinds: declare the one that is sent"),
        };
    }
    let numeric = |whole: bool| Form::Number {
        unit: text(schema, "unit").map(str::to_owned),
        low: number(schema, "minimum").or_else(|| number(schema, "exclusiveMinimum")),
        high: number(schema, "maximum").or_else(|| number(schema, "exclusiveMaximum")),
        step: number(schema, "multipleOf").or(whole.then_some(1.0)),
    };
    match text(schema, "type") {
        Some("boolean") => Ok(Form::Flag),
        Some("integer") => Ok(numeric(true)),
        Some("number") => Ok(numeric(false)),
        Some("string") => Ok(Form::Text(Vec::new())),
        Some("array") => Err("it is a list, and a field holds one value"),
        Some("object") => Err("it is an object that does not say what is in it"),
        Some("null") => Err("it holds nothing"),
        None if schema.contains_key("unit") || schema.contains_key("minimum") => Ok(numeric(false)),
        _ => Err("it does not say of which `type` it is"),
    }
}

/// A word on what it means, from its `@type`, such as `saref:Motion`.
fn class(of: &Map<String, Value>) -> Option<String> {
    let kind = match of.get("@type")? {
        Value::Array(list) => list.first()?.as_str()?,
        one => one.as_str()?,
    };
    let word = kind.rsplit([':', '#', '/']).next().unwrap_or(kind);
    Some(word.to_owned())
}

/// The MQTT topic of its forms, where one names the device by a placeholder.
fn topic(of: &Map<String, Value>, base: &str) -> Option<String> {
    let forms = of.get("forms")?.as_array()?;
    let topics = forms
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|form| {
            let href = text(form, "href").unwrap_or_default();
            let named = ["mqv:topic", "mqv:filter"]
                .iter()
                .find_map(|key| text(form, key));
            let mqtt =
                |address: &str| address.starts_with("mqtt://") || address.starts_with("mqtts://");
            match named {
                Some(topic) => Some(topic.to_owned()),
                None if mqtt(href) => href.splitn(4, '/').nth(3).map(str::to_owned),
                None if mqtt(base) && !href.contains("://") => {
                    let below = base.splitn(4, '/').nth(3).unwrap_or_default();
                    Some(format!("{below}{}", href.trim_start_matches('/')))
                }
                None => None,
            }
        });
    // A template of the thing's own, such as `{{DEVICE}}` of a Thing Model or `{id}` of a URI template, is its place.
    topics.filter(|topic| !topic.is_empty()).find_map(|topic| {
        placed(&topic)
            .or_else(|| device_in(&topic).map(|placed| placed.template))
            .or(Some(topic))
    })
}

/// The topic with its one placeholder as `{device}`.
fn placed(topic: &str) -> Option<String> {
    let start = topic.find('{')?;
    let end = topic.rfind('}')?;
    let inside = topic.get(start..end)?;
    if inside.contains('/') {
        return None;
    }
    let before = topic.get(..start)?;
    let after = topic.get(end.saturating_add(1)..)?;
    Some(format!("{before}{{device}}{after}"))
}
