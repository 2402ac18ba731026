//! What a device hears: its directive, and for a hub those of the devices it speaks for.
//!
//! A directive is like a retained message of one topic: whoever subscribes gets it at once, then each time it is another. At QoS 1 one
//! message at a time is under way, whatever Receive Maximum a device has; of what waits behind it only the newest is sent.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use mqtt_protocol_core::mqtt::packet::{RetainHandling, SubEntry};
use tokio::time::Instant;

use crate::limits::DIRECTIVE_FILTERS_MAX;
use crate::{DeviceKind, Qos};

/// What a device subscribed to, and what it has been told.
#[derive(Debug, Default)]
pub(crate) struct Hearing {
    filters: Vec<Filter>,
    /// By topic: a hash of what was told last.
    told: BTreeMap<Arc<str>, u64>,
    /// What waits until the message under way is acknowledged, one for each topic.
    waiting: VecDeque<Message>,
    /// The message at QoS 1 under way, and since when.
    under_way: Option<(u16, Arc<str>, Instant)>,
    /// A message that was under way when an earlier connection of the session ended.
    lost: Option<(u16, Arc<str>)>,
    /// When the directives may change by themselves.
    pub(crate) until: Option<Instant>,
}

#[derive(Debug)]
struct Filter {
    text: Box<str>,
    qos: Qos,
    /// Version 5, Retain As Published: the device wants to see the flag as we have it.
    as_published: bool,
    /// Told as soon as possible, whatever was told before.
    fresh: bool,
}

/// One message that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) topic: Arc<str>,
    pub(crate) payload: Arc<[u8]>,
    pub(crate) qos: Qos,
    pub(crate) retain: bool,
    /// The packet id under which it went out before, over an earlier connection.
    pub(crate) again: Option<u16>,
}

/// What is answered to one topic filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Granted {
    At(Qos),
    Refused,
    TooMany,
}

impl Hearing {
    pub(crate) const fn is_deaf(&self) -> bool {
        self.filters.is_empty()
    }

    /// Since when a message waits to be acknowledged.
    pub(crate) fn unacknowledged_since(&self) -> Option<Instant> {
        self.under_way.as_ref().map(|(_, _, since)| *since)
    }

