//! Telling organisations what happened to the data that they were given (UK GDPR Art 19), and hearing that it was done.

mod message;
mod pace;

use std::sync::Arc;

use cardea_beyond::{Outside, Request, Signed, Target, Unreached, WebhookSecret};
use cardea_ledger::Entry;
use cardea_store::{
    Delivery, Notification, NotificationAct, NotificationId, NotificationState, Outbox, WebhookSet,
};
use cardea_units::UnixMillis;
use tokio::task::JoinSet;

use self::pace::{Pace, next_try};
use crate::house::{Who, log_name};
use crate::limits::{NOTICE_ANSWER_BYTES_MAX, NOTICE_TRIED_MILLIS};
use crate::{House, Refusal, RefusalKind};

/// What an organisation was told because of what a person did, in the words that people know.
#[derive(Clone, Debug)]
pub struct ToldTo {
    /// The organisation.
    pub organisation: String,
    /// What it was told of.
    pub act: NotificationAct,
    /// The product.
    pub product: String,
    /// The purposes.
    pub purposes: Vec<String>,
    /// Whether it is about the home and not about one person.
    pub is_about_home: bool,
    /// When it happened.
    pub at: UnixMillis,
    /// Until when it is to be done.
    pub act_by: UnixMillis,
    /// How far it is.
    pub state: NotificationState,
    /// Since when the organisation has it.
    pub received_at: Option<UnixMillis>,
    /// When it said that it was done.
    pub done_at: Option<UnixMillis>,
    /// Since when it is overdue.
    pub escalated_at: Option<UnixMillis>,
}

/// What came of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToldRound {
    /// Notices that were received.
    pub received: usize,
    /// Notices that are to be sent again, or were given up.
    pub not_received: usize,
}

