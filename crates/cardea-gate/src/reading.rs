//! A reading: what one message of a device says, reduced to what its manifest declares.

use cardea_units::{DeviceId, UnixMillis};

/// The place of a stream in its manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamIndex(pub u16);

/// One reading, not yet gated. Undeclared fields are not in it (law L1).
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The device that sent it.
    pub device: DeviceId,
    /// The stream it belongs to.
    pub stream: StreamIndex,
    /// The device's time, or that of arrival where the device has none.
    pub at: UnixMillis,
    /// When it came in.
    pub arrived: UnixMillis,
    /// How the same message is known when it comes again.
    pub identity: Identity,
    /// One value for each field of the stream, in the order of the manifest; `None` where the message had none.
    pub values: Box<[Option<Value>]>,
}

/// How a message is known when it comes again. The marks are keyed hashes, so that they say nothing to who has no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// By the device's own time: the same device, stream and time is the same reading.
    Time(u64),
    /// By its delivery, for devices without a clock: packet number and content.
    Delivery {
        /// The mark.
        mark: u64,
        /// Whether the sender says that it sent it before. Only then is an equal mark the same reading.
        again: Again,
    },
    /// Not at all: a repetition cannot be told from a new reading.
    Unknown,
}

/// Whether the sender says that it sent a message before (MQTT's DUP flag, a repeated `Idempotency-Key`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Values are a person's data and are not printed.
impl core::fmt::Debug for Reading {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reading")
            .field("stream", &self.stream)
            .finish_non_exhaustive()
    }
}

/// One value.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, in whole multiples of the field's own step.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A short text.
    Text(Box<str>),
}

impl core::fmt::Debug for Value {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Value(..)")
    }
}
