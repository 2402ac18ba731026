// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance on the use of storage and access technologies, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance on the use of storage and access technologies, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO storage and access guidance",
    also: &["ICO storage and access"],
    title: "Guidance on the use of storage and access technologies, Information Commission (ICO)",
    in_force: date(2026, 4, 29),
    list: || &[CHAPTER_SCOPE, CHAPTER_EXCEPTIONS, CHAPTER_CONSENT],
};

/// chapter Scope: what storage and access technologies are.
pub const CHAPTER_SCOPE: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Scope",
    heading: "what storage and access technologies are",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether every write to and read from the device is in the manifest",
};

/// chapter Exceptions: what the exceptions are.
pub const CHAPTER_EXCEPTIONS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Exceptions",
    heading: "what the exceptions are",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether the facts meet the exception that was chosen",
};

/// chapter Consent: how to manage consent in practice.
pub const CHAPTER_CONSENT: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Consent",
    heading: "how to manage consent in practice",
    in_force: date(2026, 4, 29),
    reach: Reach::Part,
    people: "whether the request reads fairly and the person understands the choice",
};
