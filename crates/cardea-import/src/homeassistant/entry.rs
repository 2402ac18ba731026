//! One discovery message, and what its component reads.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::template::{Place, place};
use super::values::{self, Shape};
use super::words;
use crate::json::text;
use crate::sends::{NO_ROOM, step};
use crate::topics::{device_in, stream_name, template as topic_template};
use crate::{Field, Form, Sends};

/// One discovery message with its keys in full.
pub(super) struct Entry {
    pub(super) place: String,
    /// Levels of its topic without `config`; none where it is not known.
    levels: Vec<String>,
    /// What stands for `~` in topics.
    base: Option<String>,
    device: Rc<Device>,
    config: Map<String, Value>,
}

/// What a message says of the device that it is of.
#[derive(Default)]
struct Device {
    /// What it is known by: identifiers, then addresses.
    ids: Vec<String>,
    name: Option<String>,
    maker: Option<String>,
    model: Option<String>,
}

/// Identifiers of a device that are looked at; it needs one.
const IDS_MAX: usize = 8;
/// Bytes of what a device is called, and of a topic, that are taken over. A longer one is none.
const NAME_BYTES_MAX: usize = 512;

impl Device {
    fn of(config: &Map<String, Value>) -> Self {
        let Some(device) = config.get("device").and_then(Value::as_object) else {
            return Self::default();
        };
        let of = |key| {
            text(device, key)
                .filter(|text| text.len() <= NAME_BYTES_MAX)
                .map(str::to_owned)
        };
        let list = |key| {
            device
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let one = device.get("identifiers").and_then(Value::as_str);
        let addresses = list("connections").filter_map(|pair| pair.get(1)?.as_str());
        let ids = one
            .into_iter()
            .chain(list("identifiers").filter_map(Value::as_str))
            .chain(addresses)
            .filter(|id| id.len() <= NAME_BYTES_MAX);
        Self {
            ids: ids.take(IDS_MAX).map(str::to_owned).collect(),
            name: of("name"),
            maker: of("manufacturer"),
            model: of("model"),
        }
    }
}

impl Entry {
    /// Of a message on a topic; empty where that is not known.
    pub(super) fn of(place: &str, topic: &str, config: &Map<String, Value>) -> Self {
        let levels = topic.strip_suffix("/config").unwrap_or_default();
        let base = text(config, "~").filter(|base| base.len() <= NAME_BYTES_MAX);
        let config = words::in_full(config, base);
        Self {
            place: place.to_owned(),
            levels: levels
                .split('/')
                .filter(|level| !level.is_empty())
                .map(str::to_owned)
                .collect(),
            base: base.map(str::to_owned),
            device: Rc::new(Device::of(&config)),
            config,
        }
    }

    /// Its components, where it is of a whole device.
    pub(super) fn parts(&self) -> Option<Vec<Self>> {
        let parts = self.config.get("components")?.as_object()?;
        Some(
            parts
                .iter()
                .filter_map(|(name, part)| self.part(name, part))
                .collect(),
        )
    }

    /// The component that it is for: by its topic, by itself, or by what only one has.
    pub(super) fn component(&self) -> Option<&str> {
        let mut levels = self.levels.iter().skip(1);
        let of_topic = levels.find(|level| values::is_component(level));
        let said = || text(&self.config, "platform").filter(|word| values::is_component(word));
        let has = |key: &str| self.config.contains_key(key);
        let guessed = || {
            if has("components") {
                Some("device")
            } else if has("unit_of_measurement") || has("state_class") {
                Some("sensor")
            } else {
                None
            }
        };
        of_topic.map(String::as_str).or_else(said).or_else(guessed)
    }

    /// The levels of its topic behind the component: a node, if any, and the object.
    fn names(&self) -> (Option<&str>, Option<&str>) {
        let at = self
            .levels
            .iter()
            .skip(1)
            .position(|level| values::is_component(level));
        let behind: Vec<&str> = match at {
            Some(at) => self
                .levels
                .iter()
                .skip(at.saturating_add(2))
                .map(String::as_str)
                .collect(),
            None => Vec::new(),
        };
        match behind.as_slice() {
            [] => (None, None),
            [object] => (None, Some(object)),
            [node, object, ..] => (Some(node), Some(object)),
        }
    }

