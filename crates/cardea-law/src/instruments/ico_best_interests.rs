// Written by `cargo xtask codegen` from `law/*.toml`. Do not edit.

//! Best interests of the child, resources on the children's code, Information Commission (ICO); no day is printed, so it counts from the first day of the code.

use cardea_units::date;

use crate::{Clause, Instrument, Reach};

/// Best interests of the child, resources on the children's code, Information Commission (ICO); no day is printed, so it counts from the first day of the code.
pub static INSTRUMENT: Instrument = Instrument {
    name: "ICO best interests pages",
    also: &["ICO best-interests page", "ICO best interests of the child"],
    title: "Best interests of the child, resources on the children's code, Information Commission (ICO); no day is printed, so it counts from the first day of the code",
    in_force: date(2021, 9, 2),
    list: || &[CHAPTER_ASSESSMENT],
};

/// chapter Assessment: assessing what is in the best interests of children.
pub const CHAPTER_ASSESSMENT: Clause = Clause {
    instrument: &INSTRUMENT,
    place: "chapter Assessment",
    heading: "assessing what is in the best interests of children",
    in_force: date(2021, 9, 2),
    reach: Reach::Part,
    people: "what is best for the children who use the product",
};
