// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Harmful design in digital markets: joint position paper, ICO and Competition and Markets Authority.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Harmful design in digital markets: joint position paper, ICO and Competition and Markets Authority.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO-CMA harmful design",
    also: &[
        "ICO-CMA joint position on harmful design",
        "Harmful design paper",
    ],
    title: "Harmful design in digital markets: joint position paper, ICO and Competition and Markets Authority",
    in_force: date(2023, 8, 9),
    list: || {
        &[
            PRACTICE_NUDGES,
            PRACTICE_CONFIRMSHAMING,
            PRACTICE_BIASED_FRAMING,
            PRACTICE_BUNDLED_CONSENT,
            PRACTICE_DEFAULT_SETTINGS,
        ]
    },
};

/// practice Nudges: harmful nudges and sludge.
pub const PRACTICE_NUDGES: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "practice Nudges",
    heading: "harmful nudges and sludge",
    in_force: date(2023, 8, 9),
    reach: Reach::Part,
    people: "whether one choice is made easier than the other in ways that steps do not show",
};

/// practice Confirmshaming: making people feel bad about a choice.
pub const PRACTICE_CONFIRMSHAMING: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "practice Confirmshaming",
    heading: "making people feel bad about a choice",
    in_force: date(2023, 8, 9),
    reach: Reach::Part,
    people: "whether words or voice press people",
};

/// practice Biased framing: showing only one side of a choice.
pub const PRACTICE_BIASED_FRAMING: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "practice Biased framing",
    heading: "showing only one side of a choice",
    in_force: date(2023, 8, 9),
    reach: Reach::Part,
    people: "whether gains and risks are shown in fair measure",
};

/// practice Bundled consent: one consent for several purposes.
pub const PRACTICE_BUNDLED_CONSENT: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "practice Bundled consent",
    heading: "one consent for several purposes",
    in_force: date(2023, 8, 9),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// practice Default settings: defaults that serve the firm.
pub const PRACTICE_DEFAULT_SETTINGS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "practice Default settings",
    heading: "defaults that serve the firm",
    in_force: date(2023, 8, 9),
    reach: Reach::Part,
    people: "whether the defaults in the manifest are those of the product on the shelf",
};
