//! The manifest: one YAML file in which a maker says what a product does with people's data.
//!
//! **Invariant:** what is read here is what is checked, published and enforced; nothing else reads the file.
//!
//! **Trust:** someone who can change this crate can make the law be checked on one text and the house run on another.

pub mod diff;
pub mod limits;
pub mod model;
mod node;
mod problem;
mod read;
mod references;
mod risk_mark;
mod schema;
pub mod shape;
mod version;
mod yaml;

pub use node::{At, Node, NodeKind, Quoted, Span};
pub use problem::{Problem, Unreadable};
pub use version::VersionId;
pub use yaml::parse;
