//! The people of a home, as far as a decision needs them.

use cardea_manifest::VersionId;
use cardea_units::{Date, PersonId, UnixMillis};

use crate::{Age, ChildDefault, Gate, Permissions, PurposeIndex, PurposeRules, PurposeSet};

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
    /// What they were in this home when they came; a child grows up by itself.
    pub role: Role,
    /// When a child was born; a child of whom it is not known is too young for everything.
    pub born: Option<Date>,
    /// The consents they have given and not taken back. A guardian's consent for a child stands with the child.
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

/// One consent that was given and not taken back. Whether it holds is a question of time, of age and of the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// For what.
    pub purpose: PurposeIndex,
    /// Plain or express.
    pub kind: ConsentKind,
    /// The promise it counts for: the one it was given for, or one that lies within it. For another it is worth nothing.
    pub promise: VersionId,
    /// Who gave it.
    pub by: GivenBy,
    /// When.
    pub at: UnixMillis,
    /// From when on it holds no more, whatever else happens.
    pub ends: UnixMillis,
}

/// Who gave a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GivenBy {
    /// The person whom the data is about.
    Themselves,
    /// A grown-up, for a child.
    Guardian,
}

/// Acts that never stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentKind {
    /// Consent to the purpose (UK GDPR Art 6(1)(a), PECR Sch A1 para 2).
    Ordinary,
    /// An express statement about special category data (UK GDPR Art 9(2)(a)).
    Explicit,
    /// Somebody who may opens, for a child, what is off for children and rests on nobody's consent.
    Opening,
}

impl Home {
    /// What is permitted for these people at a time. It is the same until [`Home::holds_until`].
    pub fn permissions(&self, gate: &Gate, now: UnixMillis) -> Permissions {
        let mut household = self.who_may_answer(gate);
        let mut persons: Vec<(PersonId, PurposeSet)> = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let judged = member.at(gate, now);
            let in_home = gate.set(|index, rules| judged.permits_for_home(index, rules));
            household = household.and(in_home);
            persons.push((
                member.person,
                gate.set(|index, rules| judged.permits_for_self(index, rules)),
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
                .and(gate.set(|_, rules| !rules.is_asked())),
            persons,
        }
    }

    /// What there is somebody to answer for: a home without an adult has nobody who could have been asked or told, and where the account
    /// holder consents for all, one without an account holder has nobody who could consent.
    fn who_may_answer(&self, gate: &Gate) -> PurposeSet {
        let has = |role| {
            // A child who grew up was never the one to answer for the home.
            let mut members = self.members.iter();
            members.any(|member| member.role == role)
        };
        if has(Role::AccountHolder) {
            PurposeSet::ALL
        } else if !has(Role::Adult) {
            PurposeSet::NONE
        } else if gate.consent_from_all_adults {
            PurposeSet::ALL
        } else {
            gate.set(|_, rules| !rules.is_asked())
        }
    }

    /// Until when what is permitted stays as it is if nobody says anything: the end of a consent, a birthday, another age of consent.
    pub fn holds_until(&self, gate: &Gate, now: UnixMillis) -> UnixMillis {
        let ends = self.members.iter().flat_map(|member| {
            let of_age = (member.role == Role::Child)
                .then(|| Age::next_change(member.born, gate, now))
                .flatten();
            let of_grants = member.grants.iter().map(|grant| grant.ends);
            of_grants.filter(|ends| *ends > now).chain(of_age)
        });
        ends.min().unwrap_or(UnixMillis(i64::MAX))
    }
}

/// A member at a time.
struct Judged<'m> {
    member: &'m Member,
    gate: &'m Gate,
    /// What they are then: a child of 18 is an adult.
    role: Role,
    age: Age,
    now: UnixMillis,
}

impl Member {
    /// What their age means at a time.
    pub fn age(&self, gate: &Gate, now: UnixMillis) -> Age {
        if self.role == Role::Child {
            Age::of_child(self.born, gate.guardian_under(now.date()), now)
        } else {
            Age::Adult
        }
    }

    fn at<'m>(&'m self, gate: &'m Gate, now: UnixMillis) -> Judged<'m> {
        let age = self.age(gate, now);
        Judged {
            member: self,
            gate,
            role: match self.role {
                Role::Child if !age.is_child() => Role::Adult,
                role => role,
            },
            age,
            now,
        }
    }
}

