//! Whatever is imported becomes a manifest that can be read, and that takes what the firmware sends.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where something is not as it says; ranges are taken over to the last digit"
)]

mod homeassistant;
mod refused;
mod seen;
mod things;
mod traffic;
mod zigbee;

use std::sync::Arc;

use cardea_gate::Gate;
use cardea_gateway::{Decoder, DriftBook, Seen};
use cardea_import::{Format, Sends, draft};
use cardea_manifest::model::Manifest;
use cardea_store::{DriftKind, ProductIndex};
use cardea_units::UnixMillis;

/// The manifests of a file.
fn manifests(format: Format, text: &str) -> Vec<Manifest> {
    let products = format
        .read(text.as_bytes())
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    products.iter().map(manifest).collect()
}

fn one(format: Format, text: &str) -> Manifest {
    let mut manifests = manifests(format, text);
    assert_eq!(manifests.len(), 1);
    manifests.remove(0)
}

fn manifest(sends: &Sends) -> Manifest {
    let text = draft(sends, "a test").text;
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is otherwise than declared about a message.
fn odd(manifest: &Manifest, topic: &str, payload: &str) -> Vec<(DriftKind, String)> {
    let gate = Gate::compile(manifest);
    let book = Arc::<DriftBook>::default();
    let decoder = Decoder::of_manifest(manifest, &gate, ProductIndex(0), Arc::clone(&book));
    let arrived = UnixMillis::parse_rfc3339("2026-11-23T10:15:00Z");
    assert!(arrived.is_some());
    decoder.compare(&Seen {
        topic,
        device: None,
        payload: payload.as_bytes(),
        arrived,
    });
    let counts = book.take();
    counts
        .into_iter()
        .map(|count| (count.kind, count.name))
        .collect()
}

/// The lines of a stream's field: the marks above it and itself.
fn lines_of<'t>(text: &'t str, field: &str) -> Vec<&'t str> {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.trim_start().starts_with(&format!("{field}: {{")))
        .unwrap_or_else(|| panic!("no {field}"));
    let above = lines[..at]
        .iter()
        .rev()
        .take_while(|line| line.trim_start().starts_with('#'))
        .count();
    lines[at - above..=at].to_vec()
}
