//! Messages that somebody saw pass, compared with what is declared. Nobody signed in, and nothing is kept.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use cardea_gate::Again;
use cardea_store::DriftKind;
use cardea_units::UnixMillis;

use super::topic::Template;
use super::{Decoder, Message};
use crate::drift::{mix, topic_name};

/// A message that passed by.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// Its topic.
    pub topic: &'a str,
    /// The device that stands in it, where somebody knows; asked only for topics that are of no stream.
    pub device: Option<&'a str>,
    /// Its content.
    pub payload: &'a [u8],
    /// When it came; where that is not known, neither clocks nor rates are judged.
    pub arrived: Option<UnixMillis>,
}

impl core::fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Seen")
            .field("bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

impl Decoder {
    /// Counts what is otherwise than declared about a message. The device whose it is, by its topic; `None` where the topic is of no stream.
    pub fn compare<'a>(&self, seen: &Seen<'a>) -> Option<&'a str> {
        let message = Message {
            payload: seen.payload,
            arrived: seen.arrived.unwrap_or(UnixMillis(0)),
            number: None,
            again: Again::No,
            firmware: 0,
        };
        let of = self.streams.iter().find_map(|stream| {
            let device = stream.topic.as_ref()?.device_in(seen.topic)?;
            Some((stream, device))
        });
        let Some((stream, device)) = of else {
            let templates = self
                .streams
                .iter()
                .filter_map(|stream| stream.topic.as_ref());
            let declared: Vec<&str> = templates.flat_map(Template::words).collect();
            // Of a topic whose device nobody knows, only declared words are told: any other may be the device.
            let known = seen.device.filter(|device| !device.contains('/'));
            let device = known.unwrap_or_default();
            let name = topic_name(seen.topic, device, known.is_none(), &declared);
            self.undeclared_name(name, &message);
            return None;
        };
        let Ok(found) = stream.tree.walk(seen.payload, &stream.fields) else {
            self.unreadable(stream, &message);
            return Some(device);
        };
        let nothing = found.values.iter().all(Option::is_none);
        let (clock, too_often) = if let Some(arrived) = seen.arrived {
            let clock = stream.clock(&found, &message);
            let at = clock.time.unwrap_or(arrived);
            let mut hasher = DefaultHasher::new();
            device.hash(&mut hasher);
            let device = hasher.finish();
            let often = |pace| self.drift.too_often(device, stream.index, pace, at.0);
            (clock.odd, !nothing && stream.pace.is_some_and(often))
        } else {
            let missing = stream.has_time && found.time.is_none();
            (missing.then_some(DriftKind::NoTime), false)
        };
        if nothing {
            self.count_odd(stream, &message, mix(found.odd, b"nothing"), &[]);
        } else if found.odd != 0 || clock.is_some() || too_often {
            let more = [clock, too_often.then_some(DriftKind::TooOften)];
            self.count_odd(stream, &message, found.odd, &more);
        }
        Some(device)
    }
}
