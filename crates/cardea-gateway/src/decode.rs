//! From a message to a reading: the declared fields and nothing else (law L1).
//!
//! A manifest's paths become a tree; the payload is walked along it once, and what the tree does not name is skipped without being looked at.

mod hub;
mod payload;
mod time;
mod topic;
mod value;

use cardea_gate::{Again, FieldRule, Identity, Reading, StreamIndex, Value};
use cardea_manifest::model::{ClockSource, Stream};
use cardea_store::{DeviceSeat, Fingerprinter, Product};
use cardea_units::{DeviceId, UnixMillis};

pub(crate) use self::hub::Hub;
use self::payload::PathTree;
use self::topic::{Template, TopicMatch};
use crate::limits::CLOCK_SKEW_MILLIS;

/// How the messages of one product are read.
#[derive(Debug)]
pub struct Decoder {
    /// Those whose topic says most come first.
    streams: Vec<StreamDecoder>,
}

#[derive(Debug)]
struct StreamDecoder {
    index: StreamIndex,
    name: String,
    topic: Option<Template>,
    tree: PathTree,
    fields: Vec<FieldRule>,
    skew_millis: i64,
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
        let streams = product.gate.streams().filter_map(|(index, rules)| {
            let stream = product.manifest.streams.get(&rules.name)?;
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
        Self { streams }
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
                Some(TopicMatch::Own) => return stream.decode(seat.id, topic, message, marks),
                Some(TopicMatch::Other) => other_device = true,
                Some(TopicMatch::None) | None => {}
            }
        }
        if other_device {
            Decoded::NotYours
        } else {
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
            Some(known) => known.decode(device, stream, message, marks),
            None => Decoded::Undeclared,
        }
    }
}

impl Decoder {
    /// Whether the product has a stream of this name.
    pub(crate) fn knows(&self, stream: &str) -> bool {
        self.streams.iter().any(|known| known.name == stream)
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
        }
    }

    fn decode(
        &self,
        device: DeviceId,
        topic: &str,
        message: &Message<'_>,
        marks: &Fingerprinter,
    ) -> Decoded {
        let found = match self.tree.walk(message.payload, &self.fields) {
            Ok(found) => found,
            Err(reason) => return Decoded::Unreadable(reason),
        };
        if found.values.iter().all(Option::is_none) {
            return Decoded::Undeclared;
        }
        // A clock that runs ahead cannot be right; one that lags may be a device that was offline.
        let sane = |at: &UnixMillis| at.since(message.arrived) <= self.skew_millis;
        let own_time = found.time.filter(sane);
        let identity = match (own_time, message.number) {
            (Some(at), _) => Identity::Time(marks.of_time(device, &self.name, at)),
            (None, Some(number)) => Identity::Delivery {
                mark: marks.of_delivery(device, number, topic.as_bytes(), message.payload),
                again: message.again,
            },
            (None, None) => Identity::Unknown,
        };
        Decoded::Reading(Reading {
            device,
            stream: self.index,
            at: own_time.unwrap_or(message.arrived),
            arrived: message.arrived,
            identity,
            values: found.values.into_boxed_slice(),
        })
    }
}

/// What was found in a payload.
struct Found {
    values: Vec<Option<Value>>,
    time: Option<UnixMillis>,
}
