//! Where people, operators and programs come in.
//!
//! [`House`] holds what the acts need; `acts` has one file for each thing somebody can do, with its evidence; the pages and the JSON API call
//! the acts and nothing else.
//!
//! **Invariant:** evidence is durable before an act is answered, before a yes counts, and before the first byte of anybody's data leaves (law L7). What was stopped is
//! asked about again before anything leaves (law L3).
//!
//! **Trust:** someone who can change this crate can show one person's data to another.

mod acts;
pub mod api;
mod clip_answer;
mod house;
pub mod limits;
mod pages;
mod refusal;
mod streamed;

pub use acts::*;
pub use house::{House, Who};
pub use pages::{Cookies, PortalSettings, pages, portal};
pub use refusal::{Refusal, RefusalKind};
