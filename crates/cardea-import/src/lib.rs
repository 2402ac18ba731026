//! What a device sends, as other formats say it, and the draft of a manifest made from it.
//!
//! **Invariant:** a draft names no purpose. What was imported is declared, and nothing of it is kept until a person says why.
//!
//! **Trust:** someone who can change this crate can make a draft call a field harmless that tells what people do.

mod draft;
mod format;
mod homeassistant;
mod json;
pub mod limits;
mod messages;
mod reveals;
mod sends;
mod thing_description;
pub mod topics;
mod units;
mod watch;
mod zigbee2mqtt;

pub use cardea_units::is_identifier;
pub use draft::{Draft, draft, product_id};
pub use format::Format;
pub use json::Unreadable;
pub use messages::{Message, message};
pub(crate) use reveals::is_word;
pub use reveals::{Reveals, reveals};
pub use sends::{Field, Form, LeftOut, Sends, Stream};
pub use units::ucum;
pub use watch::{Counts, Watch};
