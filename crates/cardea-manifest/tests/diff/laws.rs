//! What holds for any two manifests, tried on products made by chance.

use cardea_manifest::diff::{Class, Consents, Relation, diff, promise};
use cardea_manifest::model::Manifest;
use proptest::prelude::*;

use crate::changed::EVERYTHING;
use crate::plan::{Plan, plans};
use crate::{compared, read};

fn relation(old: &Manifest, new: &Manifest) -> Relation {
    let of = |manifest: &Manifest| manifest.purposes.get("p").cloned().unwrap();
    promise((old, &of(old)), (new, &of(new)))
}

#[test]
fn nothing_differs_from_itself() {
    let found = compared(EVERYTHING, EVERYTHING);
    assert!(found.changes.is_empty());
    assert!(found.purposes.is_empty());
    assert_eq!(found.class(), Class::SamePromise);
}

/// Another plan that differs in one thing, so that narrower ones are not too rare.
fn beside(plan: &Plan, other: &Plan, which: u8) -> Plan {
    let mut plan = plan.clone();
    match which {
        0 => plan.sent = other.sent,
        1 => plan.step = other.step,
        2 => plan.children = other.children,
        3 => plan.recipients.clone_from(&other.recipients),
        4 => plan.fields.clone_from(&other.fields),
        5 => plan.every = other.every,
        6 => plan.keep = other.keep,
        7 => plan.backups = other.backups,
        _ => plan = other.clone(),
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The promise is narrower exactly when everything it permits was permitted, worked out from the numbers of the plan.
    #[test]
    fn narrower_is_what_can_be_made_of_what_was_permitted(one in plans(), other in plans(), which in 0..9_u8) {
        let new = beside(&one, &other, which);
        let (old, new_manifest) = (read(&one.yaml()), read(&new.yaml()));
        let covered = relation(&old, &new_manifest).is_covered();
        prop_assert_eq!(covered, new.is_within(&one), "{:?}\nto {:?}", one, new);
    }

    /// A change of the promise that asks people again is a change that widens, and one that does not is none.
    #[test]
    fn who_is_asked_again_sees_why(one in plans(), other in plans(), which in 0..9_u8) {
        let new = beside(&one, &other, which);
        let found = diff(&read(&one.yaml()), &read(&new.yaml()));
        for purpose in &found.purposes {
            match purpose.consents {
                Consents::Void => prop_assert_eq!(purpose.class, Class::Widens),
                Consents::Stay | Consents::StayNarrower => prop_assert!(purpose.class <= Class::Narrows, "{:#?}", found.changes),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }

    /// None is missed and none is made up: there is a change exactly when the versions differ.
    #[test]
    fn there_is_a_change_exactly_when_the_versions_differ(one in plans(), other in plans(), which in 0..9_u8) {
        let (old, new) = (read(&one.yaml()), read(&beside(&one, &other, which).yaml()));
        let found = diff(&old, &new);
        prop_assert_eq!(found.changes.is_empty(), old.version() == new.version());
        prop_assert_eq!(diff(&new, &old).changes.is_empty(), found.changes.is_empty());
    }

    /// What only narrows one way widens the other.
    #[test]
    fn the_way_back_from_narrower_is_wider(one in plans(), other in plans(), which in 0..9_u8) {
        let (old, new) = (read(&one.yaml()), read(&beside(&one, &other, which).yaml()));
        if diff(&old, &new).class() == Class::Narrows {
            prop_assert_eq!(diff(&new, &old).class(), Class::Widens);
        }
    }

    /// Narrower than narrower is narrower: a consent that holds through two changes holds through both at once.
    #[test]
    fn narrowing_composes(one in plans(), other in plans(), third in plans(), first in 0..8_u8, second in 0..8_u8) {
        let middle = beside(&one, &other, first);
        let last = beside(&middle, &third, second);
        let (one, middle, last) = (read(&one.yaml()), read(&middle.yaml()), read(&last.yaml()));
        if relation(&one, &middle).is_covered() && relation(&middle, &last).is_covered() {
            prop_assert!(relation(&one, &last).is_covered());
        }
    }
}
