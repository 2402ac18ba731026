//! What people ask for, and by which way.

/// What a person asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    /// A copy of what is held (UK GDPR Art 15).
    Access,
    /// What they gave or what was observed of them, to take elsewhere (UK GDPR Art 20).
    Portability,
    /// That something wrong is put right (UK GDPR Art 16).
    Rectification,
    /// To be forgotten (UK GDPR Art 17).
    Erasure,
    /// That something is kept and not used (UK GDPR Art 18).
    Restriction,
    /// That something stops (UK GDPR Art 21).
    Objection,
    /// That a person looks at what a machine decided (UK GDPR Art 22C).
    HumanReview,
    /// A complaint to who decides about the data (DPA 2018 s.164A).
    Complaint,
}

impl RequestKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Access,
        Self::Portability,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Objection,
        Self::HumanReview,
        Self::Complaint,
    ];

    /// As it is written in the database and the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Portability => "portability",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Objection => "objection",
            Self::HumanReview => "human_review",
            Self::Complaint => "complaint",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether asking what it is about stops the clock: of access alone (UK GDPR Art 12A(5)).
    pub const fn may_pause(self) -> bool {
        matches!(self, Self::Access)
    }
}

/// By which way a request came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestChannel {
    /// The portal.
    #[default]
    Portal,
    /// The maker's app.
    App,
    /// On paper.
    Letter,
    /// Spoken, over the phone.
    Phone,
    /// By e-mail.
    Email,
    /// Any other way: an operator wrote it down.
    Operator,
}

impl RequestChannel {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Portal,
        Self::App,
        Self::Letter,
        Self::Phone,
        Self::Email,
        Self::Operator,
    ];

    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::App => "app",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Operator => "operator",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}
