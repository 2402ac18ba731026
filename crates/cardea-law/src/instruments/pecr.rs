// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Privacy and Electronic Communications (EC Directive) Regulations 2003.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Privacy and Electronic Communications (EC Directive) Regulations 2003.
pub static INSTRUMENT: Instrument = Instrument {
    name: "PECR",
    also: &["PEC Regulations", "SI 2003/2426"],
    title: "Privacy and Electronic Communications (EC Directive) Regulations 2003",
    in_force: date(2003, 12, 11),
    list: || {
        &[
            REG_5A,
            REG_5C,
            REG_6,
            REG_6_1,
            REG_6_2,
            REG_6_2_A,
            REG_6_2_B,
            REG_22,
            REG_32A,
            REG_32B,
            REG_32C,
            SCH_A1,
            SCH_A1_PARA_1,
            SCH_A1_PARA_2,
            SCH_A1_PARA_2_1_A,
            SCH_A1_PARA_3,
            SCH_A1_PARA_4,
            SCH_A1_PARA_5,
            SCH_A1_PARA_5_1_D,
            SCH_A1_PARA_5_2,
            SCH_A1_PARA_6,
            SCH_A1_PARA_6_1,
            SCH_A1_PARA_7,
        ]
    },
};

/// reg 5A: service providers: personal data breach within 72 hours.
pub const REG_5A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 5A",
    heading: "service providers: personal data breach within 72 hours",
    in_force: date(2025, 8, 20),
    reach: Reach::Part,
    people: "whether the service is a public electronic communications service, and whether people are harmed",
};

/// reg 5C: service providers: fixed penalty.
pub const REG_5C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 5C",
    heading: "service providers: fixed penalty",
    in_force: date(2011, 5, 26),
    reach: Reach::Part,
    people: "whether the regulator uses the fixed penalty",
};

/// reg 6: storing information in, and access to, terminal equipment.
pub const REG_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 6",
    heading: "storing information in, and access to, terminal equipment",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether every write to and read from the device is in the manifest",
};

/// reg 6(1): no storage or access without an exception.
pub const REG_6_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 6(1)",
    heading: "no storage or access without an exception",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether every write to and read from the device is in the manifest",
};

/// reg 6(2): what storing and access mean.
pub const REG_6_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 6(2)",
    heading: "what storing and access mean",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether libraries and partners store or read what the manifest does not say",
};

/// reg 6(2)(a): instigating counts as doing.
pub const REG_6_2_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 6(2)(a)",
    heading: "instigating counts as doing",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a contract or a library brings others to store or read",
};

/// reg 6(2)(b): collecting automatically emitted information counts as access.
pub const REG_6_2_B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 6(2)(b)",
    heading: "collecting automatically emitted information counts as access",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the product listens to signals that the manifest does not name",
};

/// reg 22: electronic mail for direct marketing.
pub const REG_22: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 22",
    heading: "electronic mail for direct marketing",
    in_force: date(2003, 12, 11),
    reach: Reach::Part,
    people: "whether a message is marketing, and whether the earlier sale covers it",
};

/// reg 32A: codes of conduct.
pub const REG_32A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 32A",
    heading: "codes of conduct",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether an approved code fits the product",
};

/// reg 32B: accreditation of bodies monitoring codes.
pub const REG_32B: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 32B",
    heading: "accreditation of bodies monitoring codes",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the monitoring body is accredited",
};

/// reg 32C: effect of codes of conduct.
pub const REG_32C: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 32C",
    heading: "effect of codes of conduct",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "how far keeping to a code shows compliance",
};

/// Sch A1: storing information in the terminal equipment of a subscriber or user.
pub const SCH_A1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1",
    heading: "storing information in the terminal equipment of a subscriber or user",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the facts meet the exception that was chosen",
};

/// Sch A1 para 1: what website means.
pub const SCH_A1_PARA_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 1",
    heading: "what website means",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a surface of the product counts as a website",
};

/// Sch A1 para 2: ground: information and consent.
pub const SCH_A1_PARA_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 2",
    heading: "ground: information and consent",
    in_force: date(2026, 2, 5),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// Sch A1 para 2(1)(a): clear and comprehensive information first.
pub const SCH_A1_PARA_2_1_A: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 2(1)(a)",
    heading: "clear and comprehensive information first",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the information is clear to the people who get it",
};

/// Sch A1 para 3: ground: transmission of a communication.
pub const SCH_A1_PARA_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 3",
    heading: "ground: transmission of a communication",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the operation serves transmission and nothing else",
};

/// Sch A1 para 4: ground: strictly necessary for the service asked for.
pub const SCH_A1_PARA_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 4",
    heading: "ground: strictly necessary for the service asked for",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the person who asked for the service would call the operation necessary",
};

/// Sch A1 para 5: ground: statistics to improve the service.
pub const SCH_A1_PARA_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 5",
    heading: "ground: statistics to improve the service",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the statistics really serve to improve the service",
};

/// Sch A1 para 5(1)(d): statistics: clear and comprehensive information.
pub const SCH_A1_PARA_5_1_D: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 5(1)(d)",
    heading: "statistics: clear and comprehensive information",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the information on statistics is clear to the people who get it",
};

/// Sch A1 para 5(2): statistics never cover automatically emitted information.
pub const SCH_A1_PARA_5_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 5(2)",
    heading: "statistics never cover automatically emitted information",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a signal is emitted by itself or sent because the person asked",
};

/// Sch A1 para 6: ground: appearance and preference.
pub const SCH_A1_PARA_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 6",
    heading: "ground: appearance and preference",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the operation adapts looks or functions and nothing else",
};

/// Sch A1 para 6(1): appearance: information and a free objection.
pub const SCH_A1_PARA_6_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 6(1)",
    heading: "appearance: information and a free objection",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether the information is clear and the objection simple",
};

/// Sch A1 para 7: ground: emergency assistance.
pub const SCH_A1_PARA_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Sch A1 para 7",
    heading: "ground: emergency assistance",
    in_force: date(2026, 2, 5),
    reach: Reach::Part,
    people: "whether a call for help was one",
};
