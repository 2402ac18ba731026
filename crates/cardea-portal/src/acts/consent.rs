//! Saying yes and no.

use cardea_gate::{ConsentKind, Role};
use cardea_ledger::{Commitment, ConsentState as Logged, Entry, Expression, Name, Receipt};
use cardea_rights::{
    Actor, Channel, ConsentEvent, ConsentReason, ConsentState, Standing, may_decide,
};
use cardea_store::{
    ConsentChange, ConsentRecord, Decision, OwedEvidence, Person, ProductIndex, Shown, StopKind,
};
use cardea_units::{PersonId, SubjectId};

use super::asking;
use crate::house::{Who, log_name};
use crate::limits::OWED_AT_ONCE_MAX;
use crate::{House, Refusal};

/// What somebody says about a purpose.
#[derive(Clone, Debug)]
pub struct Said {
    /// About whose data: their own, or a child's.
    pub person: PersonId,
    /// Of which product.
    pub product: ProductIndex,
    /// About which purpose.
    pub purpose: String,
    /// Plain or express.
    pub kind: ConsentKind,
    /// Yes, no, or no longer.
    pub event: ConsentEvent,
    /// By which way.
    pub channel: Channel,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Settled {
    /// How the consent stands now.
    pub change: ConsentChange,
    /// The receipt, for the person to keep; none for what is opened or closed for a child, which is no consent.
    pub receipt: Option<String>,
}

/// What the evidence of a consent names.
struct Named {
    subject: Commitment,
    product: Name,
    purpose: Name,
    version: Name,
    channel: Name,
    kind: ConsentKind,
    shown: Option<Shown>,
    /// Under which the evidence of an act that is no consent stands.
    reference: Commitment,
}

impl House {
    /// Records what somebody said. A yes counts when its evidence is durable; a no counts at once, and is then evidenced. When this returns
    /// after a no, nothing that arrives is kept and nothing is served for the purpose (law L3).
    ///
    /// # Errors
    /// When who says it may not decide, or the purpose does not ask.
    pub async fn say(&self, who: Who, said: Said) -> Result<Settled, Refusal> {
        let asked = said.clone();
        let named = self
            .waiting(move |house| house.may_say(who, &asked))
            .await?;
        let decision = Decision {
            household: who.household,
            person: said.person,
            actor: who.person,
            product: said.product,
            purpose: said.purpose.clone(),
            kind: said.kind,
            event: said.event,
            channel: said.channel,
            shown: named.shown.clone(),
        };
        let (change, index) = if said.event == ConsentEvent::Grant {
            let logged = self.log(vec![named.entry(Logged::Granted)?]).await?;
            (self.store.decide(decision).await?, logged.first)
        } else {
            let change = self.store.decide(decision).await?;
            let logged = self
                .log(vec![named.entry(logged_state(&change.now)?)?])
                .await?;
            (change, logged.first)
        };
        if said.kind == ConsentKind::Opening {
            return Ok(Settled {
                change,
                receipt: None,
            });
        }
        let receipt = self.receipt_of(index).await?;
        self.store
            .keep_receipt(who.household, said.person, receipt.clone())
            .await?;
        Ok(Settled {
            change,
            receipt: Some(receipt),
        })
    }

    async fn receipt_of(&self, index: u64) -> Result<String, Refusal> {
        self.waiting(move |house| {
            let receipt = Receipt::issue(&house.ledger, index).map_err(Refusal::not_now)?;
            Ok(receipt.to_json().to_owned())
        })
        .await
    }

