// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Data protection audit framework: toolkits, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Data protection audit framework: toolkits, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO audit toolkits",
    also: &[
        "ICO audit toolkit",
        "ICO toolkit",
        "ICO data protection audit framework",
    ],
    title: "Data protection audit framework: toolkits, Information Commission (ICO)",
    in_force: date(2024, 10, 7),
    list: || {
        &[
            TOOLKIT_RETENTION,
            TOOLKIT_BREACH,
            TOOLKIT_DEFAULT_SETTINGS,
            TOOLKIT_PARENTAL_CONTROLS,
            TOOLKIT_CONNECTED_TOYS,
        ]
    },
};

/// toolkit Retention: retention schedule and disposal.
pub const TOOLKIT_RETENTION: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "toolkit Retention",
    heading: "retention schedule and disposal",
    in_force: date(2024, 10, 7),
    reach: Reach::Part,
    people: "whether the schedule is followed where no machine does it",
};

/// toolkit Breach: breaches: detection, procedure, record.
pub const TOOLKIT_BREACH: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "toolkit Breach",
    heading: "breaches: detection, procedure, record",
    in_force: date(2024, 10, 7),
    reach: Reach::Part,
    people: "whether people know the procedure and follow it at night",
};

/// toolkit Default settings: default settings for children.
pub const TOOLKIT_DEFAULT_SETTINGS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "toolkit Default settings",
    heading: "default settings for children",
    in_force: date(2024, 10, 7),
    reach: Reach::Part,
    people: "whether a weaker default has a compelling reason in the child's interest",
};

/// toolkit Parental controls: parental controls, and what the child is told.
pub const TOOLKIT_PARENTAL_CONTROLS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "toolkit Parental controls",
    heading: "parental controls, and what the child is told",
    in_force: date(2024, 10, 7),
    reach: Reach::Part,
    people: "whether a child understands when a parent is watching",
};

/// toolkit Connected toys: connected toys and devices.
pub const TOOLKIT_CONNECTED_TOYS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "toolkit Connected toys",
    heading: "connected toys and devices",
    in_force: date(2024, 10, 7),
    reach: Reach::Part,
    people: "whether the information at purchase and at set-up reaches parent and child",
};
