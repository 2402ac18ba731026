// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Regulation (EU) 2024/2847 on horizontal cybersecurity requirements for products with digital elements.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Regulation (EU) 2024/2847 on horizontal cybersecurity requirements for products with digital elements.
pub static INSTRUMENT: Instrument = Instrument {
    name: "EU Cyber Resilience Act",
    also: &[
        "Cyber Resilience Act",
        "EU CRA",
        "CRA",
        "Regulation (EU) 2024/2847",
    ],
    title: "Regulation (EU) 2024/2847 on horizontal cybersecurity requirements for products with digital elements",
    in_force: date(2026, 6, 11),
    list: || {
        &[
            ART_13,
            ART_13_8,
            ART_14,
            ART_30,
            ART_64,
            ANNEX_I_PART_I,
            ANNEX_I_PART_II,
        ]
    },
};

/// Art 13: duties of manufacturers.
pub const ART_13: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13",
    heading: "duties of manufacturers",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether the duties are met by the product that is sold",
};

/// Art 13(8): support period.
pub const ART_13_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 13(8)",
    heading: "support period",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether the support period is as long as the product is expected to be in use",
};

/// Art 14: reports of exploited vulnerabilities and severe incidents.
pub const ART_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 14",
    heading: "reports of exploited vulnerabilities and severe incidents",
    in_force: date(2026, 9, 11),
    reach: Reach::Part,
    people: "whether a vulnerability is actively exploited or an incident severe, and when it was known",
};

/// Art 30: CE marking.
pub const ART_30: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 30",
    heading: "CE marking",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether the marking is on the product",
};

/// Art 64: penalties.
pub const ART_64: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 64",
    heading: "penalties",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether and how high a fine is set",
};

/// Annex I Part I: security requirements for products.
pub const ANNEX_I_PART_I: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Annex I Part I",
    heading: "security requirements for products",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether the product meets the requirements",
};

/// Annex I Part II: requirements for handling vulnerabilities.
pub const ANNEX_I_PART_II: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Annex I Part II",
    heading: "requirements for handling vulnerabilities",
    in_force: date(2027, 12, 11),
    reach: Reach::Part,
    people: "whether vulnerabilities are handled as declared",
};