    /// What its device is told apart by.
    pub(super) fn device_key(&self) -> String {
        let (node, object) = self.names();
        let key = self.device.ids.first().or(self.device.name.as_ref());
        key.map(String::as_str)
            .or(node)
            .or(object)
            .unwrap_or_default()
            .to_owned()
    }

    pub(super) fn product(&self) -> Sends {
        let device = &self.device;
        let name = match &device.model {
            Some(model) => format!("{} {model}", device.maker.as_deref().unwrap_or_default()),
            None => device
                .name
                .as_deref()
                .or(text(&self.config, "name"))
                .unwrap_or_default()
                .to_owned(),
        };
        Sends {
            name: name.trim().to_owned(),
            maker: device.maker.clone(),
            model: device.model.clone(),
            ..Sends::default()
        }
    }

    /// One component of several in a message, with what they share.
    fn part(&self, name: &str, part: &Value) -> Option<Self> {
        let own = part.as_object()?;
        if own.len() == 1 && (own.contains_key("p") || own.contains_key("platform")) {
            // By which a component is taken away.
            return None;
        }
        let mut config = words::in_full(own, self.base.as_deref());
        let shared =
            values::state_topic(&self.config).filter(|topic| topic.len() <= NAME_BYTES_MAX);
        if let Some(topic) = shared {
            config
                .entry("state_topic")
                .or_insert_with(|| Value::from(topic));
        }
        let platform = text(&config, "platform").unwrap_or("sensor").to_owned();
        Some(Self {
            place: self.place.clone(),
            levels: vec![String::new(), platform, name.to_owned()],
            base: None,
            device: Rc::clone(&self.device),
            config,
        })
    }

    /// Takes what a component reads.
    pub(super) fn take(&self, sends: &mut Sends, component: &str) {
        let name = self.name();
        if values::TOLD.contains(&component) {
            sends.leave_out(&name, "the product is told something by it");
            return;
        }
        if matches!(component, "camera" | "image") {
            sends.leave_out(
                &name,
                "it is a picture: declare it as `media`, which is uploaded by HTTP",
            );
            return;
        }
        if component == "device_automation" {
            self.trigger(sends);
            return;
        }
        let mut found = false;
        let whole = matches!(component, "event" | "vacuum")
            || (component == "light" && text(&self.config, "schema") == Some("json"));
        if let Some(topic) = values::state_topic(&self.config).filter(|_| whole) {
            for (key, shape) in values::of_object(component) {
                self.add(sends, topic, key, step(key), shape.form(&self.config));
            }
            found = true;
        } else {
            for reads in values::of(component) {
                let Some(topic) = text(&self.config, reads.topic) else {
                    continue;
                };
                found = true;
                let called = if reads.name.is_empty() {
                    &name
                } else {
                    reads.name
                };
                let template = reads
                    .templates
                    .iter()
                    .find_map(|key| text(&self.config, key));
                self.read_value(sends, topic, template, called, reads.shape);
            }
        }
        if self.config.contains_key("json_attributes_topic") && component == "device_tracker" {
            sends.leave_out(&name, "its attributes, such as where it is, are not described: see them with `cardea observe`");
        } else if !found {
            sends.leave_out(&name, "it has no topic on which it sends something");
        }
    }

    fn read_value(
        &self,
        sends: &mut Sends,
        topic: &str,
        template: Option<&str>,
        called: &str,
        shape: Shape,
    ) {
        let form = shape.form(&self.config);
        match template.map(place) {
            None => self.add(sends, topic, called, String::new(), form),
            Some(Some(Place::At(path))) => self.add(sends, topic, called, path, form),
            Some(Some(Place::Calculated(path))) => {
                // What is sent is not what is shown: neither its unit nor its range is known.
                let form = match form {
                    Form::Number { .. } => Form::number(None),
                    other => other,
                };
                self.add(sends, topic, called, path, form);
            }
            Some(None) => sends.leave_out(
                called,
                "a program finds it in the message: see where it stands with `cardea observe`",
            ),
        }
    }

