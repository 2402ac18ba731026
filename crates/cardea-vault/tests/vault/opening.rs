//! What is opened, and what is refused with a word on what to do.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use cardea_units::Random;
use cardea_vault::{Kek, Vault, VaultError};
use rusqlite::Connection;

use crate::home::{Home, NOW, day, end_of, seal, unseal};

#[test]
fn every_file_is_the_owners_alone() {
    let home = Home::new(1);
    let vault = home.open();
    let _ = home.people(&vault, 1);
    let mut seen = Vec::new();
    for entry in fs::read_dir(home.folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", entry.path().display());
        seen.push(entry.file_name().into_string().unwrap());
    }
    seen.sort();
    assert_eq!(
        seen,
        [
            "kek",
            "secrets.db",
            "secrets.db-shm",
            "secrets.db-wal",
            "secrets.db.lock"
        ]
    );
}

#[test]
fn what_was_sealed_before_opens_after_closing_and_opening() {
    let home = Home::new(2);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let period = vault.period(&day(1), end_of(1)).unwrap();
    let held = vault.data_key(person, period).unwrap();
    let sealed = seal(&held, b"21.5").unwrap();
    let name = vault.seal_profile(person, b"name", b"Ada").unwrap();
    let salt = *vault.salt(person).unwrap().as_bytes();
    let hash = vault.keyed_hash("email", b"ada@example.org");
    drop(vault);
    assert!(
        seal(&held, b"x").is_err(),
        "a closed vault leaves no key behind"
    );

    let vault = home.open();
    let period = vault.find_period(&day(1)).unwrap().unwrap();
    let key = vault.data_key(person, period).unwrap();
    assert_eq!(unseal(&key, &sealed).unwrap(), b"21.5");
    assert_eq!(
        vault
            .open_profile(person, b"name", &name)
            .unwrap()
            .disclose(),
        b"Ada"
    );
    assert_eq!(*vault.salt(person).unwrap().as_bytes(), salt);
    assert_eq!(vault.keyed_hash("email", b"ada@example.org"), hash);
}

#[test]
fn another_key_is_refused_at_once_and_nothing_is_changed() {
    let home = Home::new(3);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    drop(vault);
    let before = fs::read(home.path()).unwrap();
    let key = home.folder.path().join("kek");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let error = home.try_open().unwrap_err();
    assert!(matches!(error, VaultError::WrongKek { .. }), "{error:?}");
    assert!(
        error
            .to_string()
            .contains("start with the key file that belongs to them")
    );
    assert_eq!(fs::read(home.path()).unwrap(), before);

    fs::write(&key, kept).unwrap();
    home.open().salt(person).unwrap();
}

#[test]
fn two_vaults_never_have_one_file_open() {
    let home = Home::new(4);
    let vault = home.open();
    let error = home.try_open().unwrap_err();
    assert!(matches!(error, VaultError::InUse { .. }), "{error:?}");
    drop(vault);
    drop(home.open());
}

#[test]
fn a_file_that_others_may_read_is_refused_with_what_to_type() {
    let home = Home::new(5);
    drop(home.open());
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o644)).unwrap();
    let error = home.try_open().unwrap_err().to_string();
    assert!(
        error.contains(&format!("run `chmod 600 {}`", home.path().display())),
        "{error}"
    );
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o600)).unwrap();
    drop(home.open());
}

fn put_there(home: &Home, bytes: &[u8]) {
    fs::write(home.path(), bytes).unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn what_is_no_secrets_file_is_refused_and_left_alone() {
    let home = Home::new(6);
    let text = b"this is not a database, but it is long enough to be taken for one".repeat(100);
    put_there(&home, &text);
    assert!(matches!(home.try_open(), Err(VaultError::NotAVault { .. })));
    assert_eq!(fs::read(home.path()).unwrap(), text);

    fs::remove_file(home.path()).unwrap();
    Connection::open(home.path())
        .unwrap()
        .execute_batch("CREATE TABLE reading (x)")
        .unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(home.try_open(), Err(VaultError::NotAVault { .. })));
    let tables: i64 = Connection::open(home.path())
        .unwrap()
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn a_file_of_a_later_version_is_refused() {
    let home = Home::new(7);
    drop(home.open());
    home.raw().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(
        home.try_open(),
        Err(VaultError::WrittenByNewer { .. })
    ));
}

/// A crash between making the tables and marking the key leaves this; so does a hand that removes the
/// mark of the key, which must not make the vault take another key.
#[test]
fn a_file_without_the_mark_of_its_key_is_new_only_while_it_is_empty() {
    let home = Home::new(8);
    drop(home.open());
    home.raw().execute("DELETE FROM meta", []).unwrap();
    let vault = home.open();
    let _ = home.people(&vault, 1);
    drop(vault);
    home.raw().execute("DELETE FROM meta", []).unwrap();
    assert!(matches!(home.try_open(), Err(VaultError::NotAVault { .. })));
}

#[derive(Debug)]
struct NoChance;

impl Random for NoChance {
    fn fill(&self, _: &mut [u8]) -> bool {
        false
    }
}

#[test]
fn without_randomness_nothing_is_made() {
    let home = Home::new(9);
    let open = || {
        let kek = Kek::load(&home.folder.path().join("kek")).unwrap();
        Vault::open(&home.path(), Box::new(kek), Arc::new(NoChance))
    };
    Kek::load_or_create(&home.folder.path().join("kek"), &*home.random).unwrap();
    assert!(matches!(open(), Err(VaultError::NoRandomness)));
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    drop(vault);
    let vault = open().unwrap();
    assert!(matches!(
        vault.create_subject(home.person(), NOW),
        Err(VaultError::NoRandomness)
    ));
    assert!(matches!(
        vault.period(&day(1), end_of(1)),
        Err(VaultError::NoRandomness)
    ));
    assert!(matches!(
        vault.seal_profile(person, b"", b"Ada"),
        Err(VaultError::NoRandomness)
    ));
    let slots: i64 = home
        .raw()
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    assert_eq!(slots, 1);
    let _ = vault.destroy_subjects(&[person], NOW).unwrap();
}

#[test]
fn a_vault_prints_nothing_secret() {
    let home = Home::new(10);
    let vault = home.open();
    let person = home.people(&vault, 1)[0];
    let printed = format!("{vault:?}");
    assert!(printed.starts_with("Vault { kek: KekId("), "{printed}");
    assert!(printed.len() < 80, "{printed}");
    assert_eq!(format!("{:?}", vault.salt(person).unwrap()), "Salt(..)");
}
