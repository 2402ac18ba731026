// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Privacy in the product design lifecycle, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Privacy in the product design lifecycle, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO design lifecycle",
    also: &[
        "ICO design lifecycle guidance",
        "ICO privacy in the product design lifecycle",
    ],
    title: "Privacy in the product design lifecycle, Information Commission (ICO)",
    in_force: date(2023, 2, 23),
    list: || {
        &[
            STAGE_KICK_OFF,
            STAGE_RESEARCH,
            STAGE_DESIGN,
            STAGE_DEVELOPMENT,
            STAGE_LAUNCH,
            STAGE_POST_LAUNCH,
        ]
    },
};

/// stage Kick-off: privacy from the first plan.
pub const STAGE_KICK_OFF: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Kick-off",
    heading: "privacy from the first plan",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether the people who know about privacy were there from the start",
};

/// stage Research: privacy in research with users.
pub const STAGE_RESEARCH: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Research",
    heading: "privacy in research with users",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether the people asked are like those who will use the product",
};

/// stage Design: privacy in design.
pub const STAGE_DESIGN: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Design",
    heading: "privacy in design",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether people understood the design that was tried with them",
};

/// stage Development: privacy in development.
pub const STAGE_DEVELOPMENT: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Development",
    heading: "privacy in development",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether what was built is what was designed",
};

/// stage Launch: privacy at launch.
pub const STAGE_LAUNCH: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Launch",
    heading: "privacy at launch",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether what was still open at launch was weighed",
};

/// stage Post-launch: privacy after launch.
pub const STAGE_POST_LAUNCH: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "stage Post-launch",
    heading: "privacy after launch",
    in_force: date(2023, 2, 23),
    reach: Reach::Part,
    people: "whether what was learnt after launch changed the product",
};
