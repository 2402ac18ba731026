//! What becomes of a reading, told to whoever handed it in.

/// The number by which the door that handed a reading in knows it again, such as an MQTT packet id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u32);

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is on disk (law L6).
    Kept,
    /// It was on disk already; it is there once.
    Duplicate,
    /// Nobody may have it, so nothing was stored. The device did its part and need not send it again.
    NotPermitted,
    /// It could not be stored now (disk full, store stopped). Nothing is lost if the device sends it again later.
    Unavailable,
}

/// Whoever waits for answers: one connection, one request.
pub trait Acknowledge: Send + Sync + core::fmt::Debug {
    /// Takes answers, after the commit that made them true. Must not block.
    fn answer(&self, answers: &[(Ticket, Answer)]);
}
