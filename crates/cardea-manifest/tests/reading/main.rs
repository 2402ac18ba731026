//! A manifest is read whole, or the maker is told what is wrong, where, and what to do.
#![cfg(test)]
#![expect(
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a span that does not lie on characters fails the test, as it should"
)]

mod bounds;
mod changed;
mod purposes;
mod references;
mod sections;
mod security_and_life;
mod shapes;
mod told;
mod underlined;
mod values;
