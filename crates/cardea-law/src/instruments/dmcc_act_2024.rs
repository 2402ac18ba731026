// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Digital Markets, Competition and Consumers Act 2024.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Digital Markets, Competition and Consumers Act 2024.
pub static INSTRUMENT: Instrument = Instrument {
    name: "DMCC Act 2024",
    also: &[
        "DMCCA 2024",
        "DMCC Act",
        "Digital Markets, Competition and Consumers Act 2024",
    ],
    title: "Digital Markets, Competition and Consumers Act 2024",
    in_force: date(2025, 4, 6),
    list: || &[S_230],
};

/// s.230: invitation to purchase: material information.
pub const S_230: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "s.230",
    heading: "invitation to purchase: material information",
    in_force: date(2025, 4, 6),
    reach: Reach::Part,
    people: "whether the page on which the product is offered is an invitation to purchase",
};
