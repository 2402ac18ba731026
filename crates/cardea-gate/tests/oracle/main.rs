//! The gate against a second, slow and obvious implementation, written from the design and not from the code.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::unreachable,
    reason = "a test stops where something is not as it says"
)]

mod arithmetic;
mod directive;
mod homes;
mod manifests;
mod named;
mod slow;
mod tiers;
mod vectors;

use cardea_gate::Gate;
use cardea_units::PersonId;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_gate_permits_what_the_slow_reading_of_the_manifest_permits(
        manifest in manifests::any_manifest(),
        people in homes::any_people(),
        now in homes::any_time(),
    ) {
        let gate = Gate::compile(&manifest);
        let home = homes::home_of(&people, &manifest);
        let permissions = home.permissions(&gate, now);
        let stranger = PersonId::from_column(9_999).unwrap();
        let whom = home.members.iter().map(|member| Some(member.person)).chain([None, Some(stranger)]);
        for person in whom {
            for (_, stream) in gate.streams() {
                let fast = permissions.for_stream(stream, person);
                for (index, rules) in gate.purposes() {
                    let slow = slow::permitted(now, &manifest, &people, &stream.name, &rules.name, person);
                    prop_assert_eq!(
                        fast.has(index), slow,
                        "purpose {} for stream {} about {:?} among {:#?}", &rules.name, &stream.name, person, &people
                    );
                }
                prop_assert!(fast.iter().all(|purpose| gate.purpose(purpose).is_some()), "a bit stands for no purpose");
            }
        }
    }

    #[test]
    fn taking_a_consent_away_or_stopping_never_permits_more(
        manifest in manifests::any_manifest(),
        people in homes::any_people(),
        now in homes::any_time(),
        whose in 0..8_usize,
        purpose in 0..manifests::PURPOSES,
    ) {
        let gate = Gate::compile(&manifest);
        let before = homes::home_of(&people, &manifest).permissions(&gate, now);
        let mut stricter = people.clone();
        if let Some(person) = stricter.get_mut(whose) {
            person.grants.retain(|grant| grant.purpose != purpose);
            person.restricted.push(purpose);
        }
        let after = homes::home_of(&stricter, &manifest).permissions(&gate, now);
        for (_, stream) in gate.streams() {
            for person in people.iter().map(|person| Some(person.id())).chain([None]) {
                let more = after.for_stream(stream, person).without(before.for_stream(stream, person));
                prop_assert!(more.is_empty());
            }
        }
    }

    #[test]
    fn time_alone_never_permits_more_and_nothing_changes_before_it_is_said_to(
        manifest in manifests::any_manifest(),
        people in homes::any_people(),
        now in homes::any_time(),
        later in homes::any_time(),
    ) {
        let (now, later) = (now.min(later), now.max(later));
        let gate = Gate::compile(&manifest);
        // Nobody says anything in between.
        let mut people = people;
        for person in &mut people {
            person.grants.retain(|grant| grant.at() <= now);
        }
        let home = homes::home_of(&people, &manifest);
        let (before, after) = (home.permissions(&gate, now), home.permissions(&gate, later));
        let until = home.holds_until(&gate, now);
        prop_assert!(now < until);
        for (_, stream) in gate.streams() {
            for person in people.iter().map(|person| Some(person.id())).chain([None]) {
                let opened = after.for_stream(stream, person).without(before.for_stream(stream, person));
                prop_assert!(opened.is_empty(), "{opened:b} of {} about {person:?} among {people:#?}", &stream.name);
            }
        }
        prop_assert_eq!(&home.permissions(&gate, until.plus(-1)), &before);
        if later < until {
            prop_assert_eq!(&after, &before);
        }
    }
}
