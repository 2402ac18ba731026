// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Data Protection (Charges and Information) Regulations 2018.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Data Protection (Charges and Information) Regulations 2018.
pub static INSTRUMENT: Instrument = Instrument {
    name: "Charges Regs 2018",
    also: &[
        "Data Protection (Charges and Information) Regs 2018",
        "Data Protection (Charges and Information) Regulations 2018",
        "SI 2018/480",
    ],
    title: "Data Protection (Charges and Information) Regulations 2018",
    in_force: date(2018, 5, 25),
    list: || &[REG_2, REG_3],
};

/// reg 2: duty to pay the charge and to give information.
pub const REG_2: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 2",
    heading: "duty to pay the charge and to give information",
    in_force: date(2018, 5, 25),
    reach: Reach::Part,
    people: "whether an exemption applies",
};

/// reg 3: amount of the charge.
pub const REG_3: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "reg 3",
    heading: "amount of the charge",
    in_force: date(2025, 2, 17),
    reach: Reach::Part,
    people: "whether staff and turnover put the controller in the tier it paid for",
};
