//! Requests of people: asked, followed, taken back. What the house can do itself it does at once, and writes down that it was asked.

mod asked;
mod automatic;
mod operated;
mod rectify;

use cardea_ledger::{Commitment, Entry};
use cardea_rights::clock::day_on_the_wall;
use cardea_rights::{
    Deadlines, Ground, RequestChannel, RequestEvent, RequestKind, RequestState, Route, StepBy,
};
use cardea_store::{Asker, NewRequest, NewStep, RequestId, RequestRecord, RequestStep};
use cardea_units::{Date, Sensitive, SubjectId};

pub use self::asked::{Asked, PurposeAsked, ValueAsked};
pub(crate) use self::operated::in_order;
pub use self::operated::{Operated, Recorded, TakenUp};
pub use self::rectify::Rectified;
use crate::house::{Who, log_name};
use crate::limits::REQUEST_CHARS_MAX;
use crate::{House, Refusal, RefusalKind};

/// A request as its person sees it, and as an operator does.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// Which.
    pub id: RequestId,
    /// What for.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// By which way it came.
    pub channel: RequestChannel,
    /// The day of receipt.
    pub received_on: Date,
    /// What was asked.
    pub asked: Asked,
    /// What happened, in its order.
    pub steps: Vec<RequestStep>,
    /// Whether a part is answered.
    pub is_answered_in_part: bool,
    /// Why it was refused.
    pub ground: Option<Ground>,
    /// Where the person can go who is not content: told with every refusal.
    pub routes: Vec<Route>,
    /// What the clock says today.
    pub deadlines: Deadlines,
    /// Whether who asks has no account here.
    pub is_stranger: bool,
}

impl RequestView {
    pub(super) fn of(record: RequestRecord, today: Date) -> Self {
        let progress = &record.progress;
        let state = progress.state();
        Self {
            id: record.id,
            kind: progress.kind(),
            state,
            channel: record.channel,
            received_on: progress.received_on(),
            is_answered_in_part: progress.is_answered_in_part(),
            ground: progress.ground(),
            routes: if state == RequestState::Refused {
                Route::ALL.to_vec()
            } else {
                Vec::new()
            },
            deadlines: record.deadlines(today),
            is_stranger: record.household.is_none(),
            asked: record.asked.as_ref().map(Asked::read).unwrap_or_default(),
            steps: record.steps,
        }
    }
}

impl House {
    /// What somebody asked for, the latest first.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn my_requests(&self, who: Who) -> Result<Vec<RequestView>, Refusal> {
        self.waiting(move |house| house.my_requests_now(who)).await
    }

    pub(crate) fn my_requests_now(&self, who: Who) -> Result<Vec<RequestView>, Refusal> {
        let today = self.today();
        let found = self.store.requests_of(who.household, who.person)?;
        Ok(found
            .into_iter()
            .map(|record| RequestView::of(record, today))
            .collect())
    }

    /// Somebody asks for something in their own words. People answer it.
    ///
    /// # Errors
    /// When nothing is said, or too much.
    pub async fn ask(
        &self,
        who: Who,
        kind: RequestKind,
        words: &str,
    ) -> Result<RequestId, Refusal> {
        let asked = Asked {
            words: checked_words(words, "Say in your own words what you ask for")?,
            ..Asked::default()
        };
        self.begin_request(who, kind, &asked).await
    }

    /// Somebody takes a request back.
    ///
    /// # Errors
    /// When it is not theirs, or has ended.
    pub async fn take_back_request(&self, who: Who, id: RequestId) -> Result<(), Refusal> {
        require_own(who, id)?;
        self.take_step(id, RequestEvent::Withdraw, StepBy::Person, "")
            .await
            .map(drop)
    }

    /// Somebody answers what they were asked: what a request is about.
    ///
    /// # Errors
    /// When it is not theirs, or nothing was asked.
    pub async fn clarify_request(
        &self,
        who: Who,
        id: RequestId,
        words: &str,
    ) -> Result<(), Refusal> {
        require_own(who, id)?;
        let words = checked_words(words, "Say what your request is about")?;
        self.take_step(id, RequestEvent::Clarify, StepBy::Person, &words)
            .await
            .map(drop)
    }

    /// Somebody who was asked to show who they are does so by having signed in: the way that asks for nothing more (UK GDPR Art 12(6)). Whoever
    /// calls this has asked for the password once more.
    ///
    /// # Errors
    /// When it is not theirs, or nothing was asked.
    pub async fn identify_for_request(&self, who: Who, id: RequestId) -> Result<(), Refusal> {
        require_own(who, id)?;
        self.take_step(id, RequestEvent::ShowIdentity, StepBy::Person, "")
            .await
            .map(drop)
    }

    /// Writes a request of somebody who is signed in down, with its evidence.
    pub(super) async fn begin_request(
        &self,
        who: Who,
        kind: RequestKind,
        asked: &Asked,
    ) -> Result<RequestId, Refusal> {
        let new = NewRequest {
            asker: Asker::Member(who.household, who.person),
            kind,
            channel: RequestChannel::Portal,
            received_on: None,
            asked: asked.written(),
        };
        let id = self.store.record_request(new).await?;
        self.log_request(id, kind, "received").await?;
        Ok(id)
    }

    /// Takes a step, with its evidence.
    pub(super) async fn take_step(
        &self,
        id: RequestId,
        event: RequestEvent,
        by: StepBy,
        words: &str,
    ) -> Result<RequestState, Refusal> {
        let step = NewStep {
            event,
            by,
            words: Sensitive::new(words.to_owned()),
        };
        let progress = self.store.step_request(id, step).await?;
        self.log_request(id, progress.kind(), event.word()).await?;
        Ok(progress.state())
    }

    /// The evidence of a step: which right, which step, and commitments.
    pub(super) async fn log_request(
        &self,
        id: RequestId,
        kind: RequestKind,
        step: &'static str,
    ) -> Result<(), Refusal> {
        let entry = self
            .waiting(move |house| {
                let subject = SubjectId::Person(id.person);
                let salt = house.salt(subject)?;
                Ok(Entry::Request {
                    subject: Commitment::of_subject(&salt, subject),
                    reference: Commitment::of_reference(&salt, &id.number.to_be_bytes()),
                    right: log_name(kind.word())?,
                    step: log_name(step)?,
                })
            })
            .await?;
        self.log(vec![entry]).await.map(drop)
    }

    /// Today by the clock on a British wall.
    pub(crate) fn today(&self) -> Date {
        day_on_the_wall(self.clock.now())
    }
}

/// What somebody else asked for is not there.
fn require_own(who: Who, id: RequestId) -> Result<(), Refusal> {
    if id.person == who.person {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalKind::NotFound,
        "There is no such request.",
    ))
}

/// Words that somebody said, without the space around them.
pub(super) fn checked_words(words: &str, missing: &str) -> Result<String, Refusal> {
    let words = short_words(words)?;
    if words.is_empty() {
        return Err(Refusal::invalid(format!("{missing}.")));
    }
    Ok(words)
}

/// The same where nothing need be said.
pub(super) fn short_words(words: &str) -> Result<String, Refusal> {
    if words.chars().count() > REQUEST_CHARS_MAX {
        return Err(Refusal::invalid(format!(
            "Use at most {REQUEST_CHARS_MAX} letters. You can make several requests."
        )));
    }
    Ok(words.trim().to_owned())
}