impl Judged<'_> {
    /// Whether data about this person alone may be used.
    fn permits_for_self(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        match self.role {
            Role::Guest => self.permits_as_guest(purpose, rules),
            Role::Child if rules.never_children => false,
            Role::AccountHolder | Role::Adult | Role::Child => {
                !self.stopped(purpose, rules)
                    && self.agreed(purpose, rules)
                    && (rules.for_children == ChildDefault::AsForAll || self.opened(purpose, rules))
                    && self.outgrew(purpose, rules)
            }
        }
    }

    /// Whether data about the home may be used as far as this person is concerned.
    fn permits_for_home(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        if self.role == Role::Guest {
            return self.permits_as_guest(purpose, rules);
        }
        let asked = self.role.is_asked_for_home(self.gate);
        // The adults are asked for the home; a child is asked nothing, but can be harmed.
        (self.role != Role::Child || !rules.never_children)
            && !self.stopped(purpose, rules)
            && (!asked || self.agreed(purpose, rules))
            && (rules.for_children != ChildDefault::Off
                || rules.is_asked()
                || self.opened(purpose, rules))
            && self.outgrew(purpose, rules)
    }

    fn permits_as_guest(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        self.gate.guests_allow.has(purpose) && !rules.is_asked() && !self.stopped(purpose, rules)
    }

    fn stopped(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        self.member.restricted.has(purpose)
            || (rules.may_object && self.member.objected.has(purpose))
    }

    /// Whether everything was said that the purpose asks of a person.
    fn agreed(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        self.agreed_since(purpose, rules, UnixMillis(i64::MIN))
    }

    fn agreed_since(&self, purpose: PurposeIndex, rules: &PurposeRules, since: UnixMillis) -> bool {
        let granted = |kind| self.granted(purpose, rules, kind, since);
        (!rules.needs_consent || granted(ConsentKind::Ordinary))
            && (!rules.needs_explicit || granted(ConsentKind::Explicit))
    }

    /// Whether what is off for children was opened for one: by the yes it asks for, or where it asks for none, by an act of its own. A child
    /// who grew up keeps what is off until they open it.
    fn opened(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        self.age == Age::Adult || self.opened_since(purpose, rules, UnixMillis(i64::MIN))
    }

    fn opened_since(&self, purpose: PurposeIndex, rules: &PurposeRules, since: UnixMillis) -> bool {
        if rules.is_asked() {
            self.agreed_since(purpose, rules, since)
        } else {
            self.granted(purpose, rules, ConsentKind::Opening, since)
        }
    }

    /// What is never used for children does not begin by itself when one grows up: they open it themselves, since then.
    fn outgrew(&self, purpose: PurposeIndex, rules: &PurposeRules) -> bool {
        match self.age {
            Age::GrownUp(since) if rules.never_children => self.opened_since(purpose, rules, since),
            Age::GrownUp(_) | Age::Young | Age::Deciding | Age::Adult => true,
        }
    }

    fn granted(
        &self,
        purpose: PurposeIndex,
        rules: &PurposeRules,
        kind: ConsentKind,
        since: UnixMillis,
    ) -> bool {
        self.member.grants.iter().any(|grant| {
            grant.purpose == purpose
                && grant.kind == kind
                && grant.promise == rules.promise
                && self.now < grant.ends
                && since <= grant.at
                && self.may_have_given(grant)
        })
    }

    /// A yes counts while whoever gave it is the one to decide, as they were when they gave it: a guardian's ends with the birthday from which
    /// the child decides, and what a child said before that day does not begin to count on it.
    fn may_have_given(&self, grant: &Grant) -> bool {
        match (self.age, grant.by) {
            (Age::Adult, by) => by == GivenBy::Themselves,
            (Age::Young, by) => by == GivenBy::Guardian,
            (Age::Deciding | Age::GrownUp(_), GivenBy::Guardian) => false,
            (Age::Deciding | Age::GrownUp(_), GivenBy::Themselves) => {
                self.member.age(self.gate, grant.at) != Age::Young
            }
        }
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