    /// A device may subscribe to its own directive, a hub to whatever it likes: what is not a directive is silent.
    pub(crate) fn subscribe(
        &mut self,
        entry: &SubEntry,
        device: &str,
        kind: DeviceKind,
    ) -> Granted {
        let filter = entry.topic_filter();
        let is_own = filter
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.strip_suffix(SUFFIX))
            == Some(device);
        match kind {
            DeviceKind::Single if !is_own => return Granted::Refused,
            DeviceKind::Hub if !filter.starts_with(PREFIX) => {
                return Granted::At(Qos::AtMostOnce);
            }
            DeviceKind::Single | DeviceKind::Hub => {}
        }
        let options = entry.sub_opts();
        let qos = match options.qos() {
            mqtt_protocol_core::mqtt::packet::Qos::AtMostOnce => Qos::AtMostOnce,
            _ => Qos::AtLeastOnce,
        };
        let before = self.filters.len();
        self.filters.retain(|known| *known.text != *filter);
        let is_new = self.filters.len() == before;
        if self.filters.len() >= DIRECTIVE_FILTERS_MAX {
            return Granted::TooMany;
        }
        self.filters.push(Filter {
            text: filter.into(),
            qos,
            as_published: options.rap(),
            fresh: match options.rh() {
                RetainHandling::SendRetained => true,
                RetainHandling::SendRetainedIfNotExists => is_new,
                RetainHandling::DoNotSendRetained => false,
            },
        });
        Granted::At(qos)
    }

    /// Whether there was such a subscription. What waits is still sent if another filter covers it.
    pub(crate) fn unsubscribe(&mut self, filter: &str) -> bool {
        let before = self.filters.len();
        self.filters.retain(|known| *known.text != *filter);
        let left = &self.filters;
        let covered = |topic: &str| left.iter().any(|filter| matches(&filter.text, topic));
        self.waiting.retain(|message| covered(&message.topic));
        self.told.retain(|topic, _| covered(topic));
        self.filters.len() < before
    }

    /// Takes in how the directives are now; answers what is to be sent at once.
    pub(crate) fn hear(&mut self, now: Vec<(String, Vec<u8>)>) -> Vec<Message> {
        let mut at_once = Vec::new();
        let mut told = BTreeMap::new();
        for (name, payload) in now {
            let topic: Arc<str> = format!("{PREFIX}{name}{SUFFIX}").into();
            let mut fitting = self
                .filters
                .iter()
                .filter(|filter| matches(&filter.text, &topic))
                .peekable();
            if fitting.peek().is_none() {
                continue;
            }
            let (mut qos, mut fresh, mut as_published) = (Qos::AtMostOnce, false, false);
            for filter in fitting {
                qos = qos.max(filter.qos);
                fresh |= filter.fresh;
                as_published |= filter.as_published;
            }
            let hash = hash_of(&payload);
            let again = self.resend_of(&topic);
            let is_other = self.told.get(&topic) != Some(&hash);
            told.insert(Arc::clone(&topic), hash);
            if !fresh && !is_other && again.is_none() {
                continue;
            }
            self.waiting.retain(|message| message.topic != topic);
            let message = Message {
                topic,
                payload: payload.into(),
                qos,
                retain: fresh || as_published,
                again,
            };
            if qos == Qos::AtMostOnce {
                at_once.push(message);
            } else if again.is_some() {
                self.waiting.push_front(message);
            } else {
                self.waiting.push_back(message);
            }
        }
        // A device that has gone is asked for nothing; if it comes again it is told anew.
        self.told = told;
        for filter in &mut self.filters {
            filter.fresh = false;
        }
        at_once
    }

    fn resend_of(&mut self, topic: &Arc<str>) -> Option<u16> {
        self.lost
            .take_if(|(_, other)| other == topic)
            .map(|(id, _)| id)
    }

    /// The next message at QoS 1, if none is under way.
    pub(crate) fn next_due(&mut self) -> Option<Message> {
        if self.under_way.is_some() {
            return None;
        }
        self.waiting.pop_front()
    }

    /// A message at QoS 1 has gone out.
    pub(crate) fn sent(&mut self, packet_id: u16, topic: Arc<str>, now: Instant) {
        self.under_way = Some((packet_id, topic, now));
    }

    /// The device has it.
    pub(crate) fn acknowledged(&mut self, packet_id: u16) {
        self.under_way.take_if(|(id, ..)| *id == packet_id);
    }

    /// What the session remembers after the connection. What waited is found again by what was not told.
    pub(crate) fn carried_over(mut self) -> Self {
        for message in self.waiting.drain(..) {
            self.told.remove(&message.topic);
        }
        if let Some((id, topic, _)) = self.under_way.take() {
            self.lost = Some((id, topic));
        }
        self.until = None;
        self
    }
}

/// Topics of directives: `cardea/{device}/directive`.
const PREFIX: &str = "cardea/";
const SUFFIX: &str = "/directive";

/// Whether a topic filter covers a topic (MQTT 5, 4.7).
fn matches(filter: &str, topic: &str) -> bool {
    let mut topic = topic.split('/');
    for level in filter.split('/') {
        match (level, topic.next()) {
            ("#", _) => return true,
            ("+", Some(_)) => {}
            (level, Some(other)) if level == other => {}
            _ => return false,
        }
    }
    topic.next().is_none()
}

/// FNV-1a, 64 bits: tells one directive of a device from its next.
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_cover_what_the_standard_says() {
        for filter in [
            "cardea/a/directive",
            "cardea/+/directive",
            "cardea/#",
            "cardea/a/#",
            "cardea/a/directive/#",
        ] {
            assert!(matches(filter, "cardea/a/directive"), "{filter}");
        }
        for filter in [
            "cardea/b/directive",
            "cardea/+",
            "cardea",
            "cardea/+/directive/+",
            "+/a",
        ] {
            assert!(!matches(filter, "cardea/a/directive"), "{filter}");
        }
        // A name that a hub uses may have levels.
        assert!(matches("cardea/#", "cardea/hall/plug/directive"));
        assert!(!matches("cardea/+/directive", "cardea/hall/plug/directive"));
    }
}
