//! The gateway: where devices come in.
//!
//! | look in | for |
//! | --- | --- |
//! | [`Door`] | what the gateway asks of the house behind it |
//! | [`mqtt`] | the MQTT 3.1.1 and 5 endpoint |
//! | [`http`] | readings by HTTP |
//! | `directive` | what a device is told to send, as JSON |
//! | [`Decoder`] | from a payload to a reading |
//! | [`DriftBook`] | what is sent otherwise than declared, counted |
//! | [`HouseDoor`] | the gateway in front of the store |
//! | [`limits`] | every queue, size and time, with its bound and the reason for it |
//! | [`Counters`] | what has happened so far, in numbers |
//!
//! **Invariant:** a device is told "taken" only after the house has answered for that very reading (law L6),
//! and nothing that a device sends can stop the gateway or cost another device its turn.
//!
//! **Trust:** someone who can change this crate can read every reading on its way in and every device's token,
//! and can acknowledge what was never kept.

mod counters;
mod decode;
mod directive;
mod door;
mod drift;
mod house_door;
pub mod http;
pub mod limits;
mod media;
pub mod mqtt;

pub use counters::{Counters, Counts};
pub use decode::{Decoded, Decoder, Message, Seen};
pub use door::{
    DeviceKind, Directives, Door, Publish, PublishRefusal, Qos, SignIn, SignInRefusal, Standing,
};
pub use drift::DriftBook;
pub use house_door::HouseDoor;
pub use limits::Limits;
