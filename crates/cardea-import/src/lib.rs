//! What a device sends, as other formats say it, and the draft of a manifest made from it.
//!
//! **Invariant:** a draft names no purpose. What was imported is declared, and nothing of it is kept until a person says why.
//!
//! **Trust:** someone who can change this crate can make a draft call a field harmless that tells what people do.

mod draft;
pub mod limits;
mod reveals;
mod sends;
mod units;

pub use draft::{Draft, draft};
pub use reveals::{Reveals, reveals};
pub use sends::{Field, Form, LeftOut, Sends, Stream};
pub use units::ucum;
