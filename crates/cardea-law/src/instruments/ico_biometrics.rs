// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Biometric data guidance: biometric recognition, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Biometric data guidance: biometric recognition, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO biometric guidance",
    also: &["ICO biometric data guidance", "ICO biometrics"],
    title: "Biometric data guidance: biometric recognition, Information Commission (ICO)",
    in_force: date(2024, 2, 23),
    list: || &[CHAPTER_RECOGNITION, CHAPTER_LAWFULLY],
};

/// chapter Recognition: when recognition makes data a special category.
pub const CHAPTER_RECOGNITION: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Recognition",
    heading: "when recognition makes data a special category",
    in_force: date(2024, 2, 23),
    reach: Reach::Part,
    people: "whether a feature that does not recognise people could be made to",
};

/// chapter Lawfully: explicit consent and a choice without biometrics.
pub const CHAPTER_LAWFULLY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Lawfully",
    heading: "explicit consent and a choice without biometrics",
    in_force: date(2024, 2, 23),
    reach: Reach::Part,
    people: "whether the other way is as good, so that people feel free",
};
