//! The states of one consent: one person, one purpose, one promise, plain or express.

use core::fmt;

/// Where a consent stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentState {
    /// Nobody has been asked.
    #[default]
    Unset,
    /// Given, and it holds. The only state that unlocks anything.
    Granted,
    /// Asked and refused.
    Refused,
    /// Given once, and taken back.
    Withdrawn,
    /// Given once, for a time that is over.
    Expired,
    /// Given for a promise that is no longer the one in force.
    Superseded,
    /// Ended by a reset, a change of owner, or an age.
    Void,
}

/// What can happen to a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentEvent {
    /// The person agrees, by a clear act.
    Grant,
    /// The person says no.
    Refuse,
    /// The person takes it back.
    Withdraw,
    /// Its time is over.
    Expire,
    /// The promise changed.
    Supersede,
    /// Reset, change of owner, or an age reached.
    Void,
}

/// By which way something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// The portal.
    Portal,
    /// The maker's app.
    CompanionApp,
    /// The product itself, on its screen or with its buttons.
    Device,
    /// Speaking with the product, which reads back what it heard.
    Voice,
    /// The code on a card or the product, and the page behind it.
    Card,
    /// An operator wrote down what a person said or wrote.
    Operator,
}

/// Why an event does not fit a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentRefusal {
    /// Where the consent stands.
    pub state: ConsentState,
    /// What was to happen to it.
    pub event: ConsentEvent,
}

impl fmt::Display for ConsentRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a consent that is {} cannot take the event {:?}",
            self.state.word(),
            self.event
        )
    }
}

impl std::error::Error for ConsentRefusal {}

impl ConsentState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Unset,
        Self::Granted,
        Self::Refused,
        Self::Withdrawn,
        Self::Expired,
        Self::Superseded,
        Self::Void,
    ];

    /// Whether data may flow on it.
    pub const fn unlocks(self) -> bool {
        matches!(self, Self::Granted)
    }

    /// The state after an event.
    ///
    /// # Errors
    /// Only a granted consent can expire or be superseded. A person may always grant, refuse and withdraw: saying no to what was
    /// granted is taking it back.
    pub const fn after(self, event: ConsentEvent) -> Result<Self, ConsentRefusal> {
        match (self, event) {
            (_, ConsentEvent::Grant) => Ok(Self::Granted),
            (Self::Granted | Self::Withdrawn, ConsentEvent::Refuse)
            | (_, ConsentEvent::Withdraw) => Ok(Self::Withdrawn),
            (_, ConsentEvent::Refuse) => Ok(Self::Refused),
            (Self::Granted, ConsentEvent::Expire) => Ok(Self::Expired),
            (Self::Granted, ConsentEvent::Supersede) => Ok(Self::Superseded),
            (_, ConsentEvent::Void) => Ok(Self::Void),
            (state, event) => Err(ConsentRefusal { state, event }),
        }
    }

    /// The state as it is written in the database, the log and receipts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unset => "unset",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Void => "void",
        }
    }

    /// Back from its word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Portal,
        Self::CompanionApp,
        Self::Device,
        Self::Voice,
        Self::Card,
        Self::Operator,
    ];

    /// The way as it is written in the database, the log and receipts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::CompanionApp => "companion_app",
            Self::Device => "device",
            Self::Voice => "voice",
            Self::Card => "card",
            Self::Operator => "operator",
        }
    }

    /// Back from its word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: [ConsentEvent; 6] = [
        ConsentEvent::Grant,
        ConsentEvent::Refuse,
        ConsentEvent::Withdraw,
        ConsentEvent::Expire,
        ConsentEvent::Supersede,
        ConsentEvent::Void,
    ];

    #[test]
    fn only_a_grant_unlocks_and_only_a_grant_leads_there() {
        for state in ConsentState::ALL {
            assert_eq!(state.unlocks(), state == ConsentState::Granted);
            for event in EVENTS {
                let unlocked = state.after(event).is_ok_and(ConsentState::unlocks);
                assert_eq!(
                    unlocked,
                    event == ConsentEvent::Grant,
                    "{state:?} {event:?}"
                );
            }
        }
    }

    #[test]
    fn after_a_withdrawal_nothing_but_a_new_grant_unlocks() {
        for state in ConsentState::ALL {
            let withdrawn = state.after(ConsentEvent::Withdraw).unwrap();
            for event in EVENTS
                .into_iter()
                .filter(|event| *event != ConsentEvent::Grant)
            {
                assert!(!withdrawn.after(event).unwrap_or(withdrawn).unlocks());
            }
        }
    }

    #[test]
    fn saying_no_to_what_was_granted_takes_it_back() {
        assert_eq!(
            ConsentState::Granted.after(ConsentEvent::Refuse),
            Ok(ConsentState::Withdrawn)
        );
        assert_eq!(
            ConsentState::Unset.after(ConsentEvent::Refuse),
            Ok(ConsentState::Refused)
        );
    }

    #[test]
    fn what_was_never_granted_cannot_expire() {
        for state in ConsentState::ALL
            .into_iter()
            .filter(|state| *state != ConsentState::Granted)
        {
            assert!(state.after(ConsentEvent::Expire).is_err());
            assert!(state.after(ConsentEvent::Supersede).is_err());
        }
    }

    #[test]
    fn words_read_back() {
        for state in ConsentState::ALL {
            assert_eq!(ConsentState::from_word(state.word()), Some(state));
        }
    }
}
