//! What an operator does with requests: writes down what came by letter, phone or e-mail, and answers.

use cardea_rights::{Alarm, RequestChannel, RequestEvent, RequestKind, StepBy};
use cardea_store::{Asker, NewRequest, RequestId, StopKind};
use cardea_units::{Date, Sensitive};

use super::rectify::told;
use super::{Asked, RequestView, checked_words, short_words};
use crate::house::Who;
use crate::{House, Refusal};

/// One contact of somebody, who may ask for several things with it.
#[derive(Clone, Debug)]
pub struct TakenUp {
    /// What is asked; each is a request with a clock of its own.
    pub kinds: Vec<RequestKind>,
    /// By which way it came.
    pub channel: RequestChannel,
    /// The day on which it came in; today where there is none.
    pub received_on: Option<Date>,
    /// The address with which they sign in here, if they do.
    pub account: Option<Sensitive<String>>,
    /// What was said, and how they are reached.
    pub asked: Asked,
}

/// What was written down.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// One request for each kind.
    pub requests: Vec<RequestView>,
    /// Whether the address is known here. Otherwise nothing is known of who asks but what they say.
    pub account_known: bool,
}

/// What an operator did, and where the request stands.
#[derive(Clone, Debug)]
pub struct Operated {
    /// The request; `None` once who asked is forgotten.
    pub request: RequestView,
    /// What the house did about it by itself.
    pub carried_out: Option<&'static str>,
}

impl House {
    /// Writes down what came by another way than the portal.
    ///
    /// # Errors
    /// When nothing is asked, or the day of receipt lies ahead.
    pub async fn take_up(&self, contact: TakenUp) -> Result<Recorded, Refusal> {
        let mut kinds = contact.kinds;
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.is_empty() {
            return Err(Refusal::invalid(
                "Name what is asked for in `kinds`, such as [\"access\"] or [\"complaint\", \"erasure\"].",
            ));
        }
        let asked = Asked {
            words: checked_words(&contact.asked.words, "Write down in `words` what is asked")?,
            contact: short_words(&contact.asked.contact)?,
            ..contact.asked
        };
        let account = contact.account;
        let known = self
            .waiting(move |house| match &account {
                Some(address) => Ok(house.store.sign_in_of(address)?),
                None => Ok(None),
            })
            .await?;
        let mut whose = known.map_or(Asker::Stranger, |(household, person, _)| {
            Asker::Member(household, person)
        });
        let mut ids = Vec::new();
        for kind in kinds {
            let new = NewRequest {
                asker: whose,
                kind,
                channel: contact.channel,
                received_on: contact.received_on,
                asked: asked.written(),
            };
            let id = self.store.record_request(new).await?;
            // What one letter asks is asked by one person.
            if whose == Asker::Stranger {
                whose = Asker::KnownStranger(id.person);
            }
            self.log_request(id, kind, "received").await?;
            ids.push(id);
        }
        let requests = self
            .waiting(move |house| {
                ids.into_iter()
                    .map(|id| house.request_now(id))
                    .collect::<Result<_, _>>()
            })
            .await?;
        Ok(Recorded {
            requests,
            account_known: matches!(whose, Asker::Member(..)),
        })
    }

    /// A request, with what was said.
    ///
    /// # Errors
    /// When there is none.
    pub async fn request(&self, id: RequestId) -> Result<RequestView, Refusal> {
        self.waiting(move |house| house.request_now(id)).await
    }

    fn request_now(&self, id: RequestId) -> Result<RequestView, Refusal> {
        Ok(RequestView::of(self.store.request(id)?, self.today()))
    }

