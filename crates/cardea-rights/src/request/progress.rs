//! How a request moves on: which event fits which state and kind, and on which day.

use core::fmt;

use cardea_units::Date;

use super::{Deadlines, Ground, RequestEvent, RequestKind, RequestState};
use crate::clock::{Nation, Pause, Reading, RightDue};

/// A request so far: what its events, in their order, come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    kind: RequestKind,
    state: RequestState,
    clock: RightDue,
    /// Since when it waits for clarification.
    paused_since: Option<Date>,
    acknowledged: Option<Date>,
    answered_in_part: bool,
    ground: Option<Ground>,
    /// The day of the last event.
    last: Date,
}

/// Why an event does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestRefusal {
    /// It is answered, refused or withdrawn.
    Ended,
    /// The state is another.
    State,
    /// Requests of this kind do not take it.
    Kind,
    /// This is no ground in law to refuse this kind.
    Ground,
    /// The last day for it is over.
    TooLate,
}

impl RequestRefusal {
    /// What to do, in a sentence for an operator.
    pub const fn what_to_do(self) -> &'static str {
        match self {
            Self::Ended => "this request has ended. Record a new one if the person asks again",
            Self::State => "this does not fit where the request stands. Look at its steps first",
            Self::Kind => {
                "requests of this kind do not take this step. The clock stops for access alone, a complaint is acknowledged and answered"
            }
            Self::Ground => {
                "this is no ground in law to refuse a request of this kind. Name another, or answer it"
            }
            Self::TooLate => {
                "the last day for this step is over: it has to be taken inside the first month. Answer the request"
            }
        }
    }
}

impl fmt::Display for RequestRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what_to_do())
    }
}

impl std::error::Error for RequestRefusal {}

impl Progress {
    /// A request that was received on a day.
    pub const fn received(kind: RequestKind, day: Date, nation: Nation) -> Self {
        Self {
            kind,
            state: RequestState::Received,
            clock: RightDue {
                received: day,
                identified: None,
                paid: None,
                extended: false,
                pauses: Vec::new(),
                nation,
            },
            paused_since: None,
            acknowledged: None,
            answered_in_part: false,
            ground: None,
            last: day,
        }
    }

    /// What was asked for.
    pub const fn kind(&self) -> RequestKind {
        self.kind
    }

    /// Where it stands.
    pub const fn state(&self) -> RequestState {
        self.state
    }

    /// The day of receipt.
    pub const fn received_on(&self) -> Date {
        self.clock.received
    }

    /// Whether a part of it was answered.
    pub const fn is_answered_in_part(&self) -> bool {
        self.answered_in_part
    }

    /// Why it was refused.
    pub const fn ground(&self) -> Option<Ground> {
        self.ground
    }

    /// The day of the last event.
    pub const fn last_day(&self) -> Date {
        self.last
    }

    /// What the clock says on a day.
    pub fn deadlines(&self, today: Date) -> Deadlines {
        Deadlines::of(
            self.kind,
            self.state,
            &self.clock_on(today),
            self.acknowledged.is_some(),
            today,
        )
    }

    /// The clock as if what is waited for came today.
    fn clock_on(&self, today: Date) -> RightDue {
        let mut clock = self.clock.clone();
        let today = today.max(self.last);
        if self.state == RequestState::IdentityCheck {
            clock.identified = Some(today);
        }
        if let Some(asked) = self.paused_since {
            clock.pauses.push(Pause {
                asked,
                answered: today,
            });
        }
        clock
    }

