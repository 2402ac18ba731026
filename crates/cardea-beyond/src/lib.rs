//! What goes out of the house by itself: a client for HTTP over TLS, and signed webhooks.
//!
//! | read | to learn |
//! | --- | --- |
//! | [`Outside`] | how somebody else's server is asked, and what bounds that |
//! | [`Reach`] | which addresses may be reached at all |
//! | [`WebhookSecret`] | how a message is signed, after the Standard Webhooks specification |
//!
//! **Invariant:** nothing is sent but to an address that was looked at and may be reached, over TLS unless that address is this machine; no
//! redirect is followed; every wait and every answer has a bound. No address of the other side, and nothing that was sent or answered, is in an
//! error.
//!
//! **Trust:** someone who can change this crate can send what is handed to it to somebody else, or reach what only this machine can reach.

mod address;
pub mod limits;
mod outside;
mod target;
mod webhook;

pub use hyper::Method;

pub use address::{Network, NetworkError, Reach};
pub use outside::{Answer, Outside, OutsideError, Request, Unreached};
pub use target::{Target, TargetError};
pub use webhook::{Signed, WebhookSecret};
