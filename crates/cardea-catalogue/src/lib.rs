//! The catalogue: what the law asks of a product, one control a file, judged over its manifest.
//!
//! Start with [`judge`]. [`find`] gives one control, and [`page`] what a maker should know about it.
//!
//! To add a control: write `controls/<family>/<name>.rs` and `<name>.md`, then run `cargo xtask codegen`.
//!
//! **Invariant:** a control is a pure function. Same manifest, same day, same findings in the same order. What could not be judged is
//! never kept.
//!
//! **Trust:** someone who can change this crate can make a product that breaks the law look as if it kept it.

mod always_within;
mod annex_1;
mod answered;
mod asked;
mod beyond_service;
mod breaches;
mod channels;
mod child_age;
mod children;
mod compare;
mod control;
mod controls;
mod domestic_law;
mod en_303_645;
mod eu_law;
mod figures_of_many;
mod high_impact;
mod high_risk;
mod house_law;
mod impact_assessment;
mod judge;
mod kept_fields;
mod markets;
mod outcome;
mod outcomes;
mod pecr;
mod places;
mod psti;
mod purpose_fields;
mod readability;
mod recognition;
mod refusal_cost;
mod report;
mod roles;
mod said;
mod sensing;
mod special_category;
mod statement;
mod steps;
mod told;
mod transfer;
mod used_fields;
mod verdict;
mod world;

pub use compare::{Compared, compare};
pub use control::{Checked, Control, Level, Principle, Status, find, page};
pub use controls::ALL;
pub use high_risk::{LARGE_SCALE_PEOPLE, Trigger, triggers};
pub use house_law::HouseLaw;
pub use judge::{judge, judge_one};
pub use markets::{EEA_BEYOND_THE_EU, EU_STATES, is_in_the_eu, is_the_uk};
pub use outcome::{Construction, Finding, FindingKind, Outcome};
pub use report::{Judged, Report, Standing, Stray, Tally};
pub use roles::{Role, acts_in, controllers, processors, roles};
pub use special_category::{Special, SpecialField, special, special_fields};
pub use statement::Statement;
pub use transfer::{Adequacy, Misfit, adequacy, misfit, receivers_abroad};
pub use verdict::Verdict;
pub use world::World;
