// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Guidance on the right of access, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Guidance on the right of access, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO SAR guidance",
    also: &[
        "ICO SAR",
        "ICO subject access guidance",
        "ICO right of access guidance",
    ],
    title: "Guidance on the right of access, Information Commission (ICO)",
    in_force: date(2025, 12, 1),
    list: || {
        &[
            CHAPTER_RECOGNISE,
            CHAPTER_CHILDREN,
            CHAPTER_TIME,
            CHAPTER_SEARCH,
        ]
    },
};

/// chapter Recognise: a request in any form, to any member of staff.
pub const CHAPTER_RECOGNISE: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Recognise",
    heading: "a request in any form, to any member of staff",
    in_force: date(2025, 12, 1),
    reach: Reach::Part,
    people: "whether staff recognise a request that does not call itself one",
};

/// chapter Children: requests by and for children.
pub const CHAPTER_CHILDREN: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Children",
    heading: "requests by and for children",
    in_force: date(2025, 12, 1),
    reach: Reach::Part,
    people: "whether a child understands what it means to use a right, and whether a parent acts for the child",
};

/// chapter Time: how long there is to answer, and when the time stops.
pub const CHAPTER_TIME: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Time",
    heading: "how long there is to answer, and when the time stops",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a request is complex, and whether a question to the person is reasonable",
};

/// chapter Search: how far to search.
pub const CHAPTER_SEARCH: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Search",
    heading: "how far to search",
    in_force: date(2025, 12, 1),
    reach: Reach::Part,
    people: "how far a reasonable search goes where data is not in a store that the manifest names",
};
