//! Law L4: once an erasure is answered "done", nothing brings the person back.

use cardea_vault::limits::SUBJECTS_DESTROYED_AT_ONCE_MAX;
use cardea_vault::{Creation, Destruction, KeyError, SubjectState, VaultError};

use crate::home::{Home, NOW, day, end_of, seal, unseal};

#[test]
fn after_an_erasure_no_file_holds_any_part_of_the_secret() {
    let home = Home::new(1);
    let vault = home.open();
    let people = home.people(&vault, 3);
    let wrapped: Vec<_> = people.iter().map(|person| home.wrapped(*person)).collect();
    assert_eq!(
        home.remaining(&wrapped),
        3,
        "the search finds what is there"
    );

    let done = vault.destroy_subjects(&people[..1], NOW).unwrap();
    assert_eq!(done.outcomes, [(people[0], Destruction::Destroyed)]);
    assert_eq!(home.log_length(), 0);
    assert_eq!(home.remaining(&wrapped[..1]), 0);
    assert_eq!(home.remaining(&wrapped[1..]), 2);
}

/// Enough rows, of two lengths, for pages to fill and split, which is where moved rows leave copies.
#[test]
fn of_a_thousand_created_and_destroyed_in_any_order_nothing_remains() {
    let home = Home::new(2);
    let vault = home.open();
    let mut alive = Vec::new();
    let mut step: usize = 1;
    for round in 0..4 {
        for number in (round * 100)..(round * 100 + 100) {
            alive.extend(home.people(&vault, 2));
            let _ = vault.period(&day(number), end_of(number)).unwrap();
        }
        let mut dead = Vec::new();
        for _ in 0..(100 + 30 * round) {
            step = step.wrapping_mul(48_271) % 0x7fff_ffff;
            dead.push(alive.swap_remove(step % alive.len()));
        }
        let mut wrapped: Vec<_> = dead.iter().map(|person| home.wrapped(*person)).collect();
        wrapped.extend(home.wrapped_periods().into_iter().take(70));
        assert_eq!(home.remaining(&wrapped), dead.len() + 70);
        for (some, number) in dead.chunks(dead.len() / 9).zip(0..) {
            let _ = vault.destroy_subjects(some, NOW).unwrap();
            let _ = vault.end_periods(end_of(round * 70 + number * 7)).unwrap();
        }
        let _ = vault.end_periods(end_of(round * 70 + 69)).unwrap();
        let ended = vault.ended_after(0, 999).unwrap().periods.len();
        assert_eq!(i64::try_from(ended).unwrap(), round * 70 + 70);
        assert_eq!(home.remaining(&wrapped), 0, "round {round}");
    }
    for person in alive {
        vault.salt(person).unwrap();
    }
}

#[test]
fn a_key_held_by_somebody_is_dead_when_the_erasure_returns() {
    let home = Home::new(3);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let period = vault.period(&day(1), end_of(1)).unwrap();
    let keys: Vec<_> = people
        .iter()
        .map(|person| vault.data_key(*person, period).unwrap())
        .collect();
    let sealed = seal(&keys[0], b"21.5").unwrap();
    let name = vault.seal_profile(people[0], b"name", b"Ada").unwrap();
    assert_eq!(unseal(&keys[0], &sealed).unwrap(), b"21.5");

    let _ = vault.destroy_subjects(&people[..1], NOW).unwrap();
    assert_eq!(unseal(&keys[0], &sealed), Err(KeyError::Destroyed));
    assert_eq!(seal(&keys[0], b"22.0"), Err(KeyError::Destroyed));
    assert!(matches!(
        vault.data_key(people[0], period),
        Err(VaultError::SubjectDestroyed)
    ));
    assert!(matches!(
        vault.salt(people[0]),
        Err(VaultError::SubjectDestroyed)
    ));
    let opened = vault.open_profile(people[0], b"name", &name);
    assert!(matches!(opened, Err(VaultError::SubjectDestroyed)));
    let sealed = vault.seal_profile(people[0], b"name", b"Ada");
    assert!(matches!(sealed, Err(VaultError::SubjectDestroyed)));
    seal(&keys[1], b"the other lives").unwrap();
}