    /// The requests that are open, the first due first, without what was said.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn open_requests(
        &self,
        due_before: Option<Date>,
        at_least: Alarm,
    ) -> Result<Vec<RequestView>, Refusal> {
        self.waiting(move |house| {
            let open = house.store.open_requests()?;
            Ok(in_order(open, house.today(), due_before, at_least))
        })
        .await
    }

    /// An operator takes a step, with a reason or an answer for the person where one is owed. An erasure, a correction and a stop that the
    /// request names are carried out before it is called done.
    ///
    /// # Errors
    /// When the step does not fit, or a reason is missing.
    pub async fn operate(
        &self,
        id: RequestId,
        event: RequestEvent,
        words: &str,
    ) -> Result<Operated, Refusal> {
        let words = if owes_words(event) {
            checked_words(
                words,
                "Tell the person in `words` why, or what the answer is",
            )?
        } else {
            short_words(words)?
        };
        if event == RequestEvent::Destroy {
            return Err(Refusal::invalid(
                "An erasure is carried out by the step `done`.",
            ));
        }
        let before = self
            .waiting(move |house| Ok(house.store.request(id)?))
            .await?;
        let fits = before.progress.after(event, self.today());
        fits.map_err(|refusal| cardea_store::StoreError::Refused(refusal.what_to_do()))?;
        let member = before.household.map(|household| Who {
            household,
            person: id.person,
            since: before.received_at,
        });
        let view = RequestView::of(before, self.today());
        let mut carried_out = None;
        if let (RequestEvent::Answer, Some(member)) = (event, member) {
            if view.kind == RequestKind::Erasure {
                let erasure = self.store.decide_erasure(id).await?;
                let _ = self.carry_out(erasure).await?;
                let request = self.request(id).await?;
                return Ok(Operated {
                    request,
                    carried_out: Some("The person is forgotten."),
                });
            }
            carried_out = self.do_what_is_asked(member, &view).await?;
        }
        self.take_step(id, event, StepBy::Operator, &words).await?;
        Ok(Operated {
            request: self.request(id).await?,
            carried_out,
        })
    }

    /// Does what a request names by itself.
    async fn do_what_is_asked(
        &self,
        who: Who,
        view: &RequestView,
    ) -> Result<Option<&'static str>, Refusal> {
        if let (RequestKind::Rectification, Some(value)) = (view.kind, &view.asked.value) {
            let done = self
                .carry_out_correction(who.household, who.person, value.clone())
                .await?;
            return Ok(Some(told(done)));
        }
        let stop = match view.kind {
            RequestKind::Objection => StopKind::Objection,
            RequestKind::Restriction => StopKind::Restriction,
            _ => return Ok(None),
        };
        let Some(asked) = &view.asked.purpose else {
            return Ok(None);
        };
        let (product, _) = self.store.products().named(&asked.product).ok_or_else(|| {
            Refusal::invalid("The product that the request names is not served here.")
        })?;
        self.store
            .stop_purpose(who.household, who.person, product, &asked.purpose, stop)
            .await?;
        Ok(Some("The purpose is stopped."))
    }
}

/// Steps with which the person is owed a reason or an answer.
const fn owes_words(event: RequestEvent) -> bool {
    matches!(
        event,
        RequestEvent::AskIdentity
            | RequestEvent::AskClarification
            | RequestEvent::Extend
            | RequestEvent::AnswerPart
            | RequestEvent::Answer
            | RequestEvent::Refuse(_)
    )
}

/// The first due first; where the law names no day, by the house's own target.
pub(crate) fn in_order(
    open: Vec<cardea_store::RequestRecord>,
    today: Date,
    due_before: Option<Date>,
    at_least: Alarm,
) -> Vec<RequestView> {
    let mut views: Vec<RequestView> = open
        .into_iter()
        .map(|record| RequestView::of(record, today))
        .filter(|view| {
            let due = view.deadlines.due;
            view.deadlines.alarm >= at_least
                && due_before.is_none_or(|before| due.is_some_and(|due| due < before))
        })
        .collect();
    views.sort_by_key(|view| {
        let due = view.deadlines.due.or(view.deadlines.target);
        (due.unwrap_or(Date::MAX), view.received_on, view.id)
    });
    views
}
