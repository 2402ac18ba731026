// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance on AI and data protection, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance on AI and data protection, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO AI guidance",
    also: &["ICO guidance on AI and data protection"],
    title: "Guidance on AI and data protection, Information Commission (ICO)",
    in_force: date(2023, 3, 15),
    list: || &[CHAPTER_ACCURACY],
};

/// chapter Accuracy: statistical accuracy, and inferences shown as such.
pub const CHAPTER_ACCURACY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Accuracy",
    heading: "statistical accuracy, and inferences shown as such",
    in_force: date(2023, 3, 15),
    reach: Reach::Part,
    people: "how good the estimates are, and whether people take them for facts",
};
