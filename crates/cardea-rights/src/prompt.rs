//! When people may be asked: what puts a choice before somebody unasked.

use cardea_units::{CalendarDuration, UnixMillis};

use crate::{ConsentReason, ConsentState};

/// How long people are left alone after a no, at least: months of the calendar (ICO: about six months).
pub const LEFT_ALONE: CalendarDuration = CalendarDuration::from_months(6);

/// What is known of a choice, to say whether it may be put before a person who did not open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prompting {
    /// Where it stands. An objection counts as a refusal.
    pub state: ConsentState,
    /// Why.
    pub reason: ConsentReason,
    /// When somebody last said no to it: refused, took a yes back or objected.
    pub last_no: Option<UnixMillis>,
    /// How long the manifest says that people are left alone.
    pub asks_again_after: Option<CalendarDuration>,
    /// Whether it is about somebody under 18, or of an age that nobody knows.
    pub child: bool,
    /// Whether the manifest never uses children's data for it.
    pub never_children: bool,
    /// Whether the one who would be asked is the one to decide.
    pub decides: bool,
}

/// Whether somebody may be asked unasked. By themselves people open a choice whenever they like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayAsk {
    /// They may.
    Yes,
    /// They said no: not before this time.
    NotBefore(UnixMillis),
    /// They may not.
    No(WhyNot),
}

/// Why somebody may not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// They have said yes, and it holds.
    Answered,
    /// Nobody is to lead a child to less protection (children's code, standard 13).
    Child,
    /// Somebody else decides.
    NotTheirs,
}

impl WhyNot {
    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Child => "child",
            Self::NotTheirs => "not_theirs",
        }
    }
}

/// Whether a choice may be put before a person at a time.
///
/// A child is asked once, and for one reason: a guardian's yes has ended with the birthday from which the child decides.
pub fn may_ask(about: &Prompting, now: UnixMillis) -> MayAsk {
    if !about.decides {
        return MayAsk::No(WhyNot::NotTheirs);
    }
    if about.state == ConsentState::Granted {
        return MayAsk::No(WhyNot::Answered);
    }
    if about.child {
        let came_of_age = about.state == ConsentState::Void && about.reason == ConsentReason::Age;
        return if came_of_age && !about.never_children {
            MayAsk::Yes
        } else {
            MayAsk::No(WhyNot::Child)
        };
    }
    let Some(no) = about.last_no else {
        return MayAsk::Yes;
    };
    let again = LEFT_ALONE.after(no);
    let again = about
        .asks_again_after
        .map_or(again, |longer| longer.after(no).max(again));
    if again <= now {
        MayAsk::Yes
    } else {
        MayAsk::NotBefore(again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UnixMillis {
        UnixMillis::parse_rfc3339(text).unwrap()
    }

    fn about(state: ConsentState, no: Option<&str>) -> Prompting {
        Prompting {
            state,
            reason: ConsentReason::Said,
            last_no: no.map(at),
            asks_again_after: None,
            child: false,
            never_children: false,
            decides: true,
        }
    }

    #[test]
    fn after_a_no_people_are_left_alone_for_six_months_of_the_calendar() {
        for state in [ConsentState::Refused, ConsentState::Withdrawn] {
            for (no, again) in [
                ("2026-11-25T09:30:00Z", "2027-05-25T09:30:00Z"),
                ("2026-08-31T00:00:00Z", "2027-02-28T00:00:00Z"),
                ("2027-08-31T00:00:00Z", "2028-02-29T00:00:00Z"),
            ] {
                let asked = about(state, Some(no));
                assert_eq!(may_ask(&asked, at(again)), MayAsk::Yes);
                let early = at(again).plus(-1);
                assert_eq!(may_ask(&asked, early), MayAsk::NotBefore(at(again)));
            }
        }
    }

    #[test]
    fn what_came_after_a_no_does_not_shorten_the_time() {
        for state in [
            ConsentState::Superseded,
            ConsentState::Void,
            ConsentState::Expired,
            ConsentState::Unset,
        ] {
            let asked = about(state, Some("2026-11-25T00:00:00Z"));
            let soon = at("2026-12-25T00:00:00Z");
            assert!(matches!(may_ask(&asked, soon), MayAsk::NotBefore(_)));
        }
    }

    #[test]
    fn a_manifest_makes_the_time_longer_and_never_shorter() {
        let mut asked = about(ConsentState::Refused, Some("2026-11-25T00:00:00Z"));
        asked.asks_again_after = Some(CalendarDuration::from_months(1));
        let half = at("2027-05-25T00:00:00Z");
        assert_eq!(may_ask(&asked, half.plus(-1)), MayAsk::NotBefore(half));
        asked.asks_again_after = Some(CalendarDuration::from_months(12));
        assert!(matches!(may_ask(&asked, half), MayAsk::NotBefore(_)));
    }

    #[test]
    fn who_never_said_no_may_be_asked_and_who_said_yes_may_not() {
        let now = at("2026-11-25T00:00:00Z");
        for state in ConsentState::ALL {
            let answer = may_ask(&about(state, None), now);
            let answered = state == ConsentState::Granted;
            assert_eq!(answer == MayAsk::No(WhyNot::Answered), answered);
        }
    }

    #[test]
    fn a_child_is_asked_once_when_a_guardians_yes_has_ended_and_never_else() {
        let now = at("2026-11-25T00:00:00Z");
        for state in ConsentState::ALL {
            for reason in ConsentReason::ALL {
                for no in [None, Some("2019-01-01T00:00:00Z")] {
                    let mut asked = about(state, no);
                    (asked.child, asked.reason) = (true, reason);
                    let once = state == ConsentState::Void && reason == ConsentReason::Age;
                    assert_eq!(may_ask(&asked, now) == MayAsk::Yes, once, "{asked:?}");
                    asked.never_children = true;
                    assert_ne!(may_ask(&asked, now), MayAsk::Yes);
                    asked.decides = false;
                    assert_eq!(may_ask(&asked, now), MayAsk::No(WhyNot::NotTheirs));
                }
            }
        }
    }
}
