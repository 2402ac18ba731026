//! What can happen to a request.

use super::Ground;

/// What can happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestEvent {
    /// Somebody takes it up.
    Begin,
    /// Receipt of a complaint is acknowledged.
    Acknowledge,
    /// Who asks is to show who they are.
    AskIdentity,
    /// They did.
    ShowIdentity,
    /// Who asks is to say what it is about.
    AskClarification,
    /// They did.
    Clarify,
    /// It takes two more months, and the person is told why.
    Extend,
    /// A part is answered; the rest is worked on.
    AnswerPart,
    /// It is answered.
    Answer,
    /// It, or what is left of it, is refused.
    Refuse(Ground),
    /// The person takes it back.
    Withdraw,
    /// The secrets of who is to be forgotten are destroyed.
    Destroy,
}

impl RequestEvent {
    /// Every event; a refusal with one ground.
    pub const ALL: [Self; 12] = [
        Self::Begin,
        Self::Acknowledge,
        Self::AskIdentity,
        Self::ShowIdentity,
        Self::AskClarification,
        Self::Clarify,
        Self::Extend,
        Self::AnswerPart,
        Self::Answer,
        Self::Refuse(Ground::Excessive),
        Self::Withdraw,
        Self::Destroy,
    ];

    /// As it is written in the database, the API and the log. The ground of a refusal stands beside it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Begin => "begun",
            Self::Acknowledge => "acknowledged",
            Self::AskIdentity => "identity_asked",
            Self::ShowIdentity => "identity_shown",
            Self::AskClarification => "clarification_asked",
            Self::Clarify => "clarified",
            Self::Extend => "extended",
            Self::AnswerPart => "answered_in_part",
            Self::Answer => "done",
            Self::Refuse(_) => "refused",
            Self::Withdraw => "withdrawn",
            Self::Destroy => "sweeping",
        }
    }

    /// The ground of a refusal.
    pub const fn ground(self) -> Option<Ground> {
        match self {
            Self::Refuse(ground) => Some(ground),
            _ => None,
        }
    }

    /// Back from its word and ground.
    pub fn of_words(word: &str, ground: Option<&str>) -> Option<Self> {
        match (
            Self::ALL.into_iter().find(|event| event.word() == word)?,
            ground,
        ) {
            (Self::Refuse(_), ground) => Some(Self::Refuse(Ground::of_word(ground?)?)),
            (event, None) => Some(event),
            _ => None,
        }
    }
}

/// Who took a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepBy {
    /// The person themselves, signed in.
    Person,
    /// An operator.
    Operator,
    /// The house by itself.
    House,
}

impl StepBy {
    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Operator => "operator",
            Self::House => "house",
        }
    }

    /// Back from its word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Operator, Self::House]
            .into_iter()
            .find(|by| by.word() == word)
    }
}
