// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance for consumer Internet of Things products and services, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance for consumer Internet of Things products and services, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO IoT guidance",
    also: &["ICO IoT"],
    title: "Guidance for consumer Internet of Things products and services, Information Commission (ICO)",
    in_force: date(2026, 6, 11),
    list: || {
        &[
            CHAPTER_ABOUT,
            CHAPTER_WHAT_INFORMATION,
            CHAPTER_ACCOUNTABILITY,
            CHAPTER_LAWFULLY,
            CHAPTER_FAIRLY,
            CHAPTER_TRANSPARENCY,
            CHAPTER_ACCURACY,
            CHAPTER_SECURITY,
            CHAPTER_RETENTION,
            CHAPTER_RIGHTS,
        ]
    },
};

/// chapter About: what the guidance covers.
pub const CHAPTER_ABOUT: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter About",
    heading: "what the guidance covers",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether a product at the edge of the guidance falls under it",
};

/// chapter What information: which information is personal.
pub const CHAPTER_WHAT_INFORMATION: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter What information",
    heading: "which information is personal",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether the manifest names every field and everybody whom it can say something about",
};

/// chapter Accountability: roles, design, assessments, records.
pub const CHAPTER_ACCOUNTABILITY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Accountability",
    heading: "roles, design, assessments, records",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether the roles and assessments declared are true",
};

/// chapter Lawfully: lawful basis, consent, storage and access.
pub const CHAPTER_LAWFULLY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Lawfully",
    heading: "lawful basis, consent, storage and access",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether the facts of the product meet the basis that was chosen",
};

/// chapter Fairly: fair use of information.
pub const CHAPTER_FAIRLY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Fairly",
    heading: "fair use of information",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "what people expect of the product, and what the use does to them",
};

/// chapter Transparency: how to tell people.
pub const CHAPTER_TRANSPARENCY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Transparency",
    heading: "how to tell people",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether people understand what they are told",
};

/// chapter Accuracy: keeping information accurate.
pub const CHAPTER_ACCURACY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Accuracy",
    heading: "keeping information accurate",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "how good the measurements and estimates are",
};

/// chapter Security: keeping information secure.
pub const CHAPTER_SECURITY: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Security",
    heading: "keeping information secure",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether the measures declared are in the product and fit the risk",
};

/// chapter Retention: how long to keep information.
pub const CHAPTER_RETENTION: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Retention",
    heading: "how long to keep information",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether a period that has been set is as short as it could be",
};

/// chapter Rights: helping people to use their rights.
pub const CHAPTER_RIGHTS: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Rights",
    heading: "helping people to use their rights",
    in_force: date(2026, 6, 11),
    reach: Reach::Part,
    people: "whether the tools work for people who do not own the product",
};