    /// Ends consents whose time is over and those that a guardian gave for somebody who decides now, takes away what was kept on them alone, and
    /// writes the evidence of what ended by itself. The gate does not wait for it. Answers how many pieces of evidence there were.
    ///
    /// # Errors
    /// What the store or the log reports; it goes on where it stopped.
    pub async fn settle_consents(&self) -> Result<usize, Refusal> {
        while self.store.settle_consents().await? > 0 {}
        let mut count = 0_usize;
        loop {
            let owed = self
                .waiting(|house| Ok(house.store.owed_evidence(OWED_AT_ONCE_MAX)?))
                .await?;
            if owed.is_empty() {
                return Ok(count);
            }
            for owed in owed {
                let receipt = self.evidence_of(owed.clone()).await?;
                self.store.evidence_given(owed, receipt).await?;
                count = count.saturating_add(1);
            }
        }
    }

    /// Writes the evidence of a consent that ended by itself. Of somebody who was erased since nothing can be said, and nothing needs to be.
    async fn evidence_of(&self, owed: OwedEvidence) -> Result<Option<String>, Refusal> {
        let record = owed.record;
        let kind = record.kind;
        let entry = self
            .waiting(move |house| {
                let subject = SubjectId::Person(record.person);
                if !house
                    .store
                    .vault()
                    .has_subject(subject)
                    .map_err(Refusal::not_now)?
                {
                    return Ok(None);
                }
                let named = Named {
                    subject: house.commitment(subject)?,
                    product: log_name(&record.product)?,
                    purpose: log_name(&record.purpose)?,
                    version: log_name(&record.promise.to_string())?,
                    channel: log_name("by_itself")?,
                    kind: record.kind,
                    shown: None,
                    reference: house.reference(subject)?,
                };
                named.entry(logged_state(&record)?).map(Some)
            })
            .await?;
        let Some(entry) = entry else {
            return Ok(None);
        };
        let logged = self.log(vec![entry]).await?;
        if kind == ConsentKind::Opening {
            return Ok(None);
        }
        self.receipt_of(logged.first).await.map(Some)
    }

    /// A person objects to all direct marketing of every product at once (UK GDPR Art 21(2), (3)), or takes that back. When this returns after an
    /// objection, nothing more is kept or served for it.
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn stop_marketing(&self, who: Who, stopped: bool) -> Result<(), Refusal> {
        if stopped {
            let (household, person) = (who.household, who.person);
            self.store.stop_marketing(household, person, true).await?;
            self.log_stop(who, StopKind::Objection, "done").await
        } else {
            self.log_stop(who, StopKind::Objection, "withdrawn").await?;
            let (household, person) = (who.household, who.person);
            Ok(self.store.stop_marketing(household, person, false).await?)
        }
    }

    /// A number for a request in the evidence, from the time.
    fn reference(&self, subject: SubjectId) -> Result<Commitment, Refusal> {
        let at = self.clock.now().0.to_be_bytes();
        Ok(Commitment::of_reference(&self.salt(subject)?, &at))
    }

    /// A person objects to a purpose or has it restricted, or takes that back.
    ///
    /// # Errors
    /// When there is no such right for this purpose.
    pub async fn stop_purpose(
        &self,
        who: Who,
        product: ProductIndex,
        purpose: &str,
        kind: StopKind,
    ) -> Result<(), Refusal> {
        self.store
            .stop_purpose(who.household, who.person, product, purpose, kind)
            .await?;
        self.note_stop(who, product, purpose, kind).await
    }

    /// A person lets a purpose go on.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn resume_purpose(
        &self,
        who: Who,
        product: ProductIndex,
        purpose: &str,
        kind: StopKind,
    ) -> Result<(), Refusal> {
        self.log_stop(who, kind, "withdrawn").await?;
        Ok(self
            .store
            .resume_purpose(who.household, who.person, product, purpose, kind)
            .await?)
    }

    async fn log_stop(&self, who: Who, kind: StopKind, step: &'static str) -> Result<(), Refusal> {
        let entry = self
            .waiting(move |house| {
                let subject = SubjectId::Person(who.person);
                let salt = house.salt(subject)?;
                let at = house.clock.now().0.to_be_bytes();
                Ok(Entry::Request {
                    subject: Commitment::of_subject(&salt, subject),
                    reference: Commitment::of_reference(&salt, &at),
                    right: log_name(kind.word())?,
                    step: log_name(step)?,
                })
            })
            .await?;
        self.log(vec![entry]).await.map(drop)
    }