    /// A button: each of its words comes in a message of its own.
    fn trigger(&self, sends: &mut Sends) {
        let Some(topic) = text(&self.config, "topic") else {
            sends.leave_out(&self.name(), "it has no topic on which it sends something");
            return;
        };
        let path = match text(&self.config, "value_template").map(place) {
            None => String::new(),
            Some(Some(Place::At(path) | Place::Calculated(path))) => path,
            Some(None) => {
                sends.leave_out(
                    &self.name(),
                    "a program finds it in the message: see where it stands with `cardea observe`",
                );
                return;
            }
        };
        let word = text(&self.config, "payload").map(str::to_owned);
        let (name, template) = self.placed(topic);
        let Some(stream) = sends.stream(&name, template.as_deref()) else {
            sends.leave_out(&self.name(), NO_ROOM);
            return;
        };
        let known = stream.fields.iter_mut().find(|field| field.path == path);
        match known {
            Some(Field {
                form: Form::Text(words),
                ..
            }) => words.extend(word),
            Some(_) => {}
            None => stream.add(Field {
                name: "action".to_owned(),
                path,
                form: Form::Text(word.into_iter().collect()),
                class: None,
                seen: None,
            }),
        }
    }

    fn add(&self, sends: &mut Sends, topic: &str, called: &str, path: String, form: Form) {
        let (name, template) = self.placed(topic);
        let last = path.rsplit('/').next().unwrap_or_default();
        let field = if crate::is_identifier(last) {
            last
        } else {
            called
        };
        let class = text(&self.config, "device_class").or(text(&self.config, "entity_category"));
        let field = Field {
            name: field.to_owned(),
            path,
            form,
            class: class.map(str::to_owned),
            seen: None,
        };
        let name = if template.is_none() { called } else { &name };
        match sends.stream(name, template.as_deref()) {
            Some(stream) => stream.add(field),
            None => sends.leave_out(&field.name, NO_ROOM),
        }
    }

    /// What the component is called, without the name of its device in it.
    fn name(&self) -> String {
        let (node, object) = self.names();
        let said = object
            .or(text(&self.config, "object_id"))
            .or(text(&self.config, "name"));
        let said = said
            .or(text(&self.config, "device_class"))
            .unwrap_or("value");
        let ids = self.device.ids.iter().map(String::as_str).chain(node);
        let without = ids
            .filter(|id| id.len() >= SAME_CHARS_MIN)
            .find_map(|id| said.strip_prefix(id));
        let name = without.unwrap_or(said).trim_matches(['_', '-', ' ']);
        if name.is_empty() {
            said.to_owned()
        } else {
            name.to_owned()
        }
    }

    /// The name of a stream and its topic with the device's place, where that is known.
    fn placed(&self, topic: &str) -> (String, Option<String>) {
        let own = self
            .level(topic)
            .and_then(|level| topic_template(topic, level));
        let template = own.or_else(|| device_in(topic).map(|placed| placed.template));
        let name = stream_name(template.as_deref().unwrap_or(topic));
        (name, template)
    }

    /// The level of a topic that is the device by what the message says of it.
    fn level(&self, topic: &str) -> Option<usize> {
        let (node, _) = self.names();
        let ids = self.device.ids.iter().chain(&self.device.name);
        let known: Vec<String> = ids
            .map(String::as_str)
            .chain(node)
            .map(plain)
            .filter(|known| !known.is_empty())
            .collect();
        let levels: Vec<String> = topic.split('/').map(plain).collect();
        let same = levels.iter().position(|level| known.contains(level));
        same.or_else(|| {
            levels.iter().position(|level| {
                level.len() >= SAME_CHARS_MIN
                    && known.iter().any(|known| {
                        known.ends_with(level.as_str())
                            || (known.len() >= SAME_CHARS_MIN && level.ends_with(known.as_str()))
                    })
            })
        })
    }
}

/// Characters from which on a part of a name tells one device from others: half of a MAC address.
const SAME_CHARS_MIN: usize = 6;

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
