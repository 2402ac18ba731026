//! Which key opens what.

use cardea_units::{HouseholdId, SubjectId};
use cardea_vault::limits::PROFILE_BYTES_MAX;
use cardea_vault::{KeyError, PeriodName, VaultError};

use crate::home::{Home, NOW, day, end_of, seal, unseal};

#[test]
fn a_key_opens_its_own_subject_and_period_and_no_other() {
    let home = Home::new(1);
    let vault = home.open();
    let mut subjects = home.people(&vault, 2);
    let household: SubjectId = HouseholdId::draw(&*home.random).unwrap().into();
    vault.create_subject(household, NOW).unwrap();
    subjects.push(household);
    let names = [
        day(1),
        day(2),
        PeriodName {
            tier: "hour",
            ..day(1)
        },
        PeriodName {
            stream: "power",
            ..day(1)
        },
        PeriodName {
            product: "doorbell",
            ..day(1)
        },
    ];
    let mut keys = Vec::new();
    for name in names {
        let period = vault.period(&name, end_of(9)).unwrap();
        for subject in &subjects {
            keys.push(vault.data_key(*subject, period).unwrap());
        }
    }
    for (at, key) in keys.iter().enumerate() {
        let sealed = seal(key, b"21.5").unwrap();
        for (other, key) in keys.iter().enumerate() {
            let opened = unseal(key, &sealed);
            if at == other {
                assert_eq!(opened.unwrap(), b"21.5");
            } else {
                assert_eq!(opened, Err(KeyError::NotAuthentic));
            }
        }
    }
}

#[test]
fn there_is_no_key_for_whom_or_what_the_vault_does_not_know() {
    let home = Home::new(2);
    let (vault, other) = (home.open(), Home::new(3));
    let person = home.people(&vault, 1)[0];
    let period = vault.period(&day(1), end_of(1)).unwrap();
    assert!(matches!(
        vault.data_key(home.person(), period),
        Err(VaultError::SubjectUnknown)
    ));
    assert!(matches!(
        vault.salt(home.person()),
        Err(VaultError::SubjectUnknown)
    ));
    let elsewhere = other.open();
    let _ = elsewhere.period(&day(1), end_of(1)).unwrap();
    let foreign = elsewhere.period(&day(2), end_of(2)).unwrap();
    assert!(matches!(
        vault.data_key(person, foreign),
        Err(VaultError::PeriodUnknown)
    ));
}

#[test]
fn a_profile_opens_for_its_subject_and_its_place_only() {
    let home = Home::new(4);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let sealed = vault.seal_profile(people[0], b"name", b"Ada").unwrap();
    assert_ne!(
        sealed,
        vault.seal_profile(people[0], b"name", b"Ada").unwrap()
    );
    let open = |person, aad: &[u8], sealed: &[u8]| vault.open_profile(person, aad, sealed);
    assert_eq!(
        open(people[0], b"name", &sealed).unwrap().disclose(),
        b"Ada"
    );
    let refused = |opened| matches!(opened, Err(VaultError::Key(KeyError::NotAuthentic)));
    assert!(refused(open(people[1], b"name", &sealed)));
    assert!(refused(open(people[0], b"email", &sealed)));
    for length in 0..sealed.len() {
        assert!(refused(open(people[0], b"name", &sealed[..length])));
    }
    let most = vec![b'x'; PROFILE_BYTES_MAX + 1];
    let exactly = vault.seal_profile(people[0], b"", &most[1..]).unwrap();
    assert_eq!(
        open(people[0], b"", &exactly).unwrap().disclose(),
        &most[1..]
    );
    let refused = vault.seal_profile(people[0], b"", &most);
    assert!(matches!(refused, Err(VaultError::TooMany { .. })));
}

#[test]
fn salts_differ_and_stay() {
    let home = Home::new(5);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let salts = [0, 0, 1].map(|at: usize| *vault.salt(people[at]).unwrap().as_bytes());
    assert_eq!(salts[0], salts[1]);
    assert_ne!(salts[0], salts[2]);
}

#[test]
fn a_keyed_hash_is_the_same_only_for_the_same_bytes_domain_and_vault() {
    let home = Home::new(6);
    let (vault, other) = (home.open(), Home::new(7));
    let hash = vault.keyed_hash("email", b"ada@example.org");
    assert_eq!(hash, vault.keyed_hash("email", b"ada@example.org"));
    assert_ne!(hash, vault.keyed_hash("email", b"ada@example.com"));
    assert_ne!(hash, vault.keyed_hash("dedupe", b"ada@example.org"));
    assert_ne!(hash, vault.keyed_hash("emaila", b"da@example.org"));
    assert_ne!(hash, other.open().keyed_hash("email", b"ada@example.org"));
}
