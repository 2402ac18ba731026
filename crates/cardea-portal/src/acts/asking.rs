//! What was put before people, and whether something may be put before them unasked.

use cardea_gate::{ConsentKind, PurposeRules, Role};
use cardea_rights::{
    ConsentReason, ConsentState, LANGUAGE, MayAsk, Prompting, may_ask, may_decide, statement,
};
use cardea_store::{ConsentRecord, Person, Product, ProductIndex, Shown};
use cardea_units::{HouseholdId, PersonId, UnixMillis};

use super::choices::state_now;
use super::consent::standing;
use crate::house::Who;
use crate::{House, Refusal};

/// One choice of one person, and whether it may be put before somebody who did not open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// About whose data it is.
    pub person: PersonId,
    /// Of which product.
    pub product: ProductIndex,
    /// Its purpose.
    pub purpose: String,
    /// Plain or express.
    pub kind: ConsentKind,
    /// Where it stands.
    pub state: ConsentState,
    /// Whether who asks may put it before the one who decides now.
    pub may: MayAsk,
}

/// What a page, or whoever reads the manifest's words, puts before somebody who is asked.
pub(crate) fn shown(product: &Product, purpose: &str, kind: ConsentKind) -> Option<Shown> {
    let known = product.manifest.purposes.get(purpose)?;
    let mut words = format!("{}\n{}", known.title.as_str(), known.explain.as_str());
    if kind == ConsentKind::Explicit {
        words.push('\n');
        // No name stands in what is kept for everybody.
        words.push_str(&statement(&product.manifest, known, "my"));
    }
    Some(Shown {
        language: LANGUAGE.to_owned(),
        words,
    })
}

impl House {
    /// Every choice about which somebody who is signed in decides, with whether a product, an app or a page may put it before them unasked.
    ///
    /// # Errors
    /// What the store reports; then nobody is asked.
    pub async fn prompts(&self, who: Who) -> Result<Vec<Prompt>, Refusal> {
        self.waiting(move |house| house.prompts_now(who.household, |person| person == who.person))
            .await
    }

    /// The choices of everybody in a home that a program of an organisation which decides about their purposes may put before them, or may not.
    ///
    /// # Errors
    /// When the organisation decides about no purpose of the product.
    pub async fn prompts_for_program(
        &self,
        organisation: &str,
        household: HouseholdId,
        product: ProductIndex,
    ) -> Result<Vec<Prompt>, Refusal> {
        let organisation = organisation.to_owned();
        self.waiting(move |house| {
            let known = house
                .store
                .products()
                .get(product)
                .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
            let decides = |purpose: &str| {
                let found = known.gate.purpose_named(purpose);
                found.is_some_and(|(_, rules)| rules.controllers.contains(&organisation))
            };
            if !known.gate.purposes().any(|(_, rules)| decides(&rules.name)) {
                return Err(Refusal::not_allowed(
                    "Your organisation decides about no purpose of this product. Only who does asks people.",
                ));
            }
            let all = house.prompts_now(household, |_| true)?;
            let own = all
                .into_iter()
                .filter(|prompt| prompt.product == product && decides(&prompt.purpose));
            Ok(own.collect())
        })
        .await
    }

    fn prompts_now(
        &self,
        household: HouseholdId,
        asked: impl Fn(PersonId) -> bool,
    ) -> Result<Vec<Prompt>, Refusal> {
        let now = self.clock.now();
        let members = self.store.members(household)?;
        let devices = self.store.devices(household)?;
        let mut prompts = Vec::new();
        for (index, product) in self.store.products().iter() {
            if !devices.iter().any(|device| device.product == index) {
                continue;
            }
            let under = product.gate.guardian_under(now.date());
            for person in members.iter().filter(|person| person.role != Role::Guest) {
                let subject = standing(person, now.date());
                let decides = members.iter().any(|member| {
                    asked(member.id)
                        && may_decide(&standing(member, now.date()), &subject, under).is_some()
                });
                if !decides && !asked(person.id) {
                    continue;
                }
                let consents = self.store.consents(household, person.id)?;
                let history = self.store.consent_history(household, person.id)?;
                for (_, rules) in product.gate.purposes() {
                    for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
                        let needed = match kind {
                            ConsentKind::Ordinary => rules.needs_consent,
                            ConsentKind::Explicit | ConsentKind::Opening => rules.needs_explicit,
                        };
                        if needed {
                            let choice = Choice {
                                house: self,
                                product,
                                rules,
                                person,
                                kind,
                            };
                            let (state, may) = choice.may_ask(&consents, &history, decides, now)?;
                            prompts.push(Prompt {
                                person: person.id,
                                product: index,
                                purpose: rules.name.clone(),
                                kind,
                                state,
                                may,
                            });
                        }
                    }
                }
            }
        }
        Ok(prompts)
    }
}

struct Choice<'c> {
    house: &'c House,
    product: &'c Product,
    rules: &'c PurposeRules,
    person: &'c Person,
    kind: ConsentKind,
}

impl Choice<'_> {
    fn is(&self, record: &ConsentRecord) -> bool {
        record.product == self.product.gate.product()
            && record.purpose == self.rules.name
            && record.kind == self.kind
    }

    fn may_ask(
        &self,
        consents: &[ConsentRecord],
        history: &[ConsentRecord],
        decides: bool,
        now: UnixMillis,
    ) -> Result<(ConsentState, MayAsk), Refusal> {
        let (home, person) = (self.person.household, self.person.id);
        let record = consents.iter().find(|record| self.is(record));
        let no = |record: &&ConsentRecord| {
            self.is(record)
                && matches!(
                    record.state,
                    ConsentState::Refused | ConsentState::Withdrawn
                )
        };
        let said_no = history.iter().filter(no).map(|record| record.at).max();
        let objected = self.house.store.objected_at(
            home,
            person,
            self.product.gate.product(),
            &self.rules.name,
        )?;
        let no_marketing = if self.rules.advertises {
            self.house.store.marketing_stopped(home, person)?
        } else {
            None
        };
        let reason = record.map_or(ConsentReason::Said, |record| record.reason);
        let state = match (record, self.product.gate.purpose_named(&self.rules.name)) {
            (Some(record), Some((index, _))) => {
                state_now(self.product, self.person, record, index, now)
            }
            _ => ConsentState::Unset,
        };
        // A guardian's yes that the birthday has ended, and that nobody has written down yet.
        let reason = if state == ConsentState::Void
            && record.is_some_and(|record| record.state == ConsentState::Granted)
        {
            ConsentReason::Age
        } else {
            reason
        };
        let standing_no = objected.or(no_marketing);
        let about = Prompting {
            state: match standing_no {
                Some(_) => ConsentState::Refused,
                None => state,
            },
            reason,
            // While an objection stands, nobody asks.
            last_no: standing_no.map(|_| now).or(said_no),
            asks_again_after: self.rules.asks_again_after,
            child: self.person.role == Role::Child,
            never_children: self.rules.never_children,
            decides,
        };
        Ok((state, may_ask(&about, now)))
    }
}
