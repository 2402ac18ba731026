//! What goes out of the house by itself: signed webhooks, and a person found and erased in the maker's own databases and services.
//!
//! | read | to learn |
//! | --- | --- |
//! | [`Outside`] | how somebody else's server is asked, and what bounds that |
//! | [`Reach`] | which addresses may be reached at all |
//! | [`Connectors`] | how a person is found, taken out and erased elsewhere, by a declared mapping |
//! | [`WebhookSecret`] | how a message is signed, after the Standard Webhooks specification |
//!
//! **Invariant:** nothing is sent but to an address that was looked at and may be reached, over TLS unless that address is this machine; no
//! redirect is followed; every wait and every answer has a bound. No address of the other side, and nothing that was sent or answered, is in an
//! error. Names from a mapping are quoted, and everything else that goes into a statement is a parameter.
//!
//! **Trust:** someone who can change this crate can send what is handed to it to somebody else, reach what only this machine can reach, and change
//! what the maker's databases let Cardea change.

mod address;
mod connectors;
pub mod limits;
mod outside;
mod target;
mod webhook;

pub use hyper::Method;

pub use address::{Network, NetworkError, Reach};
pub use connectors::{
    Connector, ConnectorError, Connectors, ConnectorsError, Elsewhere, Erasing, Found, Gone, Kind,
    Mapping, MappingError, Table, Whose,
};
pub use outside::{Answer, Outside, OutsideError, Request, Unreached};
pub use target::{Target, TargetError};
pub use webhook::{Signed, WebhookSecret};
