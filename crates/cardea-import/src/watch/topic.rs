//! What was seen on one topic.

use std::collections::BTreeMap;

use cardea_units::is_identifier;
use serde_json::Value;

use super::paces::Paces;
use super::value::{ValueSeen, is_key};
use crate::limits::{DEPTH_MAX, FIELDS_SEEN_MAX};
use crate::sends::step;
use crate::{Field, Message, Sends};

/// Bytes of a path, as a manifest takes them.
const PATH_BYTES_MAX: usize = 256;
/// Keys under which firmware sends the time of a message.
const TIMES: &[&str] = &[
    "at",
    "time",
    "ts",
    "timestamp",
    "last_seen",
    "datetime",
    "unixtime",
    "unix_time",
    "date",
    "measured_at",
    "sent_at",
];

/// Topics with `{device}` in one place, or one topic whose device is not known.
#[derive(Debug, Default)]
pub(super) struct TopicSeen {
    messages: u64,
    values: BTreeMap<String, ValueSeen>,
    /// Values beyond what is told apart.
    beyond: u64,
    /// Keys that no programmer gave: what is below them is not looked at.
    nameless: u64,
    too_deep: u64,
    paces: Paces,
}

impl TopicSeen {
    /// Looks at a message; `false` where it is neither JSON nor a word.
    pub(super) fn see(&mut self, message: &Message, device: &str) -> bool {
        self.messages = self.messages.saturating_add(1);
        if let Some(at) = message.at {
            self.paces.see(device, at);
        }
        if let Ok(value) = serde_json::from_slice::<Value>(&message.payload) {
            self.walk(&value, "", 0);
            return true;
        }
        let Ok(word) = core::str::from_utf8(&message.payload) else {
            return false;
        };
        let word = word.trim();
        if word.is_empty() || word.starts_with(['{', '[', '"']) {
            return false;
        }
        self.walk(&Value::from(word), "", 0);
        true
    }

    fn walk(&mut self, value: &Value, path: &str, depth: usize) {
        let Value::Object(map) = value else {
            let full = self.values.len() >= FIELDS_SEEN_MAX;
            if full && !self.values.contains_key(path) {
                self.beyond = self.beyond.saturating_add(1);
                return;
            }
            self.values.entry(path.to_owned()).or_default().see(value);
            return;
        };
        if depth >= DEPTH_MAX {
            self.too_deep = self.too_deep.saturating_add(1);
            return;
        }
        for (key, value) in map {
            let below = format!("{path}{}", step(key));
            if !is_key(key) || below.len() > PATH_BYTES_MAX {
                self.nameless = self.nameless.saturating_add(1);
                continue;
            }
            self.walk(value, &below, depth.saturating_add(1));
        }
    }

    /// The places of its values, to be compared with others; `None` where they tell nothing.
    pub(super) fn paths(&self) -> Option<Vec<String>> {
        let paths: Vec<String> = self.values.keys().cloned().collect();
        paths.iter().any(|path| !path.is_empty()).then_some(paths)
    }

    /// Adds what was seen of another device.
    pub(super) fn add(&mut self, other: Self) {
        self.messages = self.messages.saturating_add(other.messages);
        self.beyond = self.beyond.saturating_add(other.beyond);
        self.nameless = self.nameless.saturating_add(other.nameless);
        self.too_deep = self.too_deep.saturating_add(other.too_deep);
        self.paces.add(&other.paces);
        for (path, value) in other.values {
            self.values.entry(path).or_default().add(value);
        }
    }

    /// As a stream of a topic; `None`: one that is not told.
    pub(super) fn tell(&self, sends: &mut Sends, name: &str, topic: Option<&str>) {
        let time = self.time();
        let mut left = Vec::new();
        if topic.is_none() {
            sends.apart(name, None);
        } else {
            sends.stream(name, topic);
        }
        let Some(stream) = sends.streams.last_mut() else {
            return;
        };
        stream.every_seconds = self.paces.every_seconds();
        stream.time.clone_from(&time);
        for (path, value) in &self.values {
            if Some(path) == time.as_ref() {
                continue;
            }
            let key = path.rsplit('/').next().unwrap_or_default();
            // Of `/relay/0` the place in the list says less than what is above it.
            let field = path
                .rsplit('/')
                .find(|word| is_identifier(word))
                .unwrap_or(if key.is_empty() { name } else { key });
            match value.form(field, above(path).as_deref()) {
                Ok(form) => stream.add(Field {
                    name: field.to_owned(),
                    path: path.clone(),
                    form,
                    class: above(path),
                    seen: Some(value.count()),
                }),
                Err(why) => left.push((path.clone(), why)),
            }
        }
        for (path, why) in left {
            sends.leave_out(&format!("{name}: {path}"), why);
        }
        let mut odd = |count: u64, why| {
            if count > 0 {
                sends.leave_out(&format!("{name}: {count} times a key"), why);
            }
        };
        odd(
            self.nameless,
            "its name is not one that a programmer gives: it may be that of somebody or something, and is not told",
        );
        odd(self.too_deep, "what it holds lies too deep");
        odd(self.beyond, "there are more fields than are told apart");
    }

    /// Where the time of its messages stands.
    fn time(&self) -> Option<String> {
        let named = |path: &&String| {
            let key = path.rsplit('/').next().unwrap_or_default().to_lowercase();
            TIMES.iter().position(|time| *time == key)
        };
        let often = self.messages.div_ceil(2);
        let times = self
            .values
            .iter()
            .filter(|(_, value)| value.is_time() && value.count() >= often)
            .map(|(path, _)| path);
        times
            .filter(|path| named(path).is_some())
            .min_by_key(|path| (path.matches('/').count(), named(path)))
            .cloned()
    }
}

/// The key above a value: `/ENERGY/Today` is of energy.
fn above(path: &str) -> Option<String> {
    let above = path.rsplit('/').nth(1)?;
    (!above.is_empty()).then(|| above.to_owned())
}