    /// The request after an event on a day. When the clock of the machine was set back, the day of the last event counts.
    ///
    /// # Errors
    /// When the event does not fit state, kind or day; nothing changes then.
    pub fn after(&self, event: RequestEvent, day: Date) -> Result<Self, RequestRefusal> {
        if !self.state.is_open() {
            return Err(RequestRefusal::Ended);
        }
        let day = day.max(self.last);
        let mut next = self.clone();
        next.last = day;
        next.state = self.state_after(event)?;
        match event {
            RequestEvent::AskIdentity | RequestEvent::AskClarification | RequestEvent::Extend => {
                self.in_time_for(event, day)?;
                if event == RequestEvent::AskClarification {
                    next.paused_since = Some(day);
                }
                next.clock.extended |= event == RequestEvent::Extend;
            }
            RequestEvent::ShowIdentity => next.clock.identified = Some(day),
            RequestEvent::Acknowledge => next.acknowledged = Some(day),
            RequestEvent::AnswerPart => next.answered_in_part = true,
            RequestEvent::Refuse(ground) => {
                if ground.clause(self.kind).is_none() {
                    return Err(RequestRefusal::Ground);
                }
                next.ground = Some(ground);
            }
            RequestEvent::Begin
            | RequestEvent::Clarify
            | RequestEvent::Answer
            | RequestEvent::Withdraw
            | RequestEvent::Destroy => {}
        }
        let still_waits = next.state == RequestState::Clarification;
        if let (Some(asked), false) = (next.paused_since, still_waits) {
            next.paused_since = None;
            next.clock.pauses.push(Pause {
                asked,
                answered: day,
            });
        }
        Ok(next)
    }

    /// Nothing that makes it later is done when it is due, and an extension is told of in its own month.
    fn in_time_for(&self, event: RequestEvent, day: Date) -> Result<(), RequestRefusal> {
        let clock = self.clock_on(day);
        let last = if event == RequestEvent::Extend {
            clock.notice_due()
        } else {
            clock.due(Reading::Strict)
        };
        if day > last {
            return Err(RequestRefusal::TooLate);
        }
        Ok(())
    }

    fn state_after(&self, event: RequestEvent) -> Result<RequestState, RequestRefusal> {
        use RequestEvent as Event;
        use RequestState as State;
        let is_complaint = self.kind == RequestKind::Complaint;
        let working = if self.clock.extended {
            State::Extended
        } else {
            State::Working
        };
        let at_hand = matches!(
            self.state,
            State::Received | State::Working | State::Extended
        );
        match event {
            Event::Acknowledge if !is_complaint => return Err(RequestRefusal::Kind),
            Event::AskIdentity | Event::Extend | Event::Refuse(_) if is_complaint => {
                return Err(RequestRefusal::Kind);
            }
            Event::AskClarification if !self.kind.may_pause() => return Err(RequestRefusal::Kind),
            Event::Destroy if self.kind != RequestKind::Erasure => {
                return Err(RequestRefusal::Kind);
            }
            _ => {}
        }
        let next = match (event, self.state) {
            (Event::Begin, State::Received) => State::Working,
            (Event::Acknowledge, _) if at_hand && self.acknowledged.is_none() => State::Working,
            (Event::AskIdentity, _) if at_hand && self.clock.identified.is_none() => {
                State::IdentityCheck
            }
            (Event::ShowIdentity, State::IdentityCheck)
            | (Event::Clarify, State::Clarification) => working,
            (Event::AskClarification, _) if at_hand => State::Clarification,
            (Event::Extend, State::Received | State::Working) if !self.clock.extended => {
                State::Extended
            }
            (Event::AnswerPart, _) if at_hand => working,
            (Event::Answer, State::Clarification | State::Sweeping) => State::Done,
            (Event::Answer, _) if at_hand => State::Done,
            (Event::Refuse(_), State::IdentityCheck | State::Clarification) => State::Refused,
            (Event::Refuse(_), _) if at_hand => State::Refused,
            (Event::Withdraw, state) if state != State::Sweeping => State::Withdrawn,
            (Event::Destroy, State::Sweeping) => State::Sweeping,
            (Event::Destroy, _) if at_hand => State::Sweeping,
            _ => return Err(RequestRefusal::State),
        };
        Ok(next)
    }
}
