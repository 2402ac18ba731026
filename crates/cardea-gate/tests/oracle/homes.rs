//! Homes at random: any mix of roles, right and wrong grants, stops.

use cardea_gate::{ConsentKind, Grant, Home, Member, PurposeIndex, PurposeSet, Role};
use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use cardea_units::PersonId;
use proptest::prelude::*;

use crate::manifests::PURPOSES;

/// One person, in plain words.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) number: i64,
    pub(crate) role: Role,
    pub(crate) grants: Vec<SomeGrant>,
    pub(crate) objected: Vec<usize>,
    pub(crate) restricted: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct SomeGrant {
    pub(crate) purpose: usize,
    pub(crate) kind: ConsentKind,
    /// Whether it was given for the promise that is in force.
    pub(crate) for_this_promise: bool,
}

impl Someone {
    pub(crate) fn id(&self) -> PersonId {
        PersonId::from_column(self.number).unwrap()
    }
}

/// Up to five people, in no order of their numbers.
pub(crate) fn any_people() -> impl Strategy<Value = Vec<Someone>> {
    prop::collection::vec(any_person(), 0..6).prop_map(|mut people| {
        for (person, number) in people.iter_mut().zip([30, 10, 50, 20, 40]) {
            person.number = number;
        }
        people
    })
}

fn any_person() -> impl Strategy<Value = Someone> {
    let role = prop_oneof![
        3 => Just(Role::AccountHolder),
        3 => Just(Role::Adult),
        1 => Just(Role::Child),
        1 => Just(Role::Guest),
    ];
    // Mostly everything is granted, so that what is permitted is not nearly always nothing.
    let grants = prop_oneof![
        2 => Just(all_grants()),
        1 => prop::collection::vec(any_grant(), 0..8),
        1 => (Just(all_grants()), prop::collection::btree_set(0..PURPOSES * 2, 0..3)).prop_map(|(grants, without)| {
            grants.into_iter().enumerate().filter(|(place, _)| !without.contains(place)).map(|(_, grant)| grant).collect()
        }),
    ];
    let stops =
        || prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(0..PURPOSES, 0..3)];
    (role, grants, stops(), stops()).prop_map(|(role, grants, objected, restricted)| Someone {
        number: 0,
        role,
        grants,
        objected,
        restricted,
    })
}

fn all_grants() -> Vec<SomeGrant> {
    (0..PURPOSES)
        .flat_map(|purpose| {
            [ConsentKind::Ordinary, ConsentKind::Explicit].map(|kind| SomeGrant {
                purpose,
                kind,
                for_this_promise: true,
            })
        })
        .collect()
}

fn any_grant() -> impl Strategy<Value = SomeGrant> {
    let kind = prop_oneof![Just(ConsentKind::Ordinary), Just(ConsentKind::Explicit)];
    (0..PURPOSES, kind, any::<bool>()).prop_map(|(purpose, kind, for_this_promise)| SomeGrant {
        purpose,
        kind,
        for_this_promise,
    })
}

/// The same home in the gate's terms.
pub(crate) fn home_of(people: &[Someone], manifest: &Manifest) -> Home {
    let member = |person: &Someone| Member {
        person: person.id(),
        role: person.role,
        grants: person
            .grants
            .iter()
            .map(|grant| grant_of(grant, manifest))
            .collect(),
        objected: set(&person.objected),
        restricted: set(&person.restricted),
    };
    Home {
        members: people.iter().map(member).collect(),
    }
}

fn grant_of(grant: &SomeGrant, manifest: &Manifest) -> Grant {
    let purpose = manifest.purposes.values().nth(grant.purpose).unwrap();
    let promise = if grant.for_this_promise {
        manifest.promise(purpose)
    } else {
        VersionId::from_bytes([7; 32])
    };
    Grant {
        purpose: PurposeIndex::new(grant.purpose).unwrap(),
        kind: grant.kind,
        promise,
    }
}

fn set(purposes: &[usize]) -> PurposeSet {
    purposes
        .iter()
        .map(|place| PurposeIndex::new(*place).unwrap())
        .collect()
}
