//! What a device sends: one form for all that can tell of it.

use crate::limits::{FIELDS_TAKEN_MAX, STREAMS_TAKEN_MAX};

/// Why a value of yet another topic is left out.
pub(crate) const NO_ROOM: &str = "there are more topics than a manifest has streams";

/// A product, and what it sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sends {
    /// What people call it; anything, also empty.
    pub name: String,
    /// Who makes it, where that is known.
    pub maker: Option<String>,
    /// Its model number, where that is known.
    pub model: Option<String>,
    /// Its messages, at most one for each topic; [`Sends::stream`] keeps it so.
    pub streams: Vec<Stream>,
    /// What it has and no field can be made of.
    pub left_out: Vec<LeftOut>,
}

/// One kind of message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stream {
    /// Short name; the draft makes it fit and unique.
    pub name: String,
    /// Its MQTT topic with `{device}` once in it; `None` where it has none, or none that names the device.
    pub topic: Option<String>,
    /// Least time between two messages, in seconds, 1 or more; `None` where that is not known.
    pub every_seconds: Option<u64>,
    /// Where the time stands, as a JSON Pointer; `None`: the time of arrival counts.
    pub time: Option<String>,
    /// Something to know about it that is no fact yet; it becomes a comment.
    pub hint: Option<&'static str>,
    /// Its values, in the order in which they are met.
    pub fields: Vec<Field>,
    /// How many more there are than are told apart.
    pub beyond: usize,
}

/// One value in a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What the firmware calls it; the draft makes it fit and unique.
    pub name: String,
    /// Where it stands: a JSON Pointer (RFC 6901), empty for the whole payload.
    pub path: String,
    /// What kind of value it is.
    pub form: Form,
    /// Its class as the source names it, such as Home Assistant's `device_class`: a second word on what it reveals.
    pub class: Option<String>,
    /// In how many messages it was seen; `None` where a description says it. What was seen is less than what can be.
    pub seen: Option<u64>,
}

/// Kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A number.
    Number {
        /// Its unit as the source writes it, such as `°C`; [`crate::ucum`] turns it into a code.
        unit: Option<String>,
        /// Lowest value, in that unit; counts only together with `high`.
        low: Option<f64>,
        /// Highest value, in that unit.
        high: Option<f64>,
        /// The step in which it comes, in that unit, above 0; without it the draft proposes one.
        step: Option<f64>,
    },
    /// `true` or `false` in JSON.
    Flag,
    /// A text, and the words it can be; none of them: any text.
    Text(Vec<String>),
}

impl Form {
    /// A number of which no more than its unit is known.
    pub const fn number(unit: Option<String>) -> Self {
        Self::Number {
            unit,
            low: None,
            high: None,
            step: None,
        }
    }
}

/// Something that no field can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What the source calls it.
    pub what: String,
    /// Why, in a few words, such as `it is only written to`.
    pub why: &'static str,
}

impl Sends {
    /// The stream of a topic, made where there is none yet; `None` where there are more than are told apart ([`STREAMS_TAKEN_MAX`]).
    pub fn stream(&mut self, name: &str, topic: Option<&str>) -> Option<&mut Stream> {
        let known = self.streams.iter().position(|stream| match topic {
            Some(topic) => stream.topic.as_deref() == Some(topic),
            None => stream.topic.is_none() && stream.name == name,
        });
        if known.is_none() {
            if self.streams.len() >= STREAMS_TAKEN_MAX {
                return None;
            }
            self.apart(name, topic);
        }
        let last = self.streams.len().saturating_sub(1);
        self.streams.get_mut(known.unwrap_or(last))
    }

    /// A new stream, also where there is one of that name; the draft keeps their names apart.
    pub(crate) fn apart(&mut self, name: &str, topic: Option<&str>) {
        self.streams.push(Stream {
            name: name.to_owned(),
            topic: topic.map(str::to_owned),
            ..Stream::default()
        });
    }

    /// Notes what is left out.
    pub fn leave_out(&mut self, what: &str, why: &'static str) {
        self.left_out.push(LeftOut {
            what: what.to_owned(),
            why,
        });
    }
}

impl Stream {
    /// Adds a value, unless one from the same place is there already, or there are more than are told apart ([`FIELDS_TAKEN_MAX`]).
    pub fn add(&mut self, field: Field) {
        if self.fields.iter().any(|known| known.path == field.path) {
            return;
        }
        if self.fields.len() < FIELDS_TAKEN_MAX {
            self.fields.push(field);
        } else {
            self.beyond = self.beyond.saturating_add(1);
        }
    }
}

/// A key as a step of a JSON Pointer.
pub(crate) fn step(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}
