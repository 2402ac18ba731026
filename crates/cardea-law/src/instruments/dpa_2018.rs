// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Data Protection Act 2018.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Data Protection Act 2018.
pub static INSTRUMENT: Instrument = Instrument {
    name: "DPA 2018",
    also: &["DPA", "Data Protection Act 2018"],
    title: "Data Protection Act 2018",
    in_force: date(2018, 5, 25),
    list: || {
        &[
            S_10,
            S_11,
            S_123,
            S_127,
            S_157,
            S_164A,
            S_164A_1,
            S_164A_2,
            S_164A_3,
            S_164A_4,
            S_164A_5,
            S_164B,
            S_165,
            S_208,
            SCH_1,
            SCH_2_PARA_16,
        ]
    },
};

/// s.10: special categories: conditions in domestic law.
pub const S_10: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.10",
    heading: "special categories: conditions in domestic law",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether the facts meet the condition that was chosen",
};

/// s.11: special categories: supplementary.
pub const S_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.11",
    heading: "special categories: supplementary",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether the facts meet what the supplementary provisions add to a condition",
};

/// s.123: age-appropriate design code.
pub const S_123: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.123",
    heading: "age-appropriate design code",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether the service is likely to be used by children",
};

/// s.127: effect of codes of practice.
pub const S_127: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.127",
    heading: "effect of codes of practice",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether another way than the code's protects children as well",
};

/// s.157: maximum amount of penalty.
pub const S_157: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.157",
    heading: "maximum amount of penalty",
    in_force: date(2026, 2, 5),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// s.164A: complaints by data subjects to controllers.
pub const S_164A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A",
    heading: "complaints by data subjects to controllers",
    in_force: date(2026, 6, 19),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// s.164A(1): a person may complain to the controller.
pub const S_164A_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A(1)",
    heading: "a person may complain to the controller",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether a complaint is recognised however it is worded",
};

/// s.164A(2): making complaints easy.
pub const S_164A_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A(2)",
    heading: "making complaints easy",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether people find the form and the other way, and can use them",
};

/// s.164A(3): acknowledgement within 30 days.
pub const S_164A_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A(3)",
    heading: "acknowledgement within 30 days",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether the person who gets the acknowledgement understands it",
};

/// s.164A(4): action and outcome without undue delay.
pub const S_164A_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A(4)",
    heading: "action and outcome without undue delay",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether the steps taken answer the complaint",
};

/// s.164A(5): enquiries and word of progress.
pub const S_164A_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164A(5)",
    heading: "enquiries and word of progress",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "how far enquiries have to go",
};

/// s.164B: controllers may have to report numbers of complaints.
pub const S_164B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.164B",
    heading: "controllers may have to report numbers of complaints",
    in_force: date(2026, 6, 19),
    reach: Reach::Part,
    people: "whether regulations require the numbers to be reported",
};

/// s.165: complaints to the regulator.
pub const S_165: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.165",
    heading: "complaints to the regulator",
    in_force: date(2018, 5, 25),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// s.208: children in Scotland.
pub const S_208: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.208",
    heading: "children in Scotland",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether a child under 12 understands what it means to use a right",
};

/// Sch 1: special categories: conditions and the appropriate policy document.
pub const SCH_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 1",
    heading: "special categories: conditions and the appropriate policy document",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "the appropriate policy document itself",
};

/// Sch 2 para 16: protection of the rights of others.
pub const SCH_2_PARA_16: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 2 para 16",
    heading: "protection of the rights of others",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether it is reasonable to disclose what also concerns somebody else",
};
