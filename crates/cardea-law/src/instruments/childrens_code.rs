// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Age appropriate design: a code of practice for online services, Information Commission (ICO).

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Age appropriate design: a code of practice for online services, Information Commission (ICO).
pub static INSTRUMENT: Instrument = Instrument {
    name: "Children's code",
    also: &["Age appropriate design code", "AADC"],
    title: "Age appropriate design: a code of practice for online services, Information Commission (ICO)",
    in_force: date(2021, 9, 2),
    list: || {
        &[
            STD_1, STD_2, STD_3, STD_4, STD_5, STD_6, STD_7, STD_8, STD_9, STD_10, STD_11, STD_12,
            STD_13, STD_14, STD_15,
        ]
    },
};

/// std 1: best interests of the child.
pub const STD_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 1",
    heading: "best interests of the child",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "what is best for the children who use the product",
};

/// std 2: data protection impact assessments.
pub const STD_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 2",
    heading: "data protection impact assessments",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "the assessment itself, and whether children were heard",
};

/// std 3: age-appropriate application.
pub const STD_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 3",
    heading: "age-appropriate application",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the age range declared is that of the children who really use the product",
};

/// std 4: transparency.
pub const STD_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 4",
    heading: "transparency",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether a child of that age understands what is said",
};

/// std 5: detrimental use of data.
pub const STD_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 5",
    heading: "detrimental use of data",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether a use harms children in a way that no field of the manifest shows",
};

/// std 6: policies and community standards.
pub const STD_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 6",
    heading: "policies and community standards",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether published rules are kept when they are broken",
};

/// std 7: default settings.
pub const STD_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 7",
    heading: "default settings",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether a weaker default has a compelling reason in the child's interest",
};

/// std 8: data minimisation.
pub const STD_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 8",
    heading: "data minimisation",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether a child could choose less and still take part",
};

/// std 9: data sharing.
pub const STD_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 9",
    heading: "data sharing",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the reason given for sharing is compelling",
};

/// std 10: geolocation.
pub const STD_10: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 10",
    heading: "geolocation",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the sign that location is on is obvious to a child",
};

/// std 11: parental controls.
pub const STD_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 11",
    heading: "parental controls",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the sign that a child is watched over is obvious to that child",
};

/// std 12: profiling.
pub const STD_12: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 12",
    heading: "profiling",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the measures against harm from profiling work",
};

/// std 13: nudge techniques.
pub const STD_13: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 13",
    heading: "nudge techniques",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the design of pages and voice steers a child towards less privacy",
};

/// std 14: connected toys and devices.
pub const STD_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 14",
    heading: "connected toys and devices",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether the toy on the shelf behaves as the manifest says",
};

/// std 15: online tools.
pub const STD_15: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "std 15",
    heading: "online tools",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "whether a child finds the tools and can use them",
};
