//! The ledger from outside: what it promises, tried against vectors, a slow second implementation, a program in another
//! language, and hands that change its files.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test that fails may stop; its numbers are small"
)]

mod audits;
mod damage;
mod dpv;
mod growth;
mod home;
mod independent;
mod old_receipts;
mod receipts;
mod reference;
mod tiles;
mod vectors;
