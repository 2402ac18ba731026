//! Somebody with a hand in the file, but without the key.

use cardea_vault::VaultError;

use crate::home::{Home, NOW, day, end_of};

/// Gives one slot the bytes of another.
const COPY: &str =
    "UPDATE slot SET wrapped = (SELECT wrapped FROM slot WHERE id = ?2) WHERE id = ?1";

fn altered<T>(result: &Result<T, VaultError>) -> bool {
    matches!(result, Err(VaultError::RowAltered { .. }))
}

#[test]
fn one_persons_secret_in_anothers_place_is_noticed() {
    let home = Home::new(1);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let period = vault.period(&day(1), end_of(1)).unwrap();
    assert_eq!(home.raw().execute(COPY, (1, 2)).unwrap(), 1);
    assert!(altered(&vault.data_key(people[0], period)));
    assert!(altered(&vault.salt(people[0])));
    assert!(altered(&vault.seal_profile(people[0], b"", b"Ada")));
    vault.data_key(people[1], period).unwrap();
}

#[test]
fn rows_that_point_to_each_others_secrets_are_noticed() {
    let home = Home::new(2);
    let vault = home.open();
    let people = home.people(&vault, 2);
    home.raw()
        .execute_batch(
            "UPDATE subject SET slot = slot + 10; \
             UPDATE subject SET slot = CASE slot WHEN 11 THEN 2 ELSE 1 END;",
        )
        .unwrap();
    for person in people {
        assert!(altered(&vault.salt(person)));
    }
}

#[test]
fn one_periods_secret_in_anothers_place_is_noticed() {
    let home = Home::new(3);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let first = vault.period(&day(1), end_of(1)).unwrap();
    let second = vault.period(&day(2), end_of(90)).unwrap();
    // The day that should end soon would live on in the place of the one that ends later.
    assert_eq!(home.raw().execute(COPY, (3, 2)).unwrap(), 1);
    assert!(altered(&vault.data_key(person, second)));
    vault.data_key(person, first).unwrap();
    home.raw()
        .execute_batch("DROP TRIGGER slot_never_moves")
        .unwrap();
    // A subject's secret is no period's.
    assert_eq!(home.raw().execute(COPY, (3, 1)).unwrap(), 1);
    assert!(altered(&vault.data_key(person, second)));
}

#[test]
fn every_changed_byte_of_a_secret_is_noticed() {
    let home = Home::new(4);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let good = home.wrapped(person);
    let raw = home.raw();
    raw.execute_batch("DROP TRIGGER slot_never_moves").unwrap();
    let put = |bytes: &[u8]| raw.execute("UPDATE slot SET wrapped = ?1 WHERE id = 1", [bytes]);
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x10;
        put(&bad).unwrap();
        assert!(altered(&vault.salt(person)), "{at}");
    }
    for length in [0, 1, 12, 28, good.len() - 1] {
        put(&good[..length]).unwrap();
        assert!(altered(&vault.salt(person)), "{length}");
    }
    put(&good).unwrap();
    vault.salt(person).unwrap();
}

#[test]
fn a_destroyed_person_put_back_by_hand_stays_destroyed() {
    let home = Home::new(5);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let period = vault.period(&day(1), end_of(1)).unwrap();
    let wrapped = home.wrapped(person);
    let _ = vault.destroy_subjects(&[person], NOW).unwrap();
    let raw = home.raw();
    raw.execute("UPDATE slot SET wrapped = ?1 WHERE id = 1", [wrapped])
        .unwrap();
    raw.execute("INSERT INTO subject VALUES (?1, 1, 0)", [person.to_bytes()])
        .unwrap();
    drop(raw);
    assert!(matches!(
        vault.salt(person),
        Err(VaultError::SubjectDestroyed)
    ));
    assert!(matches!(
        vault.data_key(person, period),
        Err(VaultError::SubjectDestroyed)
    ));
    assert!(matches!(
        vault.create_subject(person, NOW),
        Err(VaultError::SubjectDestroyed)
    ));
    // Erasing once more takes the intruder's copy away too.
    let _ = vault.destroy_subjects(&[person], NOW).unwrap();
    let (rows, bytes): (i64, Vec<u8>) = home
        .raw()
        .query_row(
            "SELECT (SELECT count(*) FROM subject), wrapped FROM slot WHERE id = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((rows, bytes), (0, vec![0; 92]));
}

#[test]
fn a_changed_pepper_is_noticed_when_opening() {
    let home = Home::new(6);
    drop(home.open());
    home.raw()
        .execute(
            "UPDATE meta SET value = zeroblob(60) WHERE name = 'pepper'",
            [],
        )
        .unwrap();
    assert!(matches!(home.try_open(), Err(VaultError::NotAVault { .. })));
}

/// Not a defence against a thief: it keeps a later version from leaving copies by a careless statement.
#[test]
fn the_file_refuses_to_move_or_delete_a_secret() {
    let home = Home::new(7);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    for careless in [
        "DELETE FROM slot",
        "UPDATE slot SET wrapped = x'00'",
        "UPDATE slot SET wrapped = wrapped || x'00'",
        "UPDATE slot SET id = id + 1",
    ] {
        assert!(home.raw().execute_batch(careless).is_err(), "{careless}");
    }
    vault.salt(person).unwrap();
}
