// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Product Security and Telecommunications Infrastructure (Security Requirements for Relevant Connectable Products) Regulations 2023.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Product Security and Telecommunications Infrastructure (Security Requirements for Relevant Connectable Products) Regulations 2023.
pub static INSTRUMENT: Instrument = Instrument {
    name: "PSTI Regs 2023",
    also: &["PSTI Regulations 2023", "SI 2023/1007"],
    title: "Product Security and Telecommunications Infrastructure (Security Requirements for Relevant Connectable Products) Regulations 2023",
    in_force: date(2024, 4, 29),
    list: || {
        &[
            REG_3,
            REG_4,
            REG_8,
            REG_9,
            SCH_1_PARA_1,
            SCH_1_PARA_2,
            SCH_1_PARA_3,
            SCH_2_PARA_1,
            SCH_2_PARA_2,
            SCH_2_PARA_3,
            SCH_2A,
            SCH_3,
            SCH_4,
        ]
    },
};

/// reg 3: security requirements.
pub const REG_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 3",
    heading: "security requirements",
    in_force: date(2024, 4, 29),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// reg 4: deemed compliance.
pub const REG_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 4",
    heading: "deemed compliance",
    in_force: date(2024, 4, 29),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// reg 8: manufacturer: keeping the statement.
pub const REG_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 8",
    heading: "manufacturer: keeping the statement",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the copy is where the manifest says",
};

/// reg 9: importer: keeping the statement.
pub const REG_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 9",
    heading: "importer: keeping the statement",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the copy is where the manifest says",
};

/// Sch 1 para 1: passwords.
pub const SCH_1_PARA_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 1 para 1",
    heading: "passwords",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "how unique passwords are really made in the factory",
};

/// Sch 1 para 2: information on how to report security issues.
pub const SCH_1_PARA_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 1 para 2",
    heading: "information on how to report security issues",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether reports are acknowledged and followed up in the time published",
};

/// Sch 1 para 3: information on minimum security update periods.
pub const SCH_1_PARA_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 1 para 3",
    heading: "information on minimum security update periods",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the date is published where the product is offered, as prominently as its price",
};

/// Sch 2 para 1: deemed compliance: passwords.
pub const SCH_2_PARA_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 2 para 1",
    heading: "deemed compliance: passwords",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the product conforms to the provisions of the standard",
};

/// Sch 2 para 2: deemed compliance: reporting.
pub const SCH_2_PARA_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 2 para 2",
    heading: "deemed compliance: reporting",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the handling of reports conforms to the standard that was chosen",
};

/// Sch 2 para 3: deemed compliance: update periods.
pub const SCH_2_PARA_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 2 para 3",
    heading: "deemed compliance: update periods",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the product conforms to the provision of the standard",
};

/// Sch 2A: deemed compliance: the labels JC-STAR of Japan and CLS of Singapore.
pub const SCH_2A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 2A",
    heading: "deemed compliance: the labels JC-STAR of Japan and CLS of Singapore",
    in_force: date(2025, 12, 4),
    reach: Reach::Part,
    people: "whether the label was issued for this product and is still valid",
};

/// Sch 3: excepted products.
pub const SCH_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 3",
    heading: "excepted products",
    in_force: date(2025, 2, 25),
    reach: Reach::Part,
    people: "whether the product is of the kind that the exception names",
};

/// Sch 4: what a statement of compliance says.
pub const SCH_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch 4",
    heading: "what a statement of compliance says",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether what the statement says is true",
};
