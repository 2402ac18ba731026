// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Advice on domestic CCTV systems, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Advice on domestic CCTV systems, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO domestic CCTV advice",
    also: &["ICO CCTV advice", "ICO domestic CCTV"],
    title: "Advice on domestic CCTV systems, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR",
    in_force: date(2020, 12, 31),
    list: || &[CHAPTER_BOUNDARY, CHAPTER_TELL],
};

/// chapter Boundary: sound and images beyond one's own boundary.
pub const CHAPTER_BOUNDARY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Boundary",
    heading: "sound and images beyond one's own boundary",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "where the person puts the product, and what it takes in from there",
};

/// chapter Tell: letting people know that they are recorded.
pub const CHAPTER_TELL: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Tell",
    heading: "letting people know that they are recorded",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether visitors and neighbours notice",
};
