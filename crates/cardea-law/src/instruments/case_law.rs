// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Judgments of courts in England and Wales.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Judgments of courts in England and Wales.
pub static INSTRUMENT: Instrument = Instrument {
    name: "Case law",
    also: &["Judgment", "Judgments"],
    title: "Judgments of courts in England and Wales",
    in_force: date(2021, 10, 12),
    list: || &[FAIRHURST_V_WOODARD],
};

/// Fairhurst v Woodard: doorbell and cameras: sound and images from beyond the boundary.
pub const FAIRHURST_V_WOODARD: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Fairhurst v Woodard",
    heading: "doorbell and cameras: sound and images from beyond the boundary",
    in_force: date(2021, 10, 12),
    reach: Reach::Part,
    people: "whether what a camera or microphone takes in beyond the boundary is justified on the spot",
};
