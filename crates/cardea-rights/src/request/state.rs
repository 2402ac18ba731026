//! Where a request stands.

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// Written down, nothing done yet. Survives a crash.
    Received,
    /// There is reasonable doubt who asks, and they were asked to show it (UK GDPR Art 12(6)).
    IdentityCheck,
    /// They were asked what it is about: the clock of an access request stands still (UK GDPR Art 12A(5)).
    Clarification,
    /// Somebody works on it.
    Working,
    /// Two more months were told of, with the reason, inside the first.
    Extended,
    /// The secrets are destroyed; what is left of the ciphertext is being swept. Of erasures alone.
    Sweeping,
    /// Answered.
    Done,
    /// Not done, with the ground and the routes of complaint told.
    Refused,
    /// The person took it back, or was forgotten.
    Withdrawn,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Received,
        Self::IdentityCheck,
        Self::Clarification,
        Self::Working,
        Self::Extended,
        Self::Sweeping,
        Self::Done,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// As it is written in the database and the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::IdentityCheck => "identity_check",
            Self::Clarification => "clarification",
            Self::Working => "working",
            Self::Extended => "extended",
            Self::Sweeping => "sweeping",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether an answer is still owed.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Refused | Self::Withdrawn)
    }
}
