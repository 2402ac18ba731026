//! Putting something right that is kept.

use cardea_gate::Role;
use cardea_rights::{RequestEvent, RequestKind, StepBy};
use cardea_store::{Corrected, Correction, RequestId, value_of};
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};

use super::{Asked, ValueAsked};
use crate::house::Who;
use crate::{House, Refusal};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectified {
    /// The request that it is.
    pub request: RequestId,
    /// What was put right; `None` where people look at it first, because others are concerned.
    pub done: Option<Corrected>,
}

impl House {
    /// Somebody says that a value is wrong, and what is right. What is about them alone is put right at once, for every purpose. What is about
    /// a home in which another adult lives is looked at by people first: one member's word does not change what is kept about others.
    ///
    /// # Errors
    /// When nothing of theirs is there, or the field cannot have such a value.
    pub async fn rectify(&self, who: Who, value: ValueAsked) -> Result<Rectified, Refusal> {
        let asked = value.clone();
        let (correction, at_once) = self
            .waiting(move |house| {
                let shown = house.own_streams_now(who)?.into_iter().any(|stream| {
                    stream.product_id == asked.product
                        && stream.stream_id == asked.stream
                        && matches!(stream.subject, SubjectId::Household(_)) == asked.of_home
                });
                if !shown {
                    return Err(Refusal::invalid("Choose what is wrong from the list."));
                }
                let correction = house.correction(who.household, who.person, &asked)?;
                let others = house.store.members(who.household)?.iter().any(|person| {
                    person.id != who.person
                        && matches!(person.role, Role::AccountHolder | Role::Adult)
                });
                Ok((correction, !asked.of_home || !others))
            })
            .await?;
        let asked = Asked {
            value: Some(value),
            ..Asked::default()
        };
        let request = self
            .begin_request(who, RequestKind::Rectification, &asked)
            .await?;
        if !at_once {
            return Ok(Rectified {
                request,
                done: None,
            });
        }
        let done = self.corrected(who.person, correction).await?;
        self.take_step(request, RequestEvent::Answer, StepBy::House, told(done))
            .await?;
        Ok(Rectified {
            request,
            done: Some(done),
        })
    }

    /// Carries out what a request says is right.
    pub(super) async fn carry_out_correction(
        &self,
        household: HouseholdId,
        person: PersonId,
        value: ValueAsked,
    ) -> Result<Corrected, Refusal> {
        let correction = self
            .waiting(move |house| house.correction(household, person, &value))
            .await?;
        self.corrected(person, correction).await
    }

    /// Puts it right, and has everybody told who was given the old value (UK GDPR Art 19). The request that it is goes on only after that.
    async fn corrected(&self, by: PersonId, correction: Correction) -> Result<Corrected, Refusal> {
        let (household, subject) = (correction.household, correction.subject);
        let product = self
            .store
            .products()
            .get(correction.product)
            .map(|product| product.gate.product().to_owned())
            .unwrap_or_default();
        let done = self.store.correct(correction).await?;
        if done.values > 0 || done.taken_away > 0 {
            self.store
                .tell_of_rectification(household, subject, by, &product)
                .await?;
        }
        Ok(done)
    }

    fn correction(
        &self,
        household: HouseholdId,
        person: PersonId,
        asked: &ValueAsked,
    ) -> Result<Correction, Refusal> {
        let gone = || Refusal::invalid("This product does not keep this any more.");
        let (index, product) = self
            .store
            .products()
            .named(&asked.product)
            .ok_or_else(gone)?;
        let (stream, rules) = product.gate.stream_named(&asked.stream).ok_or_else(gone)?;
        let field = rules
            .fields
            .iter()
            .position(|rule| rule.name == asked.field)
            .ok_or_else(gone)?;
        let form = rules.fields.get(field).map(|rule| &rule.form);
        Ok(Correction {
            household,
            subject: if asked.of_home {
                SubjectId::Household(household)
            } else {
                SubjectId::Person(person)
            },
            product: index,
            stream,
            device: None,
            field,
            from: UnixMillis(asked.from),
            until: UnixMillis(asked.until),
            value: value_of(form.ok_or_else(gone)?, &asked.right)?,
        })
    }
}

/// What the person is told.
pub(super) const fn told(done: Corrected) -> &'static str {
    match (done.values, done.taken_away) {
        (0, 0) => "Nothing is held of that time, so nothing was changed.",
        (_, 0) => "It is put right, for everything it is used for. The old value is gone.",
        _ => {
            "It is put right. Where an average could not be made again, it was taken away. The old value is gone."
        }
    }
}
