// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Privacy-enhancing technologies guidance, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Privacy-enhancing technologies guidance, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO PETs guidance",
    also: &["ICO privacy-enhancing technologies guidance"],
    title: "Privacy-enhancing technologies guidance, Information Commission (ICO)",
    in_force: date(2023, 6, 19),
    list: || &[CHAPTER_TECHNIQUES],
};

/// chapter Techniques: which techniques there are and what they are good for.
pub const CHAPTER_TECHNIQUES: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Techniques",
    heading: "which techniques there are and what they are good for",
    in_force: date(2023, 6, 19),
    reach: Reach::Part,
    people: "whether the technique chosen protects people in this product",
};
