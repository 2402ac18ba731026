//! One purpose as one person sees it: what it is for, the switch, who gets it, how long.

mod facts;
mod standing;

use cardea_gate::{ConsentKind, PurposeIndex, PurposeRules, Role};
use cardea_manifest::model::{Purpose, Sensitivity};
use cardea_rights::ConsentState;
use cardea_store::{ConsentRecord, Person, Product, ProductIndex, StopKind};
use cardea_units::HouseholdId;

use super::organisations::{self, Organisations};
use crate::pages::wording::{day, inside, listed, words_of};
use crate::{House, Refusal};

/// A purpose on the page.
pub(super) struct Card {
    /// Unique on the page.
    pub(super) anchor: String,
    pub(super) purpose: String,
    pub(super) person: String,
    pub(super) title: String,
    pub(super) explain: String,
    /// Why the law lets it be done.
    pub(super) basis: String,
    pub(super) switch: Option<Switch>,
    pub(super) statement: Option<Statement>,
    pub(super) objection: Option<Stop>,
    pub(super) restriction: Option<Stop>,
    /// Whether data is used for it now, in a sentence.
    pub(super) now: String,
    /// Who gets it and how long it is kept at most, in a sentence or two.
    pub(super) short: String,
    pub(super) happens: bool,
    pub(super) data: Vec<Kept>,
    pub(super) organisations: Organisations,
    pub(super) never_children: bool,
    pub(super) without: Option<String>,
    pub(super) saved: bool,
}

/// A plain consent.
pub(super) struct Switch {
    pub(super) on: bool,
    /// Nobody was asked yet: then saying no is one press as well.
    pub(super) unset: bool,
    pub(super) said: String,
}

/// An express statement about special data, beside the switch and never in its place.
pub(super) struct Statement {
    pub(super) words: String,
    pub(super) given: bool,
    pub(super) unset: bool,
    pub(super) said: String,
}

/// An objection or restriction, and whether it is in force.
pub(super) struct Stop {
    pub(super) stopped: bool,
}

/// What is kept of one stream.
pub(super) struct Kept {
    pub(super) stream: String,
    pub(super) what: String,
    pub(super) how_often: String,
    pub(super) keep: String,
}

impl Card {
    /// Whether somebody has to be asked for it.
    pub(super) fn is_asked(&self) -> bool {
        self.switch.is_some() || self.statement.is_some()
    }

    /// Whether the person had it restricted: then it is shown how to take that back.
    pub(super) fn is_paused(&self) -> bool {
        self.restriction.as_ref().is_some_and(|stop| stop.stopped)
    }
}

/// Who sees the purposes of which product.
pub(super) struct Seen<'s> {
    pub(super) house: &'s House,
    pub(super) household: HouseholdId,
    pub(super) index: ProductIndex,
    pub(super) product: &'s Product,
    pub(super) permissions: &'s cardea_gate::Permissions,
    /// Everybody in the home.
    pub(super) members: &'s [Person],
    /// Whether the person wears a device of this product.
    pub(super) wears: bool,
    /// Whose choices they are.
    pub(super) person: &'s Person,
    /// Whether it is the person themselves who looks.
    pub(super) own: bool,
    pub(super) saved: Option<&'s str>,
}

