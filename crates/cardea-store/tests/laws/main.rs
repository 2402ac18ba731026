//! The store against the laws of the house: each test tries to break one.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where something is not as it says"
)]

mod ages;
mod beside;
mod clips;
mod drift;
mod ends;
mod erased;
mod failures;
mod handed_on;
mod house;
mod hubs;
mod lapses;
mod leaving;
mod manifests;
mod model;
mod once;
mod people;
mod promises;
mod raw;
mod rectified;
mod requests;
mod told;
mod undeclared;
mod waits;
mod withdrawn;
