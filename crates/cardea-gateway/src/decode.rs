//! From a message to a reading: the declared fields and nothing else (law L1).
//!
//! A manifest's paths become a tree; the payload is walked along it once, and what the tree does not name is skipped without being looked at.

mod form;
mod found;
mod hub;
mod odd;
mod payload;
mod seen;
mod time;
mod topic;
mod value;

use std::sync::Arc;

use cardea_gate::{Again, FieldRule, Gate, Identity, Reading, StreamIndex};
use cardea_manifest::model::{ClockSource, Manifest, Stream};
use cardea_store::{DeviceSeat, DriftKind, Fingerprinter, Product, ProductIndex};
use cardea_units::{DeviceId, UnixMillis};

use self::found::Found;
pub(crate) use self::hub::Hub;
use self::payload::PathTree;
pub use self::seen::Seen;
use self::topic::{Template, TopicMatch};
use crate::drift::{DriftBook, Pace, mix};
use crate::limits::{CLOCK_BEHIND_MILLIS, CLOCK_SKEW_MILLIS};

/// How the messages of one product are read.
#[derive(Debug)]
pub struct Decoder {
    /// Those whose topic says most come first.
    streams: Vec<StreamDecoder>,
    product: ProductIndex,
    /// Where what is otherwise than declared is counted.
    drift: Arc<DriftBook>,
}

#[derive(Debug)]
struct StreamDecoder {
    index: StreamIndex,
    name: String,
    topic: Option<Template>,
    tree: PathTree,
    fields: Vec<FieldRule>,
    skew_millis: i64,
    /// Whether the manifest says that its devices have a clock.
    has_clock: bool,
    /// Whether the manifest says where in a message its time stands.
    has_time: bool,
    pace: Option<Pace>,
}

/// What came of a message.
#[derive(Debug)]
pub enum Decoded {
    /// A reading.
    Reading(Reading),
    /// Nothing in it is declared: nothing of it is kept.
    Undeclared,
    /// It is on the topic of another device.
    NotYours,
    /// It cannot be read, and why.
    Unreadable(&'static str),
}

/// One message as it came in.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// Its content.
    pub payload: &'a [u8],
    /// When it came in.
    pub arrived: UnixMillis,
    /// The sender's number for it, if it has one.
    pub number: Option<u64>,
    /// Whether the sender says that it sent it before.
    pub again: Again,
    /// The number of its sender's firmware in the [`DriftBook`]; 0 where it said none.
    pub firmware: u16,
}

