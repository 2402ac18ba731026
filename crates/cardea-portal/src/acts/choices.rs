//! What somebody may choose, and how it stands.

use cardea_gate::{AboutRule, ConsentKind, Permissions, PurposeIndex};
use cardea_rights::ConsentState;
use cardea_store::{ConsentRecord, Product, StopKind};
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
                        },
                        |record| Standing {
                            state: record.state,
                            counts: record.state.unlocks() && product.counts(place, record.promise),
                            since: Some(record.at),
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
                    objected: rules.may_object.then(|| stopped(StopKind::Objection)),
                    restricted: (!rules.needs_consent).then(|| stopped(StopKind::Restriction)),
                    happens: happens(product, &permissions, place, who.person, wears),
                });
            }
        }
        Ok(choices)
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
