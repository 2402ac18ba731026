//! Any order of creating, sealing, destroying, ending, crashing and opening again.

use std::collections::BTreeMap;
use std::sync::Arc;

use cardea_units::{SubjectId, UnixMillis};
use cardea_vault::{DataKey, Destruction, Vault, VaultError};
use proptest::prelude::*;

use crate::home::{Home, NOW, day, end_of, seal, unseal};

const PEOPLE: usize = 4;
const DAYS: i64 = 5;

#[derive(Clone, Debug)]
enum Step {
    Create(usize),
    Destroy(Vec<usize>),
    Begin(i64),
    EndUntil(i64),
    Seal(usize, i64),
    Reopen,
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..PEOPLE).prop_map(Step::Create),
        2 => prop::collection::vec(0..PEOPLE, 1..3).prop_map(Step::Destroy),
        4 => (0..DAYS).prop_map(Step::Begin),
        1 => (0..DAYS).prop_map(Step::EndUntil),
        8 => (0..PEOPLE, 0..DAYS).prop_map(|(person, day)| Step::Seal(person, day)),
        1 => Just(Step::Reopen),
        1 => Just(Step::Crash),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    Unborn,
    Alive,
    Dead,
}

/// What must be true, told as plainly as can be.
struct Model {
    people: Vec<SubjectId>,
    lives: [Life; PEOPLE],
    days: BTreeMap<i64, Life>,
    sealed: BTreeMap<(usize, i64), Vec<u8>>,
    held: Vec<(usize, i64, Arc<DataKey>)>,
}

impl Model {
    fn day(&self, number: i64) -> Life {
        self.days.get(&number).copied().unwrap_or(Life::Unborn)
    }

    fn readable(&self, person: usize, number: i64) -> bool {
        self.lives[person] == Life::Alive && self.day(number) == Life::Alive
    }

    /// Destroyed stays destroyed; alive stays readable.
    fn check(&self, vault: &Vault) {
        for ((person, number), sealed) in &self.sealed {
            let opened = vault
                .find_period(&day(*number))
                .map(Option::unwrap)
                .and_then(|period| {
                    Ok(unseal(
                        &*vault.data_key(self.people[*person], period)?,
                        sealed,
                    )?)
                });
            if self.readable(*person, *number) {
                assert_eq!(opened.unwrap(), reading(*person, *number));
            } else {
                let gone = matches!(
                    opened,
                    Err(VaultError::SubjectDestroyed | VaultError::PeriodEnded)
                );
                assert!(gone, "{opened:?}");
            }
        }
        for (person, number, key) in &self.held {
            assert_eq!(seal(key, b"x").is_ok(), self.readable(*person, *number));
        }
        for (person, life) in self.people.iter().zip(self.lives) {
            let salt = vault.salt(*person);
            match life {
                Life::Unborn => assert!(matches!(salt, Err(VaultError::SubjectUnknown))),
                Life::Alive => assert!(salt.is_ok()),
                Life::Dead => assert!(matches!(salt, Err(VaultError::SubjectDestroyed))),
            }
        }
        let next = (0..DAYS)
            .find(|number| self.day(*number) == Life::Alive)
            .map(end_of);
        assert_eq!(vault.next_period_end().unwrap(), next);
    }
}

fn reading(person: usize, number: i64) -> Vec<u8> {
    format!("reading of {person} on {number}").into_bytes()
}

fn take(step: Step, model: &mut Model, home: &mut Home, open: &mut Option<Vault>) {
    let vault = open.as_ref().unwrap();
    match step {
        Step::Create(person) => {
            let created = vault.create_subject(model.people[person], NOW);
            assert_eq!(created.is_err(), model.lives[person] == Life::Dead);
            if created.is_ok() {
                model.lives[person] = Life::Alive;
            }
        }
        Step::Destroy(some) => {
            let subjects: Vec<_> = some.iter().map(|person| model.people[*person]).collect();
            let done = vault.destroy_subjects(&subjects, NOW).unwrap();
            for (person, (_, outcome)) in some.into_iter().zip(done.outcomes) {
                let expected = match model.lives[person] {
                    Life::Unborn => Destruction::NeverCreated,
                    Life::Alive => Destruction::Destroyed,
                    Life::Dead => Destruction::AlreadyDestroyed,
                };
                assert_eq!(outcome, expected);
                model.lives[person] = Life::Dead;
            }
        }
        Step::Begin(number) => {
            let begun = vault.period(&day(number), end_of(number));
            assert_eq!(begun.is_err(), model.day(number) == Life::Dead);
            if begun.is_ok() {
                model.days.insert(number, Life::Alive);
            }
        }
        Step::EndUntil(number) => {
            let ended = vault.end_periods(end_of(number)).unwrap();
            let expected: Vec<UnixMillis> = (0..=number)
                .filter(|day| model.day(*day) == Life::Alive)
                .map(|number| day(number).starts_at)
                .collect();
            assert_eq!(
                ended.iter().map(|one| one.starts_at).collect::<Vec<_>>(),
                expected
            );
            for (_, life) in model.days.range_mut(..=number) {
                *life = Life::Dead;
            }
        }
        Step::Seal(person, number) => {
            let key = vault
                .find_period(&day(number))
                .and_then(|period| period.ok_or(VaultError::PeriodUnknown))
                .and_then(|period| vault.data_key(model.people[person], period));
            assert_eq!(key.is_ok(), model.readable(person, number));
            if let Ok(key) = key {
                let sealed = seal(&key, &reading(person, number)).unwrap();
                model.sealed.insert((person, number), sealed);
                model.held.push((person, number, key));
            }
        }
        Step::Reopen => {
            model.held.clear();
            drop(open.take());
            *open = Some(home.open());
        }
        Step::Crash => {
            model.held.clear();
            // Copied while it is open: what the vault had not written is lost.
            *home = home.after_a_crash();
            *open = Some(home.open());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn destroyed_stays_destroyed_and_alive_stays_readable(
        seed in any::<u64>(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut home = Home::new(seed);
        let mut vault = Some(home.open());
        let mut model = Model {
            people: (0..PEOPLE).map(|_| home.person()).collect(),
            lives: [Life::Unborn; PEOPLE],
            days: BTreeMap::new(),
            sealed: BTreeMap::new(),
            held: Vec::new(),
        };
        for step in steps {
            take(step, &mut model, &mut home, &mut vault);
            model.check(vault.as_ref().unwrap());
        }
    }
}
