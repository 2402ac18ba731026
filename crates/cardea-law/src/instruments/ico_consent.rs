// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance on consent, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance on consent, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO consent guidance",
    also: &["ICO guidance on consent"],
    title: "Guidance on consent, Information Commission (ICO); no day is printed, so it counts from the first day of the UK GDPR",
    in_force: date(2020, 12, 31),
    list: || &[CHAPTER_OBTAIN],
};

/// chapter Obtain: how to obtain, record and manage consent.
pub const CHAPTER_OBTAIN: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Obtain",
    heading: "how to obtain, record and manage consent",
    in_force: date(2020, 12, 31),
    reach: Reach::Part,
    people: "whether the request reads fairly and the person understands the choice",
};
