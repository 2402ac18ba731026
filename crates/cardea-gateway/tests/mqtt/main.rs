//! The MQTT endpoint, driven by devices: `mqtt-protocol-core` in the client role, and raw bytes where a device
//! would not do such a thing.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops at the first surprise"
)]
#![expect(unreachable_pub, reason = "read by nobody but its neighbours")]

mod acknowledge;
mod bounds;
mod client;
mod connect;
mod directive;
mod garbage;
mod home;
mod refuse;
mod session;
mod stage;
mod tcp;
