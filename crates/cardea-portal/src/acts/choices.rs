//! What somebody may choose, and how it stands.

use cardea_gate::{
    AboutRule, ChildDefault, ConsentKind, Permissions, PurposeIndex, PurposeRules, Role,
};
use cardea_rights::ConsentState;
use cardea_store::{ConsentRecord, Person, Product, StopKind};
use cardea_units::{PersonId, UnixMillis};

use crate::house::Who;
use crate::{House, Refusal, RefusalKind};

/// One purpose of a product of the home, as it stands for who asks.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Id of the product.
    pub product: String,
    /// What people call it.
    pub product_name: String,
    /// Name of the purpose.
    pub purpose: String,
    /// What it is for, in a few words.
    pub title: String,
    /// What it is for, in a sentence or more.
    pub explain: String,
    /// The consent, where one is asked for.
    pub consent: Option<Standing>,
    /// The express statement about special data, where one is asked for.
    pub statement: Option<Standing>,
    /// What is off for children until somebody who may opens it, for whoever came to the home as a child.
    pub opening: Option<Standing>,
    /// Whether the person has objected; `None` where there is no such right.
    pub objected: Option<bool>,
    /// Whether the person has had it restricted; `None` where a consent decides.
    pub restricted: Option<bool>,
    /// Whether data is used for it now.
    pub happens: bool,
}

/// How a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: ConsentState,
    /// Whether it counts for what the purpose is today.
    pub counts: bool,
    /// Since when; `None` while nobody was asked.
    pub since: Option<UnixMillis>,
    /// Until when a yes holds by itself; `None` for as long as it is not taken back.
    pub until: Option<UnixMillis>,
}

impl House {
    /// Every purpose of every product of the home, for the person themselves.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn choices(&self, who: Who) -> Result<Vec<Choice>, Refusal> {
        self.waiting(move |house| house.choices_now(who)).await
    }

    /// One of them.
    ///
    /// # Errors
    /// [`RefusalKind::NotFound`] where no product of the home has such a purpose.
    pub async fn choice(&self, who: Who, product: &str, purpose: &str) -> Result<Choice, Refusal> {
        let choices = self.choices(who).await?;
        choices
            .into_iter()
            .find(|choice| choice.product == product && choice.purpose == purpose)
            .ok_or_else(|| {
                Refusal::new(
                    RefusalKind::NotFound,
                    "No product of your home has such a purpose.",
                )
            })
    }

    fn choices_now(&self, who: Who) -> Result<Vec<Choice>, Refusal> {
        let now = self.clock.now();
        let person = self.store.person(who.household, who.person)?;
        let devices = self.store.devices(who.household)?;
        let consents = self.store.consents(who.household, who.person)?;
        let mut choices = Vec::new();
        for (index, product) in self.store.products().iter() {
            let mut here = devices
                .iter()
                .filter(|device| device.product == index)
                .peekable();
            if here.peek().is_none() {
                continue;
            }
            let wears = here.any(|device| device.wearer == Some(who.person));
            let permissions = self.store.permits(who.household, index)?;
            let stops = self.store.stops(who.household, who.person, index)?;
            let purposes = product
                .gate
                .purposes()
                .zip(product.manifest.purposes.values());
            for ((place, rules), purpose) in purposes {
                let record = |kind| {
                    let asked = |record: &&ConsentRecord| {
                        record.product == product.gate.product()
                            && record.purpose == rules.name
                            && record.kind == kind
                    };
                    consents.iter().find(asked)
                };
                let standing = |kind| {
                    record(kind).map_or(
                        Standing {
                            state: ConsentState::Unset,
                            counts: false,
                            since: None,
                            until: None,
                        },
                        |record| {
                            let state = state_now(product, &person, record, place, now);
                            Standing {
                                state,
                                counts: state.unlocks(),
                                since: Some(record.at),
                                until: record.ends_at.filter(|_| state.unlocks()),
                            }
                        },
                    )
                };
                let stopped = |kind| {
                    stops
                        .iter()
                        .any(|(name, known)| *name == rules.name && *known == kind)
                };
                choices.push(Choice {
                    product: product.gate.product().to_owned(),
                    product_name: product.manifest.product.name.to_string(),
                    purpose: rules.name.clone(),
                    title: purpose.title.to_string(),
                    explain: purpose.explain.to_string(),
                    consent: rules.needs_consent.then(|| standing(ConsentKind::Ordinary)),
                    statement: rules
                        .needs_explicit
                        .then(|| standing(ConsentKind::Explicit)),
                    opening: (person.came_as_child && is_opened(rules))
                        .then(|| standing(ConsentKind::Opening)),
                    objected: rules.may_object.then(|| stopped(StopKind::Objection)),
                    restricted: (!rules.needs_consent).then(|| stopped(StopKind::Restriction)),
                    happens: happens(product, &permissions, place, who.person, wears),
                });
            }
        }
        Ok(choices)
    }
}

/// Whether a purpose asks nobody and is off for children until it is opened.
pub(crate) fn is_opened(rules: &PurposeRules) -> bool {
    let off = rules.never_children || rules.for_children != ChildDefault::AsForAll;
    off && !rules.is_asked()
}

/// How a consent stands at a time: what ended by itself has ended, whether or not it is written down yet.
pub(crate) fn state_now(
    product: &Product,
    person: &Person,
    record: &ConsentRecord,
    purpose: PurposeIndex,
    now: UnixMillis,
) -> ConsentState {
    if record.state != ConsentState::Granted {
        return record.state;
    }
    let under = product.gate.guardian_under(now.date());
    let young =
        person.role == Role::Child && person.age_on(now.date()).is_none_or(|age| age < under);
    if record.actor != record.person && !young {
        return ConsentState::Void;
    }
    let lasts = product.gate.purpose(purpose).and_then(|rules| rules.lasts);
    let today = lasts.map(|lasts| lasts.after(record.at));
    let ends = [record.ends_at, today].into_iter().flatten().min();
    if ends.is_some_and(|ends| ends <= now) {
        ConsentState::Expired
    } else if product.counts(purpose, record.promise) {
        ConsentState::Granted
    } else {
        ConsentState::Superseded
    }
}

/// Whether data is used for a purpose now, as far as one person sees it.
pub(crate) fn happens(
    product: &Product,
    permissions: &Permissions,
    purpose: PurposeIndex,
    person: PersonId,
    wears: bool,
) -> bool {
    product
        .gate
        .streams()
        .filter(|(_, stream)| stream.about != AboutRule::Wearer || wears)
        .any(|(_, stream)| permissions.for_stream(stream, Some(person)).has(purpose))
}
