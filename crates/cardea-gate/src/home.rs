//! The people of a home, as far as a decision needs them.

use cardea_manifest::VersionId;
use cardea_units::PersonId;

use crate::{Gate, Permissions, PurposeIndex, PurposeRules, PurposeSet};

/// Everybody in one home, with what they said about one product.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Its members and the guests who stay now.
    pub members: Vec<Member>,
}

/// One person.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What they are in this home.
    pub role: Role,
    /// The consents they have given that hold now. A guardian's consent for a child stands with the child.
    pub grants: Vec<Grant>,
    /// Purposes to which they objected.
    pub objected: PurposeSet,
    /// Purposes whose data they had restricted (UK GDPR Art 18).
    pub restricted: PurposeSet,
}

/// What a person is in a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// An adult who set the product up.
    AccountHolder,
    /// Another adult.
    Adult,
    /// Somebody under 18.
    Child,
    /// Somebody who stays for a time and was asked nothing.
    Guest,
}

impl Role {
    /// Whether a person of this role is asked for consent to data about the home, so that its end is the end of that data.
    pub fn is_asked_for_home(self, gate: &Gate) -> bool {
        match self {
            Self::AccountHolder => true,
            Self::Adult => gate.consent_from_all_adults,
            Self::Child | Self::Guest => false,
        }
    }
}

/// One consent that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// For what.
    pub purpose: PurposeIndex,
    /// Plain or express.
    pub kind: ConsentKind,
    /// The promise it counts for: the one it was given for, or one that lies within it. For another it is worth nothing.
    pub promise: VersionId,
}

/// Two acts that never stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentKind {
    /// Consent to the purpose (UK GDPR Art 6(1)(a), PECR Sch A1 para 2).
    Ordinary,
    /// An express statement about special category data (UK GDPR Art 9(2)(a)).
    Explicit,
}

impl Home {
    /// What is permitted for these people now.
    pub fn permissions(&self, gate: &Gate) -> Permissions {
        let mut household = self.who_may_answer(gate);
        let mut persons: Vec<(PersonId, PurposeSet)> = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let in_home = gate.set(|index, rules| member.permits_for_home(gate, index, rules));
            household = household.and(in_home);
            persons.push((
                member.person,
                gate.set(|index, rules| member.permits_for_self(gate, index, rules)),
            ));
        }
        persons.sort_unstable_by_key(|(person, _)| *person);
        // Nobody who passes by was asked: what rests on their agreement cannot be.
        let needs_their_word = gate.set(|_, rules| rules.basis_is_consent || rules.needs_explicit);
        Permissions {
            household,
            bystander: household.without(needs_their_word),
            guest: gate
                .guests_allow
                .and(gate.set(|_, rules| !rules.needs_consent && !rules.needs_explicit)),
            persons,
        }
    }

    /// What there is somebody to answer for: a home without an adult has nobody who could have been asked or told, and where the account
    /// holder consents for all, one without an account holder has nobody who could consent.
    fn who_may_answer(&self, gate: &Gate) -> PurposeSet {
        let has = |role| self.members.iter().any(|member| member.role == role);
        if has(Role::AccountHolder) {
            PurposeSet::ALL
        } else if !has(Role::Adult) {
            PurposeSet::NONE
        } else if gate.consent_from_all_adults {
            PurposeSet::ALL
        } else {
            gate.set(|_, rules| !rules.needs_consent && !rules.needs_explicit)
        }
    }
}

impl Member {
    /// Whether data about this person alone may be used.
    fn permits_for_self(&self, gate: &Gate, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        match self.role {
            Role::Guest => self.permits_as_guest(gate, purpose, rules),
            Role::Child if rules.never_children => false,
            Role::AccountHolder | Role::Adult | Role::Child => {
                !self.stopped(purpose, rules) && self.agreed(purpose, rules)
            }
        }
    }

    /// Whether data about the home may be used as far as this person is concerned.
    fn permits_for_home(&self, gate: &Gate, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        match self.role {
            Role::Guest => self.permits_as_guest(gate, purpose, rules),
            // The adults are asked for the home; a child is asked nothing, but can be harmed.
            Role::Child => !rules.never_children && !self.stopped(purpose, rules),
            Role::Adult if !self.role.is_asked_for_home(gate) => !self.stopped(purpose, rules),
            Role::AccountHolder | Role::Adult => {
                !self.stopped(purpose, rules) && self.agreed(purpose, rules)
            }
        }
    }

    fn permits_as_guest(&self, gate: &Gate, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        gate.guests_allow.has(purpose)
            && !rules.needs_consent
            && !rules.needs_explicit
            && !self.stopped(purpose, rules)
    }

    fn stopped(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        self.restricted.has(purpose) || (rules.may_object && self.objected.has(purpose))
    }

    fn agreed(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        let granted = |kind| {
            self.grants.iter().any(|grant| {
                grant.purpose == purpose && grant.kind == kind && grant.promise == rules.promise
            })
        };
        (!rules.needs_consent || granted(ConsentKind::Ordinary))
            && (!rules.needs_explicit || granted(ConsentKind::Explicit))
    }
}

impl Gate {
    fn set(&self, holds: impl Fn(PurposeIndex, &PurposeRules) -> bool) -> PurposeSet {
        self.purposes()
            .filter(|(index, rules)| holds(*index, rules))
            .map(|(index, _)| index)
            .collect()
    }
}