#[test]
fn destroyed_is_for_good_and_asking_again_is_safe() {
    let home = Home::new(4);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let stranger = home.person();
    assert_eq!(
        vault.create_subject(person, NOW).unwrap(),
        Creation::AlreadyThere
    );

    let done = vault
        .destroy_subjects(&[person, person, stranger], NOW)
        .unwrap();
    let outcomes: Vec<_> = done.outcomes.iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(
        outcomes,
        [
            Destruction::Destroyed,
            Destruction::AlreadyDestroyed,
            Destruction::NeverCreated
        ]
    );
    for _ in 0..2 {
        let again = vault
            .destroy_subjects(&[person, stranger], NOW.plus(5))
            .unwrap();
        assert!(
            again
                .outcomes
                .iter()
                .all(|(_, one)| *one == Destruction::AlreadyDestroyed)
        );
    }
    drop(vault);
    let vault = home.open();
    for subject in [person, stranger] {
        assert!(matches!(
            vault.create_subject(subject, NOW),
            Err(VaultError::SubjectDestroyed)
        ));
        assert_eq!(
            vault.subject_state(subject).unwrap(),
            SubjectState::Destroyed
        );
        assert!(!vault.has_subject(subject).unwrap());
    }
    let log = vault.destroyed_after(0, 10).unwrap();
    assert_eq!(
        log.iter().map(|one| one.subject).collect::<Vec<_>>(),
        [person, stranger]
    );
    assert!(log.iter().all(|one| one.at == NOW), "the first time counts");
    assert_eq!(vault.destroyed_after(log[0].seq, 10).unwrap(), log[1..]);
    assert_eq!(vault.destroyed_after(0, 1).unwrap(), log[..1]);
}

/// A backup taken before the erasure, restored after it, and the log of erasures applied again.
#[test]
fn a_restored_older_copy_forgets_again_by_the_log() {
    let home = Home::new(5);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let backup = home.after_a_crash();
    let _ = vault.destroy_subjects(&people[..1], NOW).unwrap();
    let log = vault.destroyed_after(0, 10).unwrap();

    let restored = backup.open();
    assert!(
        restored.has_subject(people[0]).unwrap(),
        "a backup with its key file remembers"
    );
    let dead: Vec<_> = log.iter().map(|one| one.subject).collect();
    let _ = restored.destroy_subjects(&dead, NOW).unwrap();
    assert!(matches!(
        restored.salt(people[0]),
        Err(VaultError::SubjectDestroyed)
    ));
    restored.salt(people[1]).unwrap();
}

#[test]
fn an_erasure_that_the_log_still_remembers_is_not_called_done() {
    let home = Home::new(6);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let period = vault.period(&day(1), end_of(1)).unwrap();
    let key = vault.data_key(people[0], period).unwrap();
    let wrapped = [home.wrapped(people[0])];

    let reader = home.raw();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM slot;")
        .unwrap();
    let count: i64 = reader
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    assert!(count > 0);
    let refused = vault.destroy_subjects(&people[..1], NOW);
    assert!(
        matches!(refused, Err(VaultError::NotErasedYet)),
        "{refused:?}"
    );
    assert_eq!(home.remaining(&wrapped), 1, "the answer was honest");
    assert_eq!(
        seal(&key, b"x"),
        Err(KeyError::Destroyed),
        "but no key works any more"
    );
    assert!(matches!(
        vault.data_key(people[0], period),
        Err(VaultError::SubjectDestroyed)
    ));

    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    let done = vault.destroy_subjects(&people[..1], NOW).unwrap();
    assert_eq!(done.outcomes, [(people[0], Destruction::AlreadyDestroyed)]);
    assert_eq!(home.remaining(&wrapped), 0);
    vault.salt(people[1]).unwrap();
}

#[test]
fn too_many_at_once_are_refused_with_nothing_done() {
    let home = Home::new(7);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let exactly = vec![home.person(); SUBJECTS_DESTROYED_AT_ONCE_MAX];
    let mut more = exactly.clone();
    more.push(person);
    assert!(matches!(
        vault.destroy_subjects(&more, NOW),
        Err(VaultError::TooMany { .. })
    ));
    assert!(vault.has_subject(person).unwrap());
    assert_eq!(vault.destroyed_after(0, 10).unwrap(), []);
    let _ = vault.destroy_subjects(&exactly, NOW).unwrap();
    let _ = vault.destroy_subjects(&[], NOW).unwrap();
}
