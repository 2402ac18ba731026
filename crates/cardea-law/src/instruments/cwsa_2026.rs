// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Children's Wellbeing and Schools Act 2026.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Children's Wellbeing and Schools Act 2026.
pub static INSTRUMENT: Instrument = Instrument {
    name: "CWSA 2026",
    also: &["Children's Wellbeing and Schools Act 2026"],
    title: "Children's Wellbeing and Schools Act 2026",
    in_force: date(2026, 4, 29),
    list: || &[S_72],
};

/// s.72: age of consent in relation to processing of a child's personal data.
pub const S_72: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.72",
    heading: "age of consent in relation to processing of a child's personal data",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether regulations under this power have set another age or rules on verifying it",
};
