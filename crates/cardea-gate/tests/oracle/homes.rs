//! Homes at random: any mix of roles, right and wrong grants, stops.

use cardea_gate::{ConsentKind, GivenBy, Grant, Home, Member, PurposeIndex, PurposeSet, Role};
use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use cardea_units::{Date, PersonId, UnixMillis, date};
use proptest::prelude::*;

use crate::manifests::PURPOSES;

/// One person, in plain words.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    pub(crate) number: i64,
    pub(crate) role: Role,
    pub(crate) born: Option<Date>,
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
    pub(crate) by_guardian: bool,
    /// Days after the first of 2020 on which it was given.
    pub(crate) day: i64,
    /// Days for which it was given.
    pub(crate) days: i64,
}

impl SomeGrant {
    pub(crate) fn at(&self) -> UnixMillis {
        day(self.day)
    }

    pub(crate) fn ends(&self) -> UnixMillis {
        day(self.day + self.days)
    }
}

/// The start of a day, counted from the first of 2020.
pub(crate) fn day(number: i64) -> UnixMillis {
    UnixMillis::at_start_of(date(2020, 1, 1)).plus(number * UnixMillis::DAY)
}

/// Times within ten years, at the start of a day and a millisecond before it.
pub(crate) fn any_time() -> impl Strategy<Value = UnixMillis> {
    (0..3_650_i64, 0..2_i64).prop_map(|(number, before)| day(number).plus(-before))
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
        3 => Just(Role::Child),
        1 => Just(Role::Guest),
    ];
    // Mostly everything is granted, so that what is permitted is not nearly always nothing.
    let grants = prop_oneof![
        2 => Just(all_grants()),
        1 => prop::collection::vec(any_grant(), 0..8),
        1 => (Just(all_grants()), prop::collection::btree_set(0..PURPOSES * KINDS.len(), 0..3)).prop_map(|(grants, without)| {
            grants.into_iter().enumerate().filter(|(place, _)| !without.contains(place)).map(|(_, grant)| grant).collect()
        }),
    ];
    let stops =
        || prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(0..PURPOSES, 0..3)];
    (role, any_birth(), grants, any::<bool>(), stops(), stops()).prop_map(
        |(role, born, mut grants, by_one, objected, restricted)| {
            // A grown-up's yes is mostly their own; a child has either.
            for grant in &mut grants {
                grant.by_guardian ^= by_one && role == Role::Child;
            }
            Someone {
                number: 0,
                role,
                born: born.filter(|_| role == Role::Child),
                grants,
                objected,
                restricted,
            }
        },
    )
}

/// A child comes of age within the ten years, or was born on a leap day, or nobody knows.
fn any_birth() -> impl Strategy<Value = Option<Date>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(date(2008, 2, 29))),
        4 => (2002..2019_i16, 1..13_i8, 1..29_i8).prop_map(|(y, m, d)| Some(date(y, m, d))),
    ]
}

const KINDS: [ConsentKind; 3] = [
    ConsentKind::Ordinary,
    ConsentKind::Explicit,
    ConsentKind::Opening,
];

fn all_grants() -> Vec<SomeGrant> {
    (0..PURPOSES)
        .flat_map(|purpose| {
            KINDS.map(|kind| SomeGrant {
                purpose,
                kind,
                for_this_promise: true,
                by_guardian: false,
                day: 0,
                days: 36_500,
            })
        })
        .collect()
}

fn any_grant() -> impl Strategy<Value = SomeGrant> {
    let kind = prop::sample::select(KINDS.to_vec());
    let length = prop_oneof![1 => Just(36_500_i64), 2 => 0..1_500_i64];
    (
        0..PURPOSES,
        kind,
        prop::bool::weighted(0.9),
        any::<bool>(),
        0..3_650_i64,
        length,
    )
        .prop_map(
            |(purpose, kind, for_this_promise, by_guardian, day, days)| SomeGrant {
                purpose,
                kind,
                for_this_promise,
                by_guardian,
                day,
                days,
            },
        )
}

/// The same home in the gate's terms.
pub(crate) fn home_of(people: &[Someone], manifest: &Manifest) -> Home {
    let member = |person: &Someone| Member {
        person: person.id(),
        role: person.role,
        born: person.born,
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
        by: if grant.by_guardian {
            GivenBy::Guardian
        } else {
            GivenBy::Themselves
        },
        at: grant.at(),
        ends: grant.ends(),
    }
}

fn set(purposes: &[usize]) -> PurposeSet {
    purposes
        .iter()
        .map(|place| PurposeIndex::new(*place).unwrap())
        .collect()
}
