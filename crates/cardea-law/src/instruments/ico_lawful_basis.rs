// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance on lawful basis, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance on lawful basis, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO lawful basis guidance",
    also: &["ICO guidance on lawful basis"],
    title: "Guidance on lawful basis, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR",
    in_force: date(2020, 12, 31),
    list: || &[CHAPTER_CHOOSE],
};

/// chapter Choose: choosing a basis, and not swapping it later.
pub const CHAPTER_CHOOSE: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Choose",
    heading: "choosing a basis, and not swapping it later",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether a change of basis follows a change of facts",
};
