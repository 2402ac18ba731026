//! The store against the laws of the house: each test tries to break one.

mod ends;
mod erased;
mod failures;
mod house;
mod manifests;
mod model;
mod once;
mod people;
mod promises;
mod raw;
mod undeclared;
mod withdrawn;
