//! Many at once, and one who destroys.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use cardea_units::SubjectId;
use cardea_vault::{PeriodId, Vault};

use crate::home::{Home, NOW, day, end_of, seal, unseal};

const THREADS: usize = 4;

/// Works with a subject in every way there is. Panics when anything succeeds that began after
/// `gone` was set; returns how often something succeeded before.
fn use_all_the_time(
    vault: &Vault,
    subject: SubjectId,
    period: PeriodId,
    gone: &AtomicBool,
    started: &AtomicUsize,
) -> usize {
    let held = vault.data_key(subject, period).unwrap();
    let sealed = seal(&held, b"21.5").unwrap();
    let name = vault.seal_profile(subject, b"name", b"Ada").unwrap();
    started.fetch_add(1, Ordering::SeqCst);
    let mut succeeded = 0;
    let mut after = 0;
    while after < 200 {
        let is_gone = gone.load(Ordering::SeqCst);
        let tried = [
            seal(&held, b"22.0").is_ok(),
            unseal(&held, &sealed).is_ok(),
            vault
                .data_key(subject, period)
                .is_ok_and(|key| unseal(&key, &sealed).is_ok()),
            succeeded % 64 == 0 && vault.open_profile(subject, b"name", &name).is_ok(),
        ];
        assert!(
            !is_gone || tried == [false; 4],
            "it worked after it was destroyed: {tried:?}"
        );
        after += usize::from(is_gone);
        succeeded += usize::from(tried[0]);
    }
    succeeded
}

/// `destroy` says whether it is done; nothing in it may panic, or the others would work for ever.
fn race(seed: u64, destroy: impl Fn(&Vault, SubjectId) -> bool) {
    let home = Home::new(seed);
    let vault = home.open();
    let people = home.people(&vault, 6);
    for (number, person) in (1..).zip(people) {
        let period = vault.period(&day(number), end_of(number)).unwrap();
        let (gone, started) = (AtomicBool::new(false), AtomicUsize::new(0));
        let succeeded: usize = std::thread::scope(|scope| {
            let all: Vec<_> = (0..THREADS)
                .map(|_| scope.spawn(|| use_all_the_time(&vault, person, period, &gone, &started)))
                .collect();
            while started.load(Ordering::SeqCst) < THREADS {
                std::thread::yield_now();
            }
            let done = destroy(&vault, person);
            gone.store(true, Ordering::SeqCst);
            assert!(done);
            all.into_iter().map(|one| one.join().unwrap()).sum()
        });
        assert!(succeeded > 0, "nobody was at work while it was destroyed");
    }
}

#[test]
fn nothing_is_sealed_or_opened_once_a_subject_is_destroyed() {
    race(1, |vault, person| {
        vault.destroy_subjects(&[person], NOW).is_ok()
    });
}

#[test]
fn nothing_is_sealed_or_opened_once_a_period_has_ended() {
    race(2, |vault, person| {
        let next = vault.next_period_end().ok().flatten().unwrap_or_default();
        let ended = vault.end_periods(next).is_ok_and(|ended| ended.len() == 1);
        // Profiles outlive periods; they are not what is looked at here.
        ended && vault.destroy_subjects(&[person], NOW).is_ok()
    });
}

/// Keys that nobody asked for before, so that each is being made while its subject goes.
#[test]
fn a_key_made_while_its_subject_is_destroyed_is_dead_too() {
    let home = Home::new(4);
    let vault = home.open();
    let periods: Vec<_> = (0..60)
        .map(|number| vault.period(&day(number), end_of(number)).unwrap())
        .collect();
    let mut made = 0;
    for person in home.people(&vault, 12) {
        let asking = AtomicUsize::new(0);
        let keys: Vec<_> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..THREADS)
                .map(|thread| {
                    let (vault, periods, asking) = (&vault, &periods, &asking);
                    scope.spawn(move || {
                        let mine = periods.iter().skip(thread).step_by(THREADS);
                        mine.filter_map(|period| {
                            asking.fetch_add(1, Ordering::SeqCst);
                            vault.data_key(person, *period).ok()
                        })
                        .collect::<Vec<_>>()
                    })
                })
                .collect();
            while asking.load(Ordering::SeqCst) < periods.len() / 4 {
                std::thread::yield_now();
            }
            let done = vault.destroy_subjects(&[person], NOW);
            let keys = all
                .into_iter()
                .flat_map(|one| one.join().unwrap())
                .collect();
            assert!(done.is_ok());
            keys
        });
        made += keys.len();
        for key in keys {
            assert!(seal(&key, b"x").is_err(), "a key outlived its subject");
        }
    }
    assert!(made > 0);
}

#[test]
fn many_who_begin_one_period_or_subject_at_once_get_the_same() {
    let home = Home::new(3);
    let vault = home.open();
    let person = home.person();
    let sealed: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    vault.create_subject(person, NOW).unwrap();
                    let period = vault.period(&day(1), end_of(1)).unwrap();
                    seal(&vault.data_key(person, period).unwrap(), b"21.5").unwrap()
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(sealed.iter().all(|one| *one == sealed[0]));
}
