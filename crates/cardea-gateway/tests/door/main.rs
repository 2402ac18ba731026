//! The door of the house with a real store behind it: what becomes of a message, by decoding and by HTTP.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where something is not as it says"
)]

mod client;
mod directive;
mod drift;
mod firmware;
mod http;
mod hub;
mod media;
mod payloads;
mod random;
mod stage;
mod times;
