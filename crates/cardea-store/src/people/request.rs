//! Requests of people: written down before anything is done, each step with who, when and why.

mod listed;
mod rows;
mod written;

use core::fmt;
use core::str::FromStr;

use cardea_rights::{
    Deadlines, Progress, RequestChannel, RequestEvent, RequestKind, RequestState, StepBy,
};
use cardea_units::{Date, HouseholdId, PersonId, Sensitive, UnixMillis};

pub use self::listed::requests_in;
pub(super) use self::written::{end_of_forgotten, end_of_home, note_step};

/// Which request: who asks, and its number among theirs. Written `p-0123456789abcdef.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId {
    /// Who asks.
    pub person: PersonId,
    /// Its number among the person's requests, from 1.
    pub number: i64,
}

/// Why a text is no id of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestIdError;

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.person, self.number)
    }
}

impl fmt::Display for RequestIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the id of a request: take it from the list of requests")
    }
}

impl core::error::Error for RequestIdError {}

impl FromStr for RequestId {
    type Err = RequestIdError;

    fn from_str(text: &str) -> Result<Self, RequestIdError> {
        let (person, number) = text.split_once('.').ok_or(RequestIdError)?;
        let plain = !number.starts_with(['+', '0']);
        let number: i64 = number.parse().map_err(|_| RequestIdError)?;
        Ok(Self {
            person: person.parse().map_err(|_| RequestIdError)?,
            number: Some(number)
                .filter(|number| plain && *number > 0)
                .ok_or(RequestIdError)?,
        })
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Somebody of a home.
    Member(HouseholdId, PersonId),
    /// Somebody of whom nothing is known here but what they say.
    Stranger,
    /// The same as in a request of before.
    KnownStranger(PersonId),
}

/// A request to be written down.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Who asks.
    pub asker: Asker,
    /// What for.
    pub kind: RequestKind,
    /// By which way it came.
    pub channel: RequestChannel,
    /// The day of receipt; today where there is none. Never later than today.
    pub received_on: Option<Date>,
    /// What is asked, in a form of the caller's.
    pub asked: Sensitive<String>,
}

/// A step to be taken.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// What happens.
    pub event: RequestEvent,
    /// Who takes it.
    pub by: StepBy,
    /// Why, in words for the person; may be empty where no reason is needed.
    pub words: Sensitive<String>,
}

/// A step that was taken.
#[derive(Clone, Debug)]
pub struct RequestStep {
    /// What happened.
    pub event: RequestEvent,
    /// Who took it.
    pub by: StepBy,
    /// When it was written down.
    pub at: UnixMillis,
    /// The day that counts.
    pub on: Date,
    /// Why; `None` where no words were said, nobody may read them any more, or they were not asked for.
    pub words: Option<Sensitive<String>>,
}

/// A request and how it came to be where it is.
#[derive(Clone, Debug)]
pub struct RequestRecord {
    /// Which.
    pub id: RequestId,
    /// In which home who asks lives.
    pub household: Option<HouseholdId>,
    /// By which way it came.
    pub channel: RequestChannel,
    /// When it was written down.
    pub received_at: UnixMillis,
    /// When it ended.
    pub ended_at: Option<UnixMillis>,
    /// What is asked; `None` where nobody may read it any more, or it was not asked for.
    pub asked: Option<Sensitive<String>>,
    /// The steps, in their order.
    pub steps: Vec<RequestStep>,
    /// What they come to.
    pub progress: Progress,
}

impl RequestRecord {
    /// What the clock says on a day.
    pub fn deadlines(&self, today: Date) -> Deadlines {
        self.progress.deadlines(today)
    }

    /// Where it stands.
    pub const fn state(&self) -> RequestState {
        self.progress.state()
    }
}
