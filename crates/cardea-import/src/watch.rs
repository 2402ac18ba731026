//! From real traffic to what a device sends: topics, names, types, ranges and rates. No text that somebody could have written is held for longer than
//! it takes to look at it (decision 0023).

mod paces;
mod topic;
mod value;
mod vocabulary;

use std::collections::BTreeMap;

use self::topic::TopicSeen;
use crate::limits::{PAYLOAD_BYTES_MAX, TOPIC_BYTES_MAX, TOPICS_MAX};
use crate::topics::{Placed, device_in, is_told, stream_name};
use crate::{Message, Sends};

/// What was seen so far.
#[derive(Default)]
pub struct Watch {
    /// Topics that somebody said, with `{device}` in them.
    given: Vec<String>,
    /// By topic with `{device}` in it, where the device's place is known.
    placed: BTreeMap<String, TopicSeen>,
    /// By topic as it came, elsewhere. These are held until the end, and never told.
    elsewhere: BTreeMap<String, TopicSeen>,
    counts: Counts,
}

/// Topics as they came are not shown: people are in them.
impl core::fmt::Debug for Watch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let elsewhere: Vec<&TopicSeen> = self.elsewhere.values().collect();
        f.debug_struct("Watch")
            .field("given", &self.given)
            .field("placed", &self.placed)
            .field("elsewhere", &elsewhere)
            .field("counts", &self.counts)
            .finish()
    }
}

/// How many messages there were, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub messages: u64,
    /// Commands to devices, and what hubs and brokers say of themselves: passed over.
    pub told: u64,
    /// On more topics than are told apart ([`TOPICS_MAX`]).
    pub beyond: u64,
    /// Longer than is looked into ([`PAYLOAD_BYTES_MAX`], [`TOPIC_BYTES_MAX`]).
    pub too_long: u64,
    /// Neither JSON nor a word.
    pub unreadable: u64,
}

impl Watch {
    /// Begins. Templates are topics with `{device}` once in them; what comes on these is theirs, and elsewhere the form of the topic decides.
    pub fn new(templates: Vec<String>) -> Self {
        Self {
            given: templates,
            ..Self::default()
        }
    }

    /// How many messages there were.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Looks at a message.
    pub fn see(&mut self, message: &Message) {
        let counts = &mut self.counts;
        counts.messages = counts.messages.saturating_add(1);
        let one_more = |count: &mut u64| *count = count.saturating_add(1);
        let placed = self
            .given
            .iter()
            .find_map(|template| given(template, &message.topic))
            .or_else(|| device_in(&message.topic));
        if placed.is_none() && is_told(&message.topic) {
            return one_more(&mut counts.told);
        }
        if message.payload.len() > PAYLOAD_BYTES_MAX || message.topic.len() > TOPIC_BYTES_MAX {
            return one_more(&mut counts.too_long);
        }
        let full = self.placed.len().saturating_add(self.elsewhere.len()) >= TOPICS_MAX;
        let (topics, topic, device) = match &placed {
            Some(Placed { template, device }) => {
                (&mut self.placed, template.as_str(), device.as_str())
            }
            None => (&mut self.elsewhere, message.topic.as_str(), ""),
        };
        if full && !topics.contains_key(topic) {
            return one_more(&mut counts.beyond);
        }
        let seen = topics.entry(topic.to_owned()).or_default();
        if !seen.see(message, device) {
            one_more(&mut counts.unreadable);
        }
    }

    /// What the devices send, as far as it was seen.
    pub fn sends(mut self) -> Sends {
        self.place_by_likeness();
        let mut sends = Sends::default();
        let mut apart: Vec<(String, &TopicSeen)> = Vec::new();
        for (template, seen) in &self.placed {
            // The levels that stand for themselves are written down: only if a programmer gave them.
            let told = template
                .split('/')
                .all(|level| level.contains("{device}") || level.is_empty() || is_level(level));
            let name = stream_name(template);
            if told || self.given.contains(template) {
                seen.tell(&mut sends, &name, Some(template));
            } else {
                apart.push((name, seen));
            }
        }
        for (topic, seen) in &self.elsewhere {
            let last = topic.rsplit('/').next().unwrap_or_default();
            let telling = vocabulary::has(last) || crate::is_word(last);
            let name = if telling { last } else { "readings" };
            apart.push((name.to_lowercase(), seen));
        }
        // Which of these belong together is not known: each is a stream of its own.
        for (name, seen) in apart {
            seen.tell(&mut sends, &name, None);
        }
        sends
    }

    /// Topics that differ in one level alone and have the same fields are those of several devices.
    fn place_by_likeness(&mut self) {
        let topics: Vec<String> = self.elsewhere.keys().cloned().collect();
        let mut alike: BTreeMap<(String, Vec<String>), Vec<&String>> = BTreeMap::new();
        for topic in &topics {
            let Some(paths) = self.elsewhere.get(topic).and_then(TopicSeen::paths) else {
                continue;
            };
            for level in 0..topic.split('/').count() {
                if let Some(template) = crate::topics::template(topic, level) {
                    alike
                        .entry((template, paths.clone()))
                        .or_default()
                        .push(topic);
                }
            }
        }
        let mut groups: Vec<(String, Vec<&String>)> = alike
            .into_iter()
            .filter(|(_, of)| of.len() > 1)
            .map(|((template, _), of)| (template, of))
            .collect();
        groups.sort_by_key(|(_, of)| core::cmp::Reverse(of.len()));
        for (template, of) in groups {
            for topic in of {
                if let Some(seen) = self.elsewhere.remove(topic) {
                    self.placed.entry(template.clone()).or_default().add(seen);
                }
            }
        }
    }
}

/// Whether a programmer gave it: a name, or a number of at most two digits as in `relay/0/power`.
fn is_level(level: &str) -> bool {
    let number = level.len() <= 2 && level.bytes().all(|byte| byte.is_ascii_digit());
    number || value::is_key(level)
}

/// Where the device stands in a topic, by a template.
fn given(template: &str, topic: &str) -> Option<Placed> {
    let (before, after) = template.split_once("{device}")?;
    let device = topic.strip_prefix(before)?.strip_suffix(after)?;
    (!device.is_empty()).then(|| Placed {
        template: template.to_owned(),
        device: device.to_owned(),
    })
}
