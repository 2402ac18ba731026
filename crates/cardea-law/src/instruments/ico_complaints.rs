// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! How to deal with data protection complaints, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// How to deal with data protection complaints, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO complaints guidance",
    also: &["ICO guidance on complaints"],
    title: "How to deal with data protection complaints, Information Commission (ICO)",
    in_force: date(2026, 2, 12),
    list: || &[CHAPTER_RECEIVE, CHAPTER_ACKNOWLEDGE],
};

/// chapter Receive: complaints by any route, also from children.
pub const CHAPTER_RECEIVE: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Receive",
    heading: "complaints by any route, also from children",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether a complaint is recognised however it comes",
};

/// chapter Acknowledge: acknowledging a complaint, and how to count the days.
pub const CHAPTER_ACKNOWLEDGE: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Acknowledge",
    heading: "acknowledging a complaint, and how to count the days",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether the person understands that the complaint was received",
};
