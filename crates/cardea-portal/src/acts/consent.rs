//! Saying yes and no.

use cardea_gate::{ConsentKind, Role};
use cardea_ledger::{Commitment, ConsentState as Logged, Entry, Expression, Name, Receipt};
use cardea_rights::{Actor, Channel, ConsentEvent, ConsentState, Standing, may_decide};
use cardea_store::{ConsentChange, Decision, Person, ProductIndex, StopKind};
use cardea_units::{PersonId, SubjectId};

use crate::house::{Who, log_name};
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
    /// The receipt, for the person to keep.
    pub receipt: String,
}

/// What the evidence of a consent names.
struct Named {
    subject: Commitment,
    product: Name,
    purpose: Name,
    version: Name,
    channel: Name,
    expression: Expression,
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
        };
        let (change, index) = if said.event == ConsentEvent::Grant {
            let logged = self.log(vec![named.entry(Logged::Granted)]).await?;
            (self.store.decide(decision).await?, logged.first)
        } else {
            let change = self.store.decide(decision).await?;
            let logged = self
                .log(vec![named.entry(logged_state(change.now.state)?)])
                .await?;
            (change, logged.first)
        };
        let receipt = self
            .waiting(move |house| Receipt::issue(&house.ledger, index).map_err(Refusal::not_now))
            .await?;
        self.store
            .keep_receipt(who.household, said.person, receipt.to_json().to_owned())
            .await?;
        Ok(Settled {
            change,
            receipt: receipt.to_json().to_owned(),
        })
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
        if may_decide(&actor, &subject, product.gate.guardian_under()).is_none() {
            return Err(Refusal::not_allowed(
                "This is for the person themselves to decide, or for an adult of the home where it is about a young child.",
            ));
        }
        Ok(Named {
            subject: self.commitment(SubjectId::Person(said.person))?,
            product: log_name(product.gate.product())?,
            purpose: log_name(&said.purpose)?,
            version: log_name(&rules.promise.to_string())?,
            channel: log_name(said.channel.word())?,
            expression: match said.kind {
                ConsentKind::Ordinary => Expression::Plain,
                ConsentKind::Explicit => Expression::Express,
            },
        })
    }
}

impl Named {
    fn entry(&self, state: Logged) -> Entry {
        Entry::ConsentChanged {
            subject: self.subject,
            product: self.product.clone(),
            purpose: self.purpose.clone(),
            version: self.version.clone(),
            state,
            channel: self.channel.clone(),
            expression: self.expression,
        }
    }
}

fn standing(person: &Person, today: cardea_units::Date) -> Actor {
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

fn logged_state(state: ConsentState) -> Result<Logged, Refusal> {
    match state {
        ConsentState::Granted => Ok(Logged::Granted),
        ConsentState::Refused => Ok(Logged::Refused),
        ConsentState::Withdrawn => Ok(Logged::Withdrawn),
        ConsentState::Expired => Ok(Logged::Expired),
        ConsentState::Superseded => Ok(Logged::Superseded),
        ConsentState::Void | ConsentState::Unset => Err(Refusal::not_now(
            "a person cannot bring a consent into this state",
        )),
    }
}
