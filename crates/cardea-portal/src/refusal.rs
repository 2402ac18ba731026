//! Why something was not done: what the person is told, and what the operator's log says, kept apart.

use core::fmt;

use cardea_ledger::LedgerError;
use cardea_store::StoreError;

/// A refusal.
#[derive(Debug)]
pub struct Refusal {
    /// What kind it is.
    pub kind: RefusalKind,
    /// A sentence for who asked: what is wrong and what to do.
    pub public: String,
    /// For the operator's log; nothing about a person.
    pub cause: Option<String>,
}

/// Kinds of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// What was sent cannot be used.
    Invalid,
    /// Nobody is signed in.
    NotSignedIn,
    /// Who is signed in may not do this.
    NotAllowed,
    /// There is no such thing.
    NotFound,
    /// It has changed since it was looked at.
    Changed,
    /// Too many attempts.
    TooMany,
    /// It cannot be done now.
    NotNow,
}

impl Refusal {
    /// A refusal with what the person is told.
    pub fn new(kind: RefusalKind, public: impl Into<String>) -> Self {
        Self {
            kind,
            public: public.into(),
            cause: None,
        }
    }

    /// What was sent cannot be used.
    pub fn invalid(public: impl Into<String>) -> Self {
        Self::new(RefusalKind::Invalid, public)
    }

    /// Who is signed in may not do this.
    pub fn not_allowed(public: impl Into<String>) -> Self {
        Self::new(RefusalKind::NotAllowed, public)
    }

    /// It cannot be done now, for a reason that only the operator is told.
    pub fn not_now(cause: impl fmt::Display) -> Self {
        Self {
            kind: RefusalKind::NotNow,
            public: "This cannot be done now. Nothing was changed. Try again in a few minutes."
                .to_owned(),
            cause: Some(cause.to_string()),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.public)
    }
}

impl std::error::Error for Refusal {}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(text) => Self::invalid(sentence(text)),
            StoreError::Unknown(what) => {
                Self::new(RefusalKind::NotFound, format!("There is no such {what}."))
            }
            other => Self::not_now(other),
        }
    }
}

impl From<LedgerError> for Refusal {
    fn from(error: LedgerError) -> Self {
        Self::not_now(error)
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
