// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Information technology, security techniques, vulnerability disclosure, ISO/IEC 29147:2018.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Information technology, security techniques, vulnerability disclosure, ISO/IEC 29147:2018.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ISO/IEC 29147",
    also: &["ISO/IEC 29147:2018", "ISO 29147"],
    title: "Information technology, security techniques, vulnerability disclosure, ISO/IEC 29147:2018",
    in_force: date(2018, 10, 1),
    list: || &[P_6_2_2, P_6_2_5, P_6_5],
};

/// 6.2.2: vulnerability reports: first of the places that PSTI names.
pub const P_6_2_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6.2.2",
    heading: "vulnerability reports: first of the places that PSTI names",
    in_force: date(2018, 10, 1),
    reach: Reach::Part,
    people: "whether the handling of reports conforms to this place of the standard",
};

/// 6.2.5: vulnerability reports: second of the places that PSTI names.
pub const P_6_2_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6.2.5",
    heading: "vulnerability reports: second of the places that PSTI names",
    in_force: date(2018, 10, 1),
    reach: Reach::Part,
    people: "whether the handling of reports conforms to this place of the standard",
};

/// 6.5: vulnerability reports: third of the places that PSTI names.
pub const P_6_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "6.5",
    heading: "vulnerability reports: third of the places that PSTI names",
    in_force: date(2018, 10, 1),
    reach: Reach::Part,
    people: "whether the handling of reports conforms to this place of the standard",
};
