//! Who may decide for whom.

use cardea_units::PersonId;

/// Somebody who acts, as far as the question needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Whether they are a grown member of the home (an account holder or another adult).
    pub standing: Standing,
}

/// What somebody is, for this question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A grown member of the home.
    Adult,
    /// Somebody under 18, with their age in whole years where it is known.
    Child {
        /// Whole years.
        age: Option<u32>,
    },
    /// Somebody who stays for a time.
    Guest,
}

/// For whom somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActingFor {
    /// For themselves.
    Self_,
    /// For a child, as a grown member of the same home.
    ChildAsGuardian,
}

/// Whether `actor` may decide about a consent of `subject` in the same home, under the age of consent in force
/// (UK GDPR Art 8(1)). `None` when they may not; a child whose age is not known is treated as too young.
pub fn may_decide(actor: &Actor, subject: &Actor, guardian_under: u32) -> Option<ActingFor> {
    let old_enough = |age: Option<u32>| age.is_some_and(|age| age >= guardian_under);
    match (actor.standing, subject.standing) {
        (Standing::Adult, _) if actor.person == subject.person => Some(ActingFor::Self_),
        (Standing::Child { age }, _) if actor.person == subject.person && old_enough(age) => {
            Some(ActingFor::Self_)
        }
        (Standing::Adult, Standing::Child { age }) if !old_enough(age) => {
            Some(ActingFor::ChildAsGuardian)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cardea_units::FixedRandom;

    #[test]
    fn everybody_decides_for_themselves_and_guardians_for_the_young() {
        let random = FixedRandom::seeded(1);
        let (a, b) = (
            PersonId::draw(&random).unwrap(),
            PersonId::draw(&random).unwrap(),
        );
        let adult = Actor {
            person: a,
            standing: Standing::Adult,
        };
        let other = Actor {
            person: b,
            standing: Standing::Adult,
        };
        let child = |age| Actor {
            person: b,
            standing: Standing::Child { age },
        };
        let guest = Actor {
            person: b,
            standing: Standing::Guest,
        };
        assert_eq!(may_decide(&adult, &adult, 13), Some(ActingFor::Self_));
        assert_eq!(
            may_decide(&adult, &other, 13),
            None,
            "no adult decides for another"
        );
        assert_eq!(
            may_decide(&adult, &child(Some(12)), 13),
            Some(ActingFor::ChildAsGuardian)
        );
        assert_eq!(
            may_decide(&adult, &child(Some(13)), 13),
            None,
            "at the age in force the child decides"
        );
        assert_eq!(
            may_decide(&child(Some(13)), &child(Some(13)), 13),
            Some(ActingFor::Self_)
        );
        assert_eq!(may_decide(&child(Some(12)), &child(Some(12)), 13), None);
        assert_eq!(
            may_decide(&child(None), &child(None), 13),
            None,
            "an unknown age is too young"
        );
        assert_eq!(
            may_decide(&adult, &child(None), 13),
            Some(ActingFor::ChildAsGuardian)
        );
        assert_eq!(
            may_decide(&guest, &guest, 13),
            None,
            "a guest grants nothing"
        );
        assert_eq!(may_decide(&adult, &guest, 13), None);
    }
}
