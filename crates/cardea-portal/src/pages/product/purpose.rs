//! One purpose as one person sees it: what it is for, the switch, who gets it, how long.

mod facts;
mod past;
mod standing;

use cardea_gate::{ConsentKind, PurposeIndex, PurposeRules, Role};
use cardea_manifest::model::Purpose;
use cardea_store::{ConsentRecord, Person, Product, ProductIndex, StopKind};
use cardea_units::HouseholdId;

use self::past::Past;
use super::organisations::{self, Organisations};
use crate::acts::is_opened;
use crate::pages::wording::listed;
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
    /// What is off for a child until somebody opens it, and rests on nobody's yes.
    pub(super) opening: Option<Switch>,
    /// What was said, shown and ended, the latest first.
    pub(super) past: Vec<Past>,
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
        self.switch.is_some() || self.statement.is_some() || self.opening.is_some()
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
    /// Whether who looks decides for the person.
    pub(super) decides: bool,
    pub(super) saved: Option<&'s str>,
}

impl Seen<'_> {
    /// Every purpose of the product, in the order of the manifest.
    pub(super) fn cards(&self) -> Result<Vec<Card>, Refusal> {
        let consents = self.house.store.consents(self.household, self.person.id)?;
        let history = self
            .house
            .store
            .consent_history(self.household, self.person.id)?;
        let stops = self
            .house
            .store
            .stops(self.household, self.person.id, self.index)?;
        let purposes = self
            .product
            .gate
            .purposes()
            .zip(self.product.manifest.purposes.values());
        purposes
            .map(|((index, rules), purpose)| {
                let mut card = self.card(index, rules, purpose, &consents, &stops);
                card.past = self.past(&rules.name, &history)?;
                Ok(card)
            })
            .collect()
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
        let asked = !(self.is_child() && rules.never_children) && self.decides;
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
        let opens = self.person.came_as_child && is_opened(rules) && asked;
        let opening = opens.then(|| {
            let (on, unset, said) = self.said((index, rules), record(ConsentKind::Opening));
            Switch { on, unset, said }
        });
        let objection = (self.own && rules.may_object).then(|| Stop {
            stopped: stopped(StopKind::Objection),
        });
        let restriction = (self.own && !rules.needs_consent).then(|| Stop {
            stopped: stopped(StopKind::Restriction),
        });
        let happens = self.happens(index);
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
            opening,
            past: Vec::new(),
            objection,
            restriction,
            data: self.data(purpose),
            organisations,
            never_children: rules.never_children,
            without: self.without(&rules.name),
            saved: self.own && self.saved == Some(rules.name.as_str()),
        };
        card.now = self.now(rules, purpose, &card).to_owned();
        card
    }

    /// What does not work without it, in words; nothing where everything does.
    fn without(&self, purpose: &str) -> Option<String> {
        let choice = self.product.manifest.choices.get(purpose)?;
        let missed = choice.without_it.iter().map(|what| what.to_string());
        let missed: Vec<String> = missed.collect();
        (!missed.is_empty()).then(|| listed(&missed))
    }

    fn is_child(&self) -> bool {
        self.person.role == Role::Child
    }

    /// The sentence somebody agrees to, with the special data named.
    fn statement(&self, purpose: &Purpose) -> String {
        let whose = if self.own {
            "my".to_owned()
        } else {
            format!("{}’s", self.person.details.name.disclose_ref())
        };
        cardea_rights::statement(&self.product.manifest, purpose, &whose)
    }
}
