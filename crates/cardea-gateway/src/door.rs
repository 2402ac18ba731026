//! What the gateway asks of the house behind it.

use core::fmt;
use std::future::Future;
use std::net::IpAddr;
use std::sync::{Arc, Weak};
use std::time::Duration;

use cardea_gate::{Acknowledge, Ticket};
use cardea_store::Listen;

/// The house, seen from its door.
pub trait Door: Send + Sync + 'static {
    /// A device that has signed in.
    type Device: Send + Sync + 'static;
    /// What one publish holds, decoded and ready to be kept. It carries the [`Ticket`] of its publish.
    type Reading: Send + 'static;

    /// Checks a device's id and token. Given up after [`SIGN_IN_TIMEOUT`](crate::limits::SIGN_IN_TIMEOUT).
    fn sign_in(
        &self,
        attempt: SignIn<'_>,
    ) -> impl Future<Output = Result<Arc<Self::Device>, SignInRefusal>> + Send;

    /// Whether a device that once signed in may still send. Asked before every batch of packets, so it must cost
    /// no more than a look at an atomic.
    fn standing(&self, device: &Self::Device) -> Standing;

    /// What kind of device it is on the wire. Asked once a connection and at subscriptions.
    fn kind(&self, device: &Self::Device) -> DeviceKind;

    /// What the device calls itself: its part in the topic of its directive.
    fn name<'d>(&self, device: &'d Self::Device) -> &'d str;

    /// Rings this listener whenever the directive of the device may have changed, or it may not send any more.
    fn listen(&self, device: &Self::Device, listener: Weak<dyn Listen>);

    /// The directives as they are now: the device's own first, then those of the devices it speaks for. Given up after
    /// [`DIRECTIVE_TIMEOUT`](crate::limits::DIRECTIVE_TIMEOUT). `None` when they cannot be found out; then nothing may be sent (law L8).
    fn directives(
        &self,
        device: &Arc<Self::Device>,
    ) -> impl Future<Output = Option<Directives>> + Send;

    /// Decodes one publish. Pure, fast, without I/O. `Ok(None)`: nothing in it is declared, so nothing is kept
    /// (law L1); it is counted and acknowledged, because sending it again would change nothing.
    fn read(
        &self,
        device: &Self::Device,
        publish: &Publish<'_>,
    ) -> Result<Option<Self::Reading>, PublishRefusal>;

    /// Queues readings in the order they came; waits while the queue is full, which is what slows devices down.
    /// `acks` hears once about each ticket, after the commit. An answer that takes longer than
    /// [`ANSWER_TIMEOUT`](crate::limits::ANSWER_TIMEOUT) counts as unavailable.
    fn keep(
        &self,
        readings: Vec<Self::Reading>,
        acks: Arc<dyn Acknowledge>,
    ) -> impl Future<Output = ()> + Send;
}

/// What a device is to be told. `Debug` shows how much.
pub struct Directives {
    /// What a device is called, and its directive as JSON.
    pub told: Vec<(String, Vec<u8>)>,
    /// How long this holds if nobody changes anything.
    pub fresh_for: Duration,
}

impl fmt::Debug for Directives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directives")
            .field("told", &self.told.len())
            .finish_non_exhaustive()
    }
}

/// An attempt to sign in. `Debug` shows none of it.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The device's id: the MQTT user name.
    pub device: &'a str,
    /// The device's token: the MQTT password.
    pub token: &'a [u8],
    /// The MQTT client id. Not a secret, chosen by the device; made by us if it sent none.
    pub client_id: &'a str,
    /// The version of its firmware, as the device says it; version 5 only. It is believed for counting drift and nothing else.
    pub firmware: Option<&'a str>,
    /// Where the attempt comes from.
    pub address: IpAddr,
}

impl fmt::Debug for SignIn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(..)")
    }
}

/// Why a device could not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInRefusal {
    /// Unknown device or wrong token; which of the two is not told.
    BadCredentials,
    /// It could not be checked now. The device tries again later.
    NotNow,
}

/// Whether a device may still send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Current,
    /// Its credential was changed or it was released: the connection ends.
    Revoked,
}

/// What kind of device it is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// It speaks for itself.
    Single,
    /// It speaks for others, too. Programs that do are written for a broker: some end when a subscription is refused, and tell in one message
    /// all they know of all their devices.
    Hub,
}

/// One message of a device. `Debug` shows its size, not its content.
#[derive(Clone, Copy)]
pub struct Publish<'a> {
    /// Topic, aliases resolved. 1 to [`TOPIC_BYTES_MAX`](crate::limits::TOPIC_BYTES_MAX) bytes, no wildcards.
    pub topic: &'a str,
    /// The message itself.
    pub payload: &'a [u8],
    /// How surely the device wants it delivered.
    pub qos: Qos,
    /// The device says it may have sent this before.
    pub dup: bool,
    /// The device's number for it, 1 to 65,535; none at QoS 0.
    pub packet_id: Option<u16>,
    /// Our number for it: what the answer must name. All publishes at QoS 0 share one.
    pub ticket: Ticket,
}

impl fmt::Debug for Publish<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publish")
            .field("payload_bytes", &self.payload.len())
            .field("qos", &self.qos)
            .field("dup", &self.dup)
            .field("packet_id", &self.packet_id)
            .field("ticket", &self.ticket)
            .finish_non_exhaustive()
    }
}

/// How surely a message is delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qos {
    /// QoS 0: at most once, no acknowledgement.
    AtMostOnce,
    /// QoS 1: at least once.
    AtLeastOnce,
    /// QoS 2: exactly once.
    ExactlyOnce,
}

/// Why a publish is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishRefusal {
    /// The topic belongs to another device.
    NotYours,
    /// The payload cannot be decoded. The reason tells the maker what is wrong, and nothing of what was in it.
    Unreadable(&'static str),
}