impl House {
    /// What organisations were told because of what somebody did, the latest first.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn told(&self, who: Who) -> Result<Vec<ToldTo>, Refusal> {
        self.waiting(move |house| house.told_now(who)).await
    }

    pub(crate) fn told_now(&self, who: Who) -> Result<Vec<ToldTo>, Refusal> {
        let notices = self.store.notices_by(who.household, who.person)?;
        Ok(notices
            .into_iter()
            .map(|notice| self.told_to(notice))
            .collect())
    }

    fn told_to(&self, notice: Notification) -> ToldTo {
        let manifest = self
            .store
            .products()
            .named(&notice.product)
            .map(|(_, product)| &product.manifest);
        let organisation = manifest
            .and_then(|manifest| manifest.organisations.get(&notice.organisation))
            .map(|known| known.name.to_string());
        let title = |purpose: &String| {
            manifest
                .and_then(|manifest| manifest.purposes.get(purpose))
                .map_or_else(
                    || purpose.replace('_', " "),
                    |known| known.title.to_string(),
                )
        };
        ToldTo {
            purposes: notice.purposes.iter().map(title).collect(),
            product: manifest.map_or(notice.product, |manifest| manifest.product.name.to_string()),
            organisation: organisation.unwrap_or_else(|| notice.organisation.replace('_', " ")),
            act: notice.act,
            is_about_home: notice.person.is_none(),
            at: notice.at,
            act_by: notice.act_by,
            state: notice.state,
            received_at: notice.received_at,
            done_at: notice.done_at,
            escalated_at: notice.escalated_at,
        }
    }

    /// The operator sets where an organisation is told. The secret, where a new one is drawn, is answered this once.
    ///
    /// # Errors
    /// When the URL cannot be used, or no manifest names the organisation.
    pub async fn set_webhook(
        &self,
        organisation: &str,
        url: &str,
        rotate: bool,
    ) -> Result<WebhookSet, Refusal> {
        Target::parse(url).map_err(|error| Refusal::invalid(format!("{error}.")))?;
        let set = self.store.set_webhook(organisation, url, rotate).await?;
        let what = if set.secret.is_some() {
            "webhook_secret_issued"
        } else {
            "webhook_moved"
        };
        self.log(vec![Entry::Administrative {
            what: log_name(what)?,
        }])
        .await?;
        Ok(set)
    }

    /// The operator takes an organisation's address away.
    ///
    /// # Errors
    /// When there is none.
    pub async fn remove_webhook(&self, organisation: &str) -> Result<(), Refusal> {
        if !self.store.remove_webhook(organisation).await? {
            return Err(Refusal::new(
                RefusalKind::NotFound,
                "There is no address for this organisation.",
            ));
        }
        self.log(vec![Entry::Administrative {
            what: log_name("webhook_removed")?,
        }])
        .await
        .map(drop)
    }

    /// An organisation has done what it was told, or the operator says so for it (`None`). Said again, it is so.
    ///
    /// # Errors
    /// When there is no such notice for it; one of an erasure is there until it is done.
    pub async fn settle_notice(
        &self,
        id: NotificationId,
        organisation: Option<String>,
    ) -> Result<(), Refusal> {
        let step = if organisation.is_some() {
            "done"
        } else {
            "settled"
        };
        let notice = self.store.settle_notice(id, organisation).await?.ok_or_else(|| {
            Refusal::new(
                RefusalKind::NotFound,
                "There is no such notice for you. One about an erasure is forgotten when it is done.",
            )
        })?;
        if notice.state == NotificationState::Done {
            return Ok(());
        }
        self.log_told(&notice, step).await
    }

    /// Sends what is due, to several organisations at a time. What is not received is sent again, later and later, for a week.
    ///
    /// # Errors
    /// What the store or the log reports; then it is sent again.
    pub async fn tell_recipients(&self, outside: &Arc<Outside>) -> Result<ToldRound, Refusal> {
        let due = self.waiting(|house| Ok(house.store.outboxes()?)).await?;
        let mut round = ToldRound::default();
        let mut sending = JoinSet::new();
        for outbox in due {
            let (house, outside) = (self.clone(), Arc::clone(outside));
            sending.spawn(async move { house.tell_one(&outside, outbox).await });
        }
        while let Some(told) = sending.join_next().await {
            let told = told.map_err(Refusal::not_now)??;
            round.received = round.received.saturating_add(told.received);
            round.not_received = round.not_received.saturating_add(told.not_received);
        }
        Ok(round)
    }

    /// Sends to one organisation, one after the other, until its server does not work.
    async fn tell_one(&self, outside: &Outside, outbox: Outbox) -> Result<ToldRound, Refusal> {
        let mut round = ToldRound::default();
        let secrets: Vec<WebhookSecret> = outbox
            .webhook
            .secrets
            .into_iter()
            .map(|secret| WebhookSecret::from_bytes(secret.disclose()))
            .collect();
        let target = Target::parse(&outbox.webhook.url).map_err(Refusal::not_now)?;
        for notice in outbox.notices {
            let answer = self.send(outside, &target, &secrets, &notice).await;
            let delivery = self.delivery(&notice, answer)?;
            match delivery {
                Delivery::Received(_) => {
                    self.log_told(&notice, "received").await?;
                    round.received = round.received.saturating_add(1);
                }
                _ => round.not_received = round.not_received.saturating_add(1),
            }
            let fault = answer.err().map(|fault| fault.to_string());
            self.store.note_delivery(notice.id, delivery, fault).await?;
            if matches!(delivery, Delivery::Down(..) | Delivery::Gone(_)) {
                break;
            }
        }
        Ok(round)
    }

    async fn send(
        &self,
        outside: &Outside,
        target: &Target,
        secrets: &[WebhookSecret],
        notice: &Notification,
    ) -> Result<u16, Unreached> {
        let seconds = self.clock.now().0.div_euclid(1_000);
        let signed = Signed::message(
            secrets,
            &notice.id.to_string(),
            seconds,
            message::body(notice),
        );
        let request = Request {
            target,
            method: cardea_beyond::Method::POST,
            headers: &signed.headers,
            body: signed.body.into_bytes(),
            answer_bytes_max: NOTICE_ANSWER_BYTES_MAX,
        };
        match outside.ask(request).await {
            Ok(answer) => Ok(answer.status),
            Err(error) => {
                tracing::warn!(organisation = notice.organisation, notice = %notice.id, %error, "an organisation could not be told; it is tried again");
                Err(error)
            }
        }
    }

    /// What follows from an answer.
    fn delivery(
        &self,
        notice: &Notification,
        answer: Result<u16, Unreached>,
    ) -> Result<Delivery, Refusal> {
        let status = answer.ok();
        let is_over = self.clock.now().since(notice.at) >= NOTICE_TRIED_MILLIS;
        Ok(match status {
            Some(status @ 200..=299) => Delivery::Received(status),
            Some(status @ 410) => Delivery::Gone(status),
            _ if is_over => Delivery::Failed(status),
            // It works, and does not take this one.
            Some(status) if status < 500 && status != 429 => {
                Delivery::Again(Some(status), self.pace(notice)?)
            }
            _ => Delivery::Down(status, self.pace(notice)?),
        })
    }

    pub(super) fn pace(&self, notice: &Notification) -> Result<i64, Refusal> {
        let mut chance = [0; 2];
        if !self.random.fill(&mut chance) {
            return Err(Refusal::not_now("the system has no randomness to give"));
        }
        Ok(next_try(Pace {
            tries: notice.tries,
            chance: u16::from_be_bytes(chance),
        }))
    }

    /// Says what is overdue since just now, to the operator's log and in the evidence; answers how many.
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn escalate_notices(&self) -> Result<usize, Refusal> {
        let overdue = self.store.escalate_notices().await?;
        for notice in &overdue {
            tracing::error!(
                alarm = "notice_overdue",
                organisation = notice.organisation,
                act = notice.act.word(),
                notice = %notice.id,
                "an organisation has not done in time what it was told: see GET /v1/notices, and reach it in another way"
            );
            self.log_told(notice, "overdue").await?;
        }
        Ok(overdue.len())
    }

    pub(super) async fn log_told(
        &self,
        notice: &Notification,
        step: &'static str,
    ) -> Result<(), Refusal> {
        let entry = Entry::RecipientTold {
            recipient: log_name(&notice.organisation)?,
            act: log_name(notice.act.word())?,
            notice: log_name(&notice.id.to_string())?,
            step: log_name(step)?,
        };
        self.log(vec![entry]).await.map(drop)
    }
}
