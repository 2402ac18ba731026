//! Law as data: instruments and their clauses as constants, each with the day from which it applies.
//!
//! A control names a clause by a constant (`pecr::SCH_A1_PARA_5`), so a citation that is not in `law/*.toml` does not compile.
//! The constants are written by `cargo xtask codegen`; edit the TOML files, never the Rust.
//!
//! **Invariant:** everything here is constant. No clause is found by building a string in code.
//!
//! **Trust:** someone who can change this crate can make a citation, a date or a claim of coverage untrue.

mod clause;
mod find;
mod instruments;

pub use clause::{Clause, Instrument, Reach};
pub use find::{find, under};
pub use instruments::*;