impl Seen<'_> {
    /// Every purpose of the product, in the order of the manifest.
    pub(super) fn cards(&self) -> Result<Vec<Card>, Refusal> {
        let consents = self.house.store.consents(self.household, self.person.id)?;
        let stops = self
            .house
            .store
            .stops(self.household, self.person.id, self.index)?;
        let purposes = self
            .product
            .gate
            .purposes()
            .zip(self.product.manifest.purposes.values());
        Ok(purposes
            .map(|((index, rules), purpose)| self.card(index, rules, purpose, &consents, &stops))
            .collect())
    }

    fn card(
        &self,
        index: PurposeIndex,
        rules: &PurposeRules,
        purpose: &Purpose,
        consents: &[ConsentRecord],
        stops: &[(String, StopKind)],
    ) -> Card {
        let record = |kind| {
            let here = |record: &&ConsentRecord| {
                record.product == self.product.gate.product()
                    && record.purpose == rules.name
                    && record.kind == kind
            };
            consents.iter().find(here)
        };
        let stopped = |kind| {
            stops
                .iter()
                .any(|(name, known)| *name == rules.name && *known == kind)
        };
        let asked = !(self.is_child() && rules.never_children);
        let switch = (rules.needs_consent && asked).then(|| {
            let (on, unset, said) = self.said((index, rules), record(ConsentKind::Ordinary));
            Switch { on, unset, said }
        });
        let statement = (rules.needs_explicit && asked).then(|| {
            let (given, unset, said) = self.said((index, rules), record(ConsentKind::Explicit));
            Statement {
                words: self.statement(purpose),
                given,
                unset,
                said,
            }
        });
        let objection = (self.own && rules.may_object).then(|| Stop {
            stopped: stopped(StopKind::Objection),
        });
        let restriction = (self.own && !rules.needs_consent).then(|| Stop {
            stopped: stopped(StopKind::Restriction),
        });
        let happens = self.happens(index);
        let without = self
            .product
            .manifest
            .choices
            .get(&rules.name)
            .map(|choice| {
                choice
                    .without_it
                    .iter()
                    .map(|what| what.to_string())
                    .collect::<Vec<_>>()
            });
        let organisations = organisations::of(self.product, purpose);
        let mut card = Card {
            anchor: if self.own {
                rules.name.clone()
            } else {
                format!("{}-{}", self.person.id, rules.name)
            },
            purpose: rules.name.clone(),
            person: self.person.id.to_string(),
            title: purpose.title.to_string(),
            explain: purpose.explain.to_string(),
            basis: facts::basis(purpose),
            now: String::new(),
            short: facts::short(purpose, &organisations),
            happens,
            switch,
            statement,
            objection,
            restriction,
            data: self.data(purpose),
            organisations,
            never_children: rules.never_children,
            without: without
                .filter(|list| !list.is_empty())
                .map(|list| listed(&list)),
            saved: self.own && self.saved == Some(rules.name.as_str()),
        };
        card.now = self.now(rules, purpose, &card).to_owned();
        card
    }

    fn is_child(&self) -> bool {
        self.person.role == Role::Child
    }

    /// Whether it is on, whether nobody was asked, and a sentence of what was said when.
    fn said(
        &self,
        (index, rules): (PurposeIndex, &PurposeRules),
        record: Option<&ConsentRecord>,
    ) -> (bool, bool, String) {
        let name = self.person.details.name.disclose_ref();
        let who = if self.own {
            "You".to_owned()
        } else {
            format!("A grown-up of the home, for {name},")
        };
        let Some(record) = record else {
            return (
                false,
                true,
                if self.own {
                    "You have not said yes or no yet."
                } else {
                    "Nobody has said yes or no yet."
                }
                .to_owned(),
            );
        };
        let at = day(record.at);
        match record.state {
            ConsentState::Granted if record.promise == rules.promise => {
                (true, false, format!("{who} said yes on {at}."))
            }
            ConsentState::Granted if self.product.counts(index, record.promise) => (
                true,
                false,
                format!(
                    "{who} said yes on {at}. What it is for has become less since, so that yes still counts."
                ),
            ),
            ConsentState::Granted | ConsentState::Superseded => (
                false,
                true,
                format!(
                    "{who} said yes on {at}. What it is for has changed since, so that yes does not count any more."
                ),
            ),
            ConsentState::Refused => (false, false, format!("{who} said no on {at}.")),
            ConsentState::Withdrawn => (
                false,
                false,
                format!("{who} took the yes back on {at}. What was kept for this alone is gone."),
            ),
            ConsentState::Expired => (false, true, format!("The yes of {at} has run out.")),
            ConsentState::Void | ConsentState::Unset => (
                false,
                true,
                format!("What was said on {at} does not count any more."),
            ),
        }
    }

    /// The sentence somebody agrees to, with the special data named.
    fn statement(&self, purpose: &Purpose) -> String {
        let mut kinds: Vec<String> = Vec::new();
        for (stream, used) in purpose.uses.iter() {
            let Some(stream) = self.product.manifest.streams.get(stream.as_str()) else {
                continue;
            };
            for (field, _) in used.fields.0.iter() {
                let special = stream
                    .fields
                    .get(field.as_str())
                    .filter(|field| field.data.sensitivity() != Sensitivity::Ordinary);
                let Some(word) = special.map(|field| words_of(field.data.word())) else {
                    continue;
                };
                if !kinds.contains(&word) {
                    kinds.push(word);
                }
            }
        }
        let whose = if self.own {
            "my".to_owned()
        } else {
            format!("{}’s", self.person.details.name.disclose_ref())
        };
        let kinds = if kinds.is_empty() {
            "special".to_owned()
        } else {
            listed(&kinds)
        };
        let who = organisations::deciders(self.product, purpose);
        format!(
            "I agree that {who} may use {whose} {kinds} data for this: {}.",
            inside(purpose.title.as_str())
        )
    }
}
