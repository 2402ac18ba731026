//! Comparing two manifests: every change is found, classed, placed, and has the consequences it has.
#![cfg(test)]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "the numbers of a test are small and its own"
)]

#[path = "../reading/changed.rs"]
mod changed;
mod classes;
mod consequences;
mod laws;
mod places;
mod plan;

use cardea_manifest::diff::{Diff, diff};
use cardea_manifest::model::Manifest;

fn read(text: &str) -> Manifest {
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn compared(old: &str, new: &str) -> Diff {
    diff(&read(old), &read(new))
}
