// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Product Security and Telecommunications Infrastructure Act 2022, Part 1.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Product Security and Telecommunications Infrastructure Act 2022, Part 1.
pub static INSTRUMENT: Instrument = Instrument {
    name: "PSTI Act 2022",
    also: &["PSTI Act"],
    title: "Product Security and Telecommunications Infrastructure Act 2022, Part 1",
    in_force: date(2024, 4, 29),
    list: || {
        &[
            S_4, S_5, S_6, S_7, S_8, S_9, S_10, S_11, S_12, S_14, S_15, S_16, S_17, S_18, S_19,
            S_20, S_21, S_22, S_23, S_24, S_25, S_51, S_54, S_55, S_56,
        ]
    },
};

/// s.4: relevant connectable products.
pub const S_4: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.4",
    heading: "relevant connectable products",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the description of the product in the manifest is true",
};

/// s.5: internet-connectable and network-connectable products.
pub const S_5: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.5",
    heading: "internet-connectable and network-connectable products",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the product connects in ways that the manifest does not name",
};

/// s.6: excepted products.
pub const S_6: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.6",
    heading: "excepted products",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether an exception that is claimed fits the facts",
};

/// s.7: manufacturers, importers and distributors.
pub const S_7: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.7",
    heading: "manufacturers, importers and distributors",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "who in the chain of supply does what",
};

/// s.8: manufacturer: duty to comply with security requirements.
pub const S_8: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.8",
    heading: "manufacturer: duty to comply with security requirements",
    in_force: date(2024, 4, 29),
    reach: Reach::None,
    people: "all of it: no control checks this clause yet",
};

/// s.9: manufacturer: statement of compliance.
pub const S_9: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.9",
    heading: "manufacturer: statement of compliance",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the declaration in the statement is true",
};

/// s.10: manufacturer: duty to investigate.
pub const S_10: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.10",
    heading: "manufacturer: duty to investigate",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the enquiry found what went wrong",
};

/// s.11: manufacturer: duty to act on a failure.
pub const S_11: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.11",
    heading: "manufacturer: duty to act on a failure",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the steps taken remedy the failure",
};

/// s.12: manufacturer: records for ten years.
pub const S_12: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.12",
    heading: "manufacturer: records for ten years",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the record of each failure is complete",
};

/// s.14: importer: duty to comply with security requirements.
pub const S_14: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.14",
    heading: "importer: duty to comply with security requirements",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the importer knows or should know of a failure",
};

/// s.15: importer: statement of compliance.
pub const S_15: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.15",
    heading: "importer: statement of compliance",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the statement that came with the product is genuine",
};

/// s.16: importer: duty to investigate.
pub const S_16: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.16",
    heading: "importer: duty to investigate",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the enquiry found what went wrong",
};

/// s.17: importer: no supply of a failing product.
pub const S_17: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.17",
    heading: "importer: no supply of a failing product",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "what the importer knows or believes of the product",
};

/// s.18: importer: duty to act on its own failure.
pub const S_18: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.18",
    heading: "importer: duty to act on its own failure",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the steps taken remedy the failure",
};

/// s.19: importer: duty to act on the manufacturer's failure.
pub const S_19: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.19",
    heading: "importer: duty to act on the manufacturer's failure",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the maker was told, and acts",
};

/// s.20: importer: records for ten years.
pub const S_20: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.20",
    heading: "importer: records for ten years",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the record of each failure is complete",
};

/// s.21: distributor: duty to comply with security requirements.
pub const S_21: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.21",
    heading: "distributor: duty to comply with security requirements",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the distributor knows or should know of a failure",
};

/// s.22: distributor: statement of compliance.
pub const S_22: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.22",
    heading: "distributor: statement of compliance",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the statement that came with the product is genuine",
};

/// s.23: distributor: no supply of a failing product.
pub const S_23: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.23",
    heading: "distributor: no supply of a failing product",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "what the distributor knows or believes of the product",
};

/// s.24: distributor: duty to act on its own failure.
pub const S_24: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.24",
    heading: "distributor: duty to act on its own failure",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the steps taken remedy the failure",
};

/// s.25: distributor: duty to act on the manufacturer's failure.
pub const S_25: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.25",
    heading: "distributor: duty to act on the manufacturer's failure",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the maker was told, and acts",
};

/// s.51: authorised representatives.
pub const S_51: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.51",
    heading: "authorised representatives",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether the representative is authorised in writing",
};

/// s.54: UK consumer connectable product.
pub const S_54: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.54",
    heading: "UK consumer connectable product",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "whether consumers are offered the product, or one like it",
};

/// s.55: making a product available.
pub const S_55: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.55",
    heading: "making a product available",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "when a product counts as made available",
};

/// s.56: interpretation.
pub const S_56: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.56",
    heading: "interpretation",
    in_force: date(2024, 4, 29),
    reach: Reach::Part,
    people: "how a doubtful word of the Act applies to the product",
};
