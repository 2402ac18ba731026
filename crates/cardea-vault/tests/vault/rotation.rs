//! Another key-encryption key: nothing is lost, nothing of the old is left, whatever crashes.

use std::fs;
use std::sync::Arc;

use cardea_units::Random;
use cardea_vault::{
    Examination, Fate, Kek, KekId, KeyEncryption, OldCopies, Vault, VaultError, WrapError,
    copy_secrets, destroyed_in, kek_of,
};
use zeroize::Zeroizing;

use crate::home::{Home, NOW, day, end_of, seal, unseal};

fn key_beside(home: &Home, name: &str) -> Kek {
    Kek::load_or_create(&home.folder.path().join(name), &*home.random).unwrap()
}

fn open_with(home: &Home, name: &str) -> Result<Vault, VaultError> {
    let kek = Box::new(key_beside(home, name));
    Vault::open(&home.path(), kek, Arc::clone(&home.random))
}

#[test]
fn everything_opens_as_before_and_nothing_that_the_old_key_opens_is_left() {
    let home = Home::new(1);
    let vault = home.open();
    let people = home.people(&vault, 1_500);
    let period = vault.period(&day(1), end_of(1)).unwrap();
    let key = vault.data_key(people[7], period).unwrap();
    let sealed = seal(&key, b"21.5 C").unwrap();
    let salt = *vault.salt(people[8]).unwrap().as_bytes();
    let hash = vault.keyed_hash("a", b"b");
    let _ = vault.destroy_subjects(&people[..1], NOW).unwrap();
    let mut wrapped: Vec<Vec<u8>> = people[1..].iter().map(|one| home.wrapped(*one)).collect();
    wrapped.extend(home.wrapped_periods());

    let new = key_beside(&home, "kek.next");
    let to = new.id();
    let rotated = vault.rotate(Arc::new(new)).unwrap();
    assert_eq!(
        rotated.secrets,
        1_499 + 1 + 1,
        "people, a period, the pepper"
    );
    assert_eq!(rotated.old_copies, OldCopies::Gone);
    assert_eq!((rotated.to, vault.kek_id()), (to, to));
    assert_eq!(home.remaining(&wrapped), 0);
    // With the vault still open, and a new person.
    assert_eq!(unseal(&key, &sealed).unwrap(), b"21.5 C");
    let later = home.person();
    vault.create_subject(later, NOW).unwrap();
    drop(vault);

    assert!(matches!(
        open_with(&home, "kek"),
        Err(VaultError::WrongKek { .. })
    ));
    let vault = open_with(&home, "kek.next").unwrap();
    let period = vault.find_period(&day(1)).unwrap().unwrap();
    let key = vault.data_key(people[7], period).unwrap();
    assert_eq!(unseal(&key, &sealed).unwrap(), b"21.5 C");
    assert_eq!(*vault.salt(people[8]).unwrap().as_bytes(), salt);
    assert_eq!(vault.keyed_hash("a", b"b"), hash);
    vault.salt(later).unwrap();
    assert!(matches!(
        vault.salt(people[0]),
        Err(VaultError::SubjectDestroyed)
    ));
}

/// However much of the write-ahead log reached the disk, the file names one of the two keys, and that one
/// opens every secret.
#[test]
fn a_log_cut_off_anywhere_is_opened_whole_by_the_key_it_names() {
    let home = Home::new(2);
    let vault = home.open();
    let people = home.people(&vault, 40);
    let _ = vault.period(&day(1), end_of(1)).unwrap();
    // What came before is in the main file: only the rotation is in the log that is cut.
    drop(vault);
    let vault = home.open();
    assert_eq!(home.log_length(), 0);
    let reader = home.raw();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    let old = vault.kek_id();
    let new = key_beside(&home, "kek.next");
    let to = new.id();
    let rotated = vault.rotate(Arc::new(new)).unwrap();
    assert_eq!(rotated.old_copies, OldCopies::InTheLog, "somebody reads");
    let whole = home.log_length();
    let mut seen = Vec::new();
    for length in (0..=whole).step_by(1_999).chain([whole]) {
        let crashed = home.after_a_crash();
        fs::copy(
            home.folder.path().join("kek.next"),
            crashed.folder.path().join("kek.next"),
        )
        .unwrap();
        let log = crashed.folder.path().join("secrets.db-wal");
        let log = fs::OpenOptions::new().write(true).open(log).unwrap();
        log.set_len(length).unwrap();
        let named = kek_of(&crashed.path()).unwrap().unwrap();
        seen.push(named);
        let file = if named == old { "kek" } else { "kek.next" };
        let vault = open_with(&crashed, file).unwrap();
        for person in &people {
            vault.salt(*person).unwrap();
        }
        vault.find_period(&day(1)).unwrap().unwrap();
    }
    seen.dedup();
    assert_eq!(seen, [old, to]);
}

