//! Requests of people and their states.

/// What a person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    /// A copy of what is held (UK GDPR Art 15).
    Access,
    /// To be forgotten (UK GDPR Art 17).
    Erasure,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// Written down, nothing done yet. Survives a crash.
    Received,
    /// The secrets are destroyed; what is left of the ciphertext is being swept.
    Sweeping,
    /// Answered.
    Done,
}

impl RequestKind {
    /// As it is written in the database and the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Erasure => "erasure",
        }
    }
}

impl RequestState {
    /// As it is written in the database and the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Sweeping => "sweeping",
            Self::Done => "done",
        }
    }
}
