// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Delegated Regulation (EU) 2022/30 on radio equipment: network, personal data, fraud.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Delegated Regulation (EU) 2022/30 on radio equipment: network, personal data, fraud.
pub static INSTRUMENT: Instrument = Instrument {
    name: "Delegated Regulation (EU) 2022/30",
    also: &[
        "Delegated Reg (EU) 2022/30",
        "EU radio equipment",
        "RED Delegated Act",
    ],
    title: "Delegated Regulation (EU) 2022/30 on radio equipment: network, personal data, fraud",
    in_force: date(2025, 8, 1),
    list: || &[ART_1_1, ART_1_2, ART_1_3],
};

/// Art 1(1): radio equipment that communicates over the internet: the network.
pub const ART_1_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 1(1)",
    heading: "radio equipment that communicates over the internet: the network",
    in_force: date(2025, 8, 1),
    reach: Reach::Part,
    people: "whether the product conforms to the requirement on networks",
};

/// Art 1(2): radio equipment that processes personal data: internet, childcare, toys, wearables.
pub const ART_1_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 1(2)",
    heading: "radio equipment that processes personal data: internet, childcare, toys, wearables",
    in_force: date(2025, 8, 1),
    reach: Reach::Part,
    people: "whether the product conforms to the requirement on personal data",
};

/// Art 1(3): radio equipment that moves money: fraud.
pub const ART_1_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 1(3)",
    heading: "radio equipment that moves money: fraud",
    in_force: date(2025, 8, 1),
    reach: Reach::Part,
    people: "whether the product conforms to the requirement on fraud",
};
