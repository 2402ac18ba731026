// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Equality Act 2010.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Equality Act 2010.
pub static INSTRUMENT: Instrument = Instrument {
    name: "Equality Act 2010",
    also: &["EqA 2010", "Equality Act"],
    title: "Equality Act 2010",
    in_force: date(2010, 10, 1),
    list: || &[S_19, S_20, S_29],
};

/// s.19: indirect discrimination.
pub const S_19: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.19",
    heading: "indirect discrimination",
    in_force: date(2010, 10, 1),
    reach: Reach::Part,
    people: "whether a disadvantage to a group is justified",
};

/// s.20: reasonable adjustments.
pub const S_20: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.20",
    heading: "reasonable adjustments",
    in_force: date(2010, 10, 1),
    reach: Reach::Part,
    people: "which adjustments are reasonable for the people who use the product",
};

/// s.29: provision of services.
pub const S_29: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.29",
    heading: "provision of services",
    in_force: date(2010, 10, 1),
    reach: Reach::Part,
    people: "whether some people get a worse service because of who they are",
};