/// A key of a service that adds a byte.
#[derive(Debug)]
struct Longer(Kek);

impl KeyEncryption for Longer {
    fn id(&self) -> KekId {
        KekId::from_bytes([9; 16])
    }
    fn wrap(&self, row: &[u8], secret: &[u8], random: &dyn Random) -> Result<Vec<u8>, WrapError> {
        Ok([&self.0.wrap(row, secret, random)?[..], &[0]].concat())
    }
    fn unwrap(&self, row: &[u8], wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError> {
        self.0.unwrap(row, wrapped)
    }
}

#[test]
fn a_rotation_that_fails_leaves_the_old_key_in_force() {
    let home = Home::new(3);
    let vault = home.open();
    let people = home.people(&vault, 3);
    let before = vault.kek_id();
    let refused = vault.rotate(Arc::new(Longer(key_beside(&home, "other"))));
    assert!(matches!(refused, Err(VaultError::OtherLength)));
    assert_eq!(vault.kek_id(), before);
    assert_eq!(kek_of(&home.path()).unwrap(), Some(before));
    vault.salt(people[0]).unwrap();
    drop(vault);
    home.open().salt(people[2]).unwrap();
}

#[test]
fn a_copy_has_the_living_and_the_list_of_the_dead_and_no_more() {
    let home = Home::new(4);
    let vault = home.open();
    let people = home.people(&vault, 3);
    let gone = [home.wrapped(people[0])];
    let _ = vault.destroy_subjects(&people[..1], NOW).unwrap();
    let to = tempfile::tempdir().unwrap();
    let copy = to.path().join("copy.db");
    copy_secrets(&home.path(), &copy).unwrap();
    assert!(
        copy_secrets(&home.path(), &copy).is_err(),
        "never over another"
    );
    assert_eq!(destroyed_in(&copy).unwrap(), people[..1]);
    assert_eq!(crate::home::remaining_in(to.path(), &gone), 0);
    let copied = Vault::open(
        &copy,
        Box::new(key_beside(&home, "kek")),
        Arc::clone(&home.random),
    );
    assert_eq!(
        copied.unwrap().salt(people[1]).unwrap().as_bytes(),
        vault.salt(people[1]).unwrap().as_bytes()
    );
}

#[test]
fn an_examination_tells_the_living_from_the_dead_and_finds_what_should_not_be() {
    let home = Home::new(5);
    let vault = home.open();
    let people = home.people(&vault, 3);
    for number in 1..4 {
        let _ = vault.period(&day(number), end_of(number)).unwrap();
    }
    let back = home.wrapped(people[0]);
    let ended = home.wrapped_periods()[0].clone();
    let _ = vault.destroy_subjects(&people[..1], NOW).unwrap();
    let _ = vault.end_periods(end_of(1)).unwrap();
    let look = || Examination::of(&home.path(), Box::new(key_beside(&home, "kek"))).unwrap();
    let seen = look();
    assert_eq!(
        (seen.damaged(), seen.unnamed(), seen.destroyed()),
        (0, 0, 1)
    );
    assert_eq!(seen.past_their_end(end_of(2)), 1);
    let fate = |who: usize, number| {
        let found = seen.lookup(people[who], &day(number), end_of(2));
        (found.subject, found.period, found.key.is_some())
    };
    assert_eq!(fate(0, 3), (Fate::Destroyed, Fate::Here, false));
    assert_eq!(fate(1, 1), (Fate::Here, Fate::Ended, false));
    assert_eq!(fate(1, 2), (Fate::Here, Fate::PastItsEnd, true));
    assert_eq!(fate(1, 3), (Fate::Here, Fate::Here, true));
    assert_eq!(fate(1, 9), (Fate::Here, Fate::Missing, false));

    let clean = fs::read(home.path()).unwrap();
    assert_eq!(seen.remains_in(&clean).of_destroyed, 0);
    for (bytes, locked) in [(&back, 1), (&ended, 1), (&home.wrapped(people[1]), 0)] {
        let file = [&[1; 77], bytes.as_slice(), &[2; 9]].concat();
        assert_eq!(seen.remains_in(&file).of_destroyed, locked);
    }
    let salt = vault.salt(people[2]).unwrap();
    let file = [&[0; 13], salt.as_bytes().as_slice()].concat();
    assert_eq!(seen.remains_in(&file).in_the_clear, 1);

    // Somebody writes an old secret back into its emptied place.
    drop(vault);
    let raw = home.raw();
    let changed = raw
        .execute(
            "UPDATE slot SET wrapped = ?1 WHERE wrapped = zeroblob(92)",
            [&back],
        )
        .unwrap();
    assert_eq!((changed, look().unnamed()), (1, 1));
    raw.execute(
        "UPDATE slot SET wrapped = zeroblob(92) WHERE id = (SELECT slot FROM subject LIMIT 1)",
        [],
    )
    .unwrap();
    assert_eq!(look().damaged(), 1);
}