    /// Whether who is signed in may decide this, and what the evidence will name.
    fn may_say(&self, who: Who, said: &Said) -> Result<Named, Refusal> {
        let product = self
            .store
            .products()
            .get(said.product)
            .ok_or_else(|| Refusal::invalid("There is no such product."))?;
        let (_, rules) = product
            .gate
            .purpose_named(&said.purpose)
            .ok_or_else(|| Refusal::invalid("This product has no such purpose."))?;
        let today = self.clock.now().date();
        let actor = standing(&self.store.person(who.household, who.person)?, today);
        let subject = standing(&self.store.person(who.household, said.person)?, today);
        if may_decide(&actor, &subject, product.gate.guardian_under(today)).is_none() {
            return Err(Refusal::not_allowed(
                "This is for the person themselves to decide, or for an adult of the home where it is about a young child.",
            ));
        }
        if said.event == ConsentEvent::Grant
            && rules.never_children
            && matches!(subject.standing, Standing::Child { .. })
        {
            return Err(Refusal::not_allowed(
                "This is never done with the data of children. Nobody can say yes to it for them.",
            ));
        }
        Ok(Named {
            subject: self.commitment(SubjectId::Person(said.person))?,
            product: log_name(product.gate.product())?,
            purpose: log_name(&said.purpose)?,
            version: log_name(&rules.promise.to_string())?,
            channel: log_name(said.channel.word())?,
            kind: said.kind,
            // An operator writes down what was said elsewhere, where nothing of ours was shown.
            shown: (said.channel != Channel::Operator)
                .then(|| asking::shown(product, &said.purpose, said.kind))
                .flatten(),
            reference: self.reference(SubjectId::Person(said.person))?,
        })
    }
}

impl Named {
    fn entry(&self, state: Logged) -> Result<Entry, Refusal> {
        let expression = match self.kind {
            ConsentKind::Ordinary => Expression::Plain,
            ConsentKind::Explicit => Expression::Express,
            // No consent: what is off for children was opened or closed for one.
            ConsentKind::Opening => {
                return Ok(Entry::Request {
                    subject: self.subject,
                    reference: self.reference,
                    right: log_name("child_default")?,
                    step: log_name(if state == Logged::Granted {
                        "opened"
                    } else {
                        "closed"
                    })?,
                });
            }
        };
        Ok(Entry::ConsentChanged {
            subject: self.subject,
            product: self.product.clone(),
            purpose: self.purpose.clone(),
            version: self.version.clone(),
            state,
            channel: self.channel.clone(),
            expression,
        })
    }
}

pub(super) fn standing(person: &Person, today: cardea_units::Date) -> Actor {
    let standing = match person.role {
        Role::AccountHolder | Role::Adult => Standing::Adult,
        Role::Child => Standing::Child {
            age: person.age_on(today),
        },
        Role::Guest => Standing::Guest,
    };
    Actor {
        person: person.id,
        standing,
    }
}

fn logged_state(record: &ConsentRecord) -> Result<Logged, Refusal> {
    match record.state {
        ConsentState::Granted => Ok(Logged::Granted),
        ConsentState::Refused => Ok(Logged::Refused),
        ConsentState::Withdrawn => Ok(Logged::Withdrawn),
        ConsentState::Expired => Ok(Logged::Expired),
        ConsentState::Superseded => Ok(Logged::Superseded),
        ConsentState::Void => match record.reason {
            ConsentReason::Reset => Ok(Logged::VoidByReset),
            ConsentReason::Age => Ok(Logged::VoidByAge),
            _ => Ok(Logged::VoidByTransfer),
        },
        ConsentState::Unset => Err(Refusal::not_now(
            "a person cannot bring a consent into this state",
        )),
    }
}
