//! Any topic and message to the decoder of a product with every form of field: no panic, no hang.
#![no_main]

use std::sync::{Arc, LazyLock};

use cardea_gate::Gate;
use cardea_gateway::{Decoder, DriftBook, Seen};
use cardea_manifest::model::Manifest;
use cardea_store::ProductIndex;
use cardea_units::UnixMillis;
use libfuzzer_sys::fuzz_target;

/// Products whose firmware nests, names and counts in different ways, and one of all that a manifest can say.
const MANIFESTS: [&str; 4] = [
    include_str!("../../examples/thermostat/cardea.yaml"),
    include_str!("../../examples/firmware/tasmota/cardea.yaml"),
    include_str!("../../examples/smart_watch/cardea.yaml"),
    include_str!("../../crates/cardea-manifest/tests/data/every_key.yaml"),
];

static DECODERS: LazyLock<Vec<(Decoder, Vec<String>)>> = LazyLock::new(|| {
    let made = MANIFESTS.iter().map(|text| {
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        let gate = Gate::compile(&manifest);
        let topics = manifest.streams.values().filter_map(|stream| {
            let topic = stream.topic.as_ref()?;
            Some(topic.to_string().replace("{device}", "hall"))
        });
        let topics = topics.collect();
        let book = Arc::<DriftBook>::default();
        (Decoder::of_manifest(&manifest, &gate, ProductIndex(0), book), topics)
    });
    made.collect()
});

/// The first two bytes choose the product and one of its topics, or a topic of the input's own up to its first line feed.
fuzz_target!(|bytes: &[u8]| {
    let [product, topic, rest @ ..] = bytes else {
        return;
    };
    let (decoder, topics) = &DECODERS[usize::from(*product) % DECODERS.len()];
    let (topic, payload) = match topics.get(usize::from(*topic) % (topics.len() + 1)) {
        Some(topic) => (topic.as_str(), rest),
        None => {
            let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            let (topic, payload) = rest.split_at(end);
            let Ok(topic) = core::str::from_utf8(topic) else {
                return;
            };
            (topic, payload)
        }
    };
    decoder.compare(&Seen {
        topic,
        device: Some("hall"),
        payload,
        arrived: Some(UnixMillis(1_790_000_000_000)),
    });
});
