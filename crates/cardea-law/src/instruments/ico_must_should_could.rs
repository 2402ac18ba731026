// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! What must, should and could mean in guidance, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// What must, should and could mean in guidance, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO must, should, could",
    also: &[
        "ICO definition of must/should/could",
        "ICO must should could",
    ],
    title: "What must, should and could mean in guidance, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR",
    in_force: date(2020, 12, 31),
    list: || &[MEANING_OF_MUST, MEANING_OF_SHOULD, MEANING_OF_COULD],
};

/// meaning of must: what the law requires.
pub const MEANING_OF_MUST: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "meaning of must",
    heading: "what the law requires",
    in_force: date(2020, 12, 31),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// meaning of should: what is expected, unless another way is shown to comply.
pub const MEANING_OF_SHOULD: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "meaning of should",
    heading: "what is expected, unless another way is shown to comply",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the reason for another way is good, and whether that way complies",
};

/// meaning of could: an option that may help.
pub const MEANING_OF_COULD: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "meaning of could",
    heading: "an option that may help",
    in_force: date(2020, 12, 31),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};
