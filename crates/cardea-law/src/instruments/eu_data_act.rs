// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Regulation (EU) 2023/2854 on harmonised rules on fair access to and use of data.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Regulation (EU) 2023/2854 on harmonised rules on fair access to and use of data.
pub static INSTRUMENT: Instrument = Instrument {
    name: "EU Data Act",
    also: &["Data Act", "Regulation (EU) 2023/2854"],
    title: "Regulation (EU) 2023/2854 on harmonised rules on fair access to and use of data",
    in_force: date(2025, 9, 12),
    list: || {
        &[
            ART_3_1, ART_3_2, ART_3_3, ART_4, ART_5, ART_6, ART_7, ART_50,
        ]
    },
};

/// Art 3(1): products make their data accessible to the user by design.
pub const ART_3_1: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 3(1)",
    heading: "products make their data accessible to the user by design",
    in_force: date(2026, 9, 12),
    reach: Reach::Part,
    people: "whether direct access by the user is relevant and feasible",
};

/// Art 3(2): told before the contract: the product and its data.
pub const ART_3_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 3(2)",
    heading: "told before the contract: the product and its data",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether people understand what they are told before they buy",
};

/// Art 3(3): told before the contract: the related service and its data.
pub const ART_3_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 3(3)",
    heading: "told before the contract: the related service and its data",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether people understand what they are told before they sign",
};

/// Art 4: access by the user on request.
pub const ART_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 4",
    heading: "access by the user on request",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether data is readily available, and whether a trade secret stands against access",
};

/// Art 5: sharing with a third party that the user chooses.
pub const ART_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 5",
    heading: "sharing with a third party that the user chooses",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether the third party is a gatekeeper",
};

/// Art 6: duties of the third party.
pub const ART_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 6",
    heading: "duties of the third party",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether the third party keeps to the purpose agreed",
};

/// Art 7: small makers and contract terms.
pub const ART_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 7",
    heading: "small makers and contract terms",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "whether the maker is micro or small on its own",
};

/// Art 50: when it applies.
pub const ART_50: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "Art 50",
    heading: "when it applies",
    in_force: date(2025, 9, 12),
    reach: Reach::Part,
    people: "on which day a product was placed on the market",
};