impl core::fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Message")
            .field("bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

impl Decoder {
    /// Prepares for the messages of a product.
    pub fn of(product: &Product) -> Self {
        Self::counting(product, ProductIndex(0), Arc::default())
    }

    /// Prepares for the messages of the product at a place, and counts in a book what is otherwise than declared.
    pub fn counting(product: &Product, index: ProductIndex, drift: Arc<DriftBook>) -> Self {
        Self::of_manifest(&product.manifest, &product.gate, index, drift)
    }

    /// Prepares for the messages of a manifest that is compiled and not served, and counts in a book what is otherwise than declared.
    pub fn of_manifest(
        manifest: &Manifest,
        gate: &Gate,
        index: ProductIndex,
        drift: Arc<DriftBook>,
    ) -> Self {
        let place = index;
        let streams = gate.streams().filter_map(|(index, rules)| {
            let stream = manifest.streams.get(&rules.name)?;
            Some(StreamDecoder::of(
                index,
                &rules.name,
                stream,
                rules.fields.clone(),
            ))
        });
        let mut streams: Vec<StreamDecoder> = streams.collect();
        streams.sort_by_key(|stream| {
            core::cmp::Reverse(stream.topic.as_ref().map_or(0, Template::fixed_bytes))
        });
        Self {
            streams,
            product: place,
            drift,
        }
    }

    /// Reads a message that came on an MQTT topic.
    pub fn on_topic(
        &self,
        seat: &DeviceSeat,
        topic: &str,
        message: &Message<'_>,
        marks: &Fingerprinter,
    ) -> Decoded {
        let mut other_device = false;
        for stream in &self.streams {
            match stream
                .topic
                .as_ref()
                .map(|template| template.matches(topic, &seat.name))
            {
                Some(TopicMatch::Own) => {
                    return self.decode(stream, seat.id, topic, message, marks);
                }
                Some(TopicMatch::Other) => other_device = true,
                Some(TopicMatch::None) | None => {}
            }
        }
        if other_device {
            self.not_yours(message);
            Decoded::NotYours
        } else {
            self.undeclared_topic(seat, topic, message);
            Decoded::Undeclared
        }
    }

    /// Reads a message of a device and a stream that are named.
    pub fn of_stream(
        &self,
        device: DeviceId,
        stream: &str,
        message: &Message<'_>,
        marks: &Fingerprinter,
    ) -> Decoded {
        match self.streams.iter().find(|known| known.name == stream) {
            Some(known) => self.decode(known, device, stream, message, marks),
            None => Decoded::Undeclared,
        }
    }
}

impl Decoder {
    /// Whether the product has a stream of this name.
    pub(crate) fn knows(&self, stream: &str) -> bool {
        self.streams.iter().any(|known| known.name == stream)
    }

    /// The time that a device says beside what it sends, where the manifest says that it has a clock and that clock can be right.
    pub(crate) fn said_time(
        &self,
        stream: &str,
        said: UnixMillis,
        arrived: UnixMillis,
    ) -> Option<UnixMillis> {
        let stream = self.streams.iter().find(|known| known.name == stream)?;
        (stream.has_clock && said.since(arrived) <= stream.skew_millis).then_some(said)
    }
}

impl StreamDecoder {
    fn of(index: StreamIndex, name: &str, stream: &Stream, fields: Vec<FieldRule>) -> Self {
        let clock = stream
            .clock
            .as_ref()
            .filter(|clock| *clock.source != ClockSource::Arrival);
        let time = clock
            .and_then(|clock| clock.path.as_ref())
            .map(|path| path.as_str());
        let paths = stream.fields.iter().map(|(name, field)| {
            field
                .path
                .as_ref()
                .map_or_else(|| format!("/{}", name.as_str()), |path| path.to_string())
        });
        let skew = clock
            .and_then(|clock| clock.skew.as_ref())
            .and_then(|skew| skew.exact_millis());
        Self {
            index,
            name: name.to_owned(),
            topic: stream
                .topic
                .as_ref()
                .map(|topic| Template::of(topic.as_str())),
            tree: PathTree::of(paths, time),
            fields,
            skew_millis: skew.unwrap_or(CLOCK_SKEW_MILLIS),
            has_clock: clock.is_some(),
            has_time: time.is_some(),
            pace: stream
                .every
                .as_ref()
                .and_then(|every| every.exact_millis())
                .and_then(Pace::of),
        }
    }
}

impl Decoder {
    fn decode(
        &self,
        stream: &StreamDecoder,
        device: DeviceId,
        topic: &str,
        message: &Message<'_>,
        marks: &Fingerprinter,
    ) -> Decoded {
        let found = match stream.tree.walk(message.payload, &stream.fields) {
            Ok(found) => found,
            Err(reason) => {
                self.unreadable(stream, message);
                return Decoded::Unreadable(reason);
            }
        };
        let clock = stream.clock(&found, message);
        let Found { values, odd, .. } = found;
        if values.iter().all(Option::is_none) {
            self.count_odd(stream, message, mix(odd, b"nothing"), &[]);
            return Decoded::Undeclared;
        }
        let identity = match (clock.time, message.number) {
            (Some(at), _) => Identity::Time(marks.of_time(device, &stream.name, at)),
            (None, Some(number)) => Identity::Delivery {
                mark: marks.of_delivery(device, number, topic.as_bytes(), message.payload),
                again: message.again,
            },
            (None, None) => Identity::Unknown,
        };
        let at = clock.time.unwrap_or(message.arrived);
        let too_often = stream
            .pace
            .is_some_and(|pace| self.drift.too_often(device.get(), stream.index, pace, at.0));
        if odd != 0 || clock.odd.is_some() || too_often {
            let more = [clock.odd, too_often.then_some(DriftKind::TooOften)];
            self.count_odd(stream, message, odd, &more);
        }
        Decoded::Reading(Reading {
            device,
            stream: stream.index,
            at,
            arrived: message.arrived,
            identity,
            values: values.into_boxed_slice(),
        })
    }
}

/// The time of a message by its sender's clock, and what is wrong with that clock.
struct OwnClock {
    time: Option<UnixMillis>,
    odd: Option<DriftKind>,
}

impl StreamDecoder {
    fn clock(&self, found: &Found, message: &Message<'_>) -> OwnClock {
        let Some(at) = found.time else {
            let odd = self.has_time.then_some(DriftKind::NoTime);
            return OwnClock { time: None, odd };
        };
        let ahead = at.since(message.arrived);
        // A clock that runs ahead cannot be right; one that lags may be a device that was offline.
        if ahead > self.skew_millis {
            return OwnClock {
                time: None,
                odd: Some(DriftKind::ClockAhead),
            };
        }
        OwnClock {
            time: Some(at),
            odd: (ahead < CLOCK_BEHIND_MILLIS.saturating_neg()).then_some(DriftKind::ClockBehind),
        }
    }
}
