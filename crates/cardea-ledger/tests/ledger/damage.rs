//! Hands that change the log's file. What they change is found, and the log is not opened (law L8).

use std::fs::{self, OpenOptions};

use cardea_ledger::{CheckpointError, Damage, Ledger, LedgerError, SigningKey};
use cardea_units::FixedRandom;
use rusqlite::Connection;

use crate::home::{Home, ORIGIN, grow, small};

const SIZE: u64 = 300;

/// A closed log of [`SIZE`] entries, and hands on its tables without the triggers that guard them.
fn broken_into() -> (Home, Connection) {
    let (home, ledger) = Home::with(SIZE);
    drop(ledger);
    let hands = Connection::open(home.database()).unwrap();
    hands
        .execute_batch(
            "DROP TRIGGER entry_is_final; DROP TRIGGER entry_stays;
             DROP TRIGGER node_is_final; DROP TRIGGER node_stays;",
        )
        .unwrap();
    (home, hands)
}

/// What opening finds after `sql`.
fn found_after(sql: &str) -> Damage {
    let (home, hands) = broken_into();
    hands.execute_batch(sql).unwrap();
    assert!(hands.changes() > 0, "`{sql}` changed nothing");
    drop(hands);
    match home.try_open() {
        Err(LedgerError::Damaged(damage)) => damage,
        Err(other) => panic!("`{sql}`: {other}"),
        Ok(_) => panic!("`{sql}` went unnoticed"),
    }
}

#[test]
fn changed_tables_are_not_opened() {
    let entry = |damage, at| matches!(damage, Damage::Entry { index } if index == at);
    assert!(entry(
        found_after("UPDATE entry SET body = body || ' ' WHERE position = 17"),
        17
    ));
    assert!(entry(
        found_after("UPDATE entry SET body = replace(body, '2', '3') WHERE position = 299"),
        299
    ));
    assert!(entry(
        found_after("UPDATE node SET hash = zeroblob(32) WHERE position = 0"),
        0
    ));
    assert!(entry(
        found_after("UPDATE node SET hash = zeroblob(32) WHERE position = 2"),
        1
    ));
    assert!(entry(found_after("DELETE FROM node WHERE position = 0"), 0));
    assert!(entry(
        found_after(
            "UPDATE entry SET body = (SELECT body FROM entry WHERE position = 5) WHERE position = 4"
        ),
        4
    ));
    assert!(matches!(
        found_after("DELETE FROM entry WHERE position = 3"),
        Damage::Entry { index: 3 }
    ));
    assert!(matches!(
        found_after("DELETE FROM entry WHERE position >= 290"),
        Damage::CutShort {
            signed: SIZE,
            found: 290
        }
    ));
    assert!(matches!(
        found_after("DELETE FROM entry"),
        Damage::CutShort {
            signed: SIZE,
            found: 0
        }
    ));
    assert!(matches!(
        found_after("DELETE FROM node WHERE position = (SELECT max(position) FROM node)"),
        Damage::NoHash
    ));
    assert!(matches!(
        found_after("INSERT INTO entry (position, body) VALUES (300, 'forged')"),
        Damage::Excess { signed: SIZE }
    ));
    assert!(matches!(
        found_after("INSERT INTO node (position, hash) VALUES (100000, zeroblob(32))"),
        Damage::Excess { signed: SIZE }
    ));
    assert!(matches!(
        found_after("DELETE FROM head"),
        Damage::NoCheckpoint
    ));
    assert!(matches!(
        found_after("UPDATE head SET note = replace(note, '300', '299')"),
        Damage::Checkpoint(CheckpointError::Signature)
    ));
    assert!(matches!(
        found_after("UPDATE head SET note = 'nothing'"),
        Damage::Checkpoint(CheckpointError::Format)
    ));
}

#[test]
fn an_entry_changed_together_with_all_hashes_over_it_is_found() {
    let (home, hands) = broken_into();
    // The other history, made as the ledger would have made it, with another key.
    let other = Home::new();
    {
        let ledger = other.open();
        let mut entries: Vec<_> = (0..SIZE).map(small).collect();
        entries[17] = small(1_000);
        ledger.append(&entries).unwrap();
    }
    hands
        .execute("ATTACH ?1 AS other", [other.database().to_str().unwrap()])
        .unwrap();
    hands
        .execute_batch(
            "DELETE FROM entry; DELETE FROM node;
             INSERT INTO entry SELECT * FROM other.entry;
             INSERT INTO node SELECT * FROM other.node;",
        )
        .unwrap();
    drop(hands);
    assert!(matches!(
        home.try_open(),
        Err(LedgerError::Damaged(Damage::Root))
    ));
}

#[test]
fn a_file_cut_at_any_page_is_not_opened() {
    let (home, hands) = broken_into();
    hands
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(hands);
    let whole = fs::read(home.database()).unwrap();
    assert!(home.try_open().is_ok());
    for tenth in 0..10 {
        let cut = Home::new();
        fs::copy(home.path("log.key"), cut.path("log.key")).unwrap();
        let bytes = whole.len() / 4_096 * tenth / 10 * 4_096;
        fs::write(cut.database(), &whole[..bytes]).unwrap();
        let opened = cut.try_open();
        assert!(
            matches!(opened, Err(LedgerError::Damaged(_))),
            "{bytes} bytes: {opened:?}"
        );
    }
}

#[test]
fn a_file_that_is_no_database_is_not_opened() {
    let home = Home::new();
    fs::write(home.database(), "not a database ".repeat(1_000)).unwrap();
    let error = home.try_open().unwrap_err();
    assert!(
        matches!(error, LedgerError::Damaged(Damage::File(_))),
        "{error}"
    );
    fs::write(home.database(), "").unwrap();
    let error = home.try_open().unwrap_err();
    assert!(
        matches!(error, LedgerError::Damaged(Damage::EmptyFile)),
        "{error}"
    );
}

#[test]
fn bytes_turned_anywhere_in_the_file_never_pass_for_another_log() {
    let (home, hands) = broken_into();
    hands
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(hands);
    let whole = fs::read(home.database()).unwrap();
    let expected = {
        let ledger = home.open();
        (
            ledger.checkpoint().unwrap(),
            ledger.entries(0..SIZE).unwrap(),
        )
    };
    let mut refused = 0;
    for step in 0..60 {
        let at = whole.len() * step / 60 + step;
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5A;
        let turned = Home::new();
        fs::copy(home.path("log.key"), turned.path("log.key")).unwrap();
        fs::write(turned.database(), &bytes).unwrap();
        match turned.try_open() {
            Err(_) => refused += 1,
            // A byte that holds nothing: the log is whole.
            Ok(ledger) => {
                let found = (
                    ledger.checkpoint().unwrap(),
                    ledger.entries(0..SIZE).unwrap(),
                );
                assert_eq!(found, expected, "byte {at}");
            }
        }
    }
    assert!(refused > 20, "only {refused} of 60 met anything");
}

#[test]
fn another_key_or_another_name_does_not_open_it() {
    let (home, ledger) = Home::with(1);
    drop(ledger);
    let other =
        SigningKey::load_or_create(&home.path("other.key"), &FixedRandom::seeded(9)).unwrap();
    let opened = Ledger::open(&home.database(), other, ORIGIN, home.clock.clone());
    assert!(matches!(
        opened,
        Err(LedgerError::Damaged(Damage::Checkpoint(
            CheckpointError::Unsigned { .. }
        )))
    ));
    let opened = Ledger::open(
        &home.database(),
        home.key(),
        "another.example",
        home.clock.clone(),
    );
    assert!(matches!(opened, Err(LedgerError::Damaged(_))));
    for origin in ["", "two words", "a+b", "a\nb", &"a".repeat(129)] {
        let opened = Ledger::open(&home.path("new.db"), home.key(), origin, home.clock.clone());
        assert!(matches!(opened, Err(LedgerError::Origin(_))), "{origin:?}");
    }
    assert!(home.try_open().is_ok());
}

#[test]
fn a_log_put_back_while_it_is_open_is_noticed() {
    let (home, ledger) = Home::with(10);
    let hands = Connection::open(home.database()).unwrap();
    let old: String = hands
        .query_row("SELECT note FROM head", [], |row| row.get(0))
        .unwrap();
    grow(&ledger, 20);
    hands
        .execute_batch(
            "DROP TRIGGER entry_stays; DROP TRIGGER node_stays;
             DELETE FROM entry WHERE position >= 10; DELETE FROM node WHERE position >= 18;",
        )
        .unwrap();
    hands.execute("UPDATE head SET note = ?1", [old]).unwrap();
    let went_back = |error| matches!(error, LedgerError::Damaged(Damage::WentBack { known: 20 }));
    assert!(went_back(ledger.append(&[small(0)]).unwrap_err()));
    assert!(went_back(ledger.checkpoint().unwrap_err()));
    assert!(went_back(ledger.inclusion_proof(0, 5).unwrap_err()));
}

#[test]
fn the_tables_resist_a_slip_of_the_hand() {
    let (home, _ledger) = Home::with(10);
    let hands = Connection::open(home.database()).unwrap();
    for sql in [
        "UPDATE entry SET body = 'x'",
        "DELETE FROM entry",
        "UPDATE node SET hash = zeroblob(32)",
        "DELETE FROM node",
        "INSERT INTO node (position, hash) VALUES (1000, zeroblob(31))",
        "INSERT INTO head (one, note) VALUES (2, 'x')",
    ] {
        assert!(hands.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_log_that_cannot_be_written_appends_nothing() {
    let (home, ledger) = Home::with(3);
    let other = Connection::open(home.database()).unwrap();
    other
        .execute_batch("PRAGMA query_only = 0; CREATE TEMP TABLE t (x)")
        .unwrap();
    // A full disk, as SQLite sees it: no page may be added any more.
    other
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON node WHEN new.position > 8 BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        .unwrap();
    let batch: Vec<_> = (0..10).map(small).collect();
    assert!(matches!(
        ledger.append(&batch),
        Err(LedgerError::Storage(_))
    ));
    assert_eq!(ledger.checkpoint().unwrap().size(), 3);
    other.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(ledger.append(&batch).unwrap().first, 3);
    drop(ledger);
    assert_eq!(home.open().checkpoint().unwrap().size(), 13);
}

#[test]
fn a_file_cut_within_the_write_ahead_log_loses_whole_appends_only() {
    let (home, ledger) = Home::with(0);
    let mut checkpoints = vec![ledger.checkpoint().unwrap()];
    for number in 0..20 {
        checkpoints.push(
            ledger
                .append(&[small(number), small(number)])
                .unwrap()
                .checkpoint,
        );
    }
    let wal = fs::read(home.path("ledger.db-wal")).unwrap();
    for tenth in 1..=10 {
        let cut = Home::new();
        for name in ["ledger.db", "ledger.db-wal", "log.key"] {
            fs::copy(home.path(name), cut.path(name)).unwrap();
        }
        let file = OpenOptions::new()
            .write(true)
            .open(cut.path("ledger.db-wal"))
            .unwrap();
        file.set_len((wal.len() * tenth / 10) as u64).unwrap();
        drop(file);
        match cut.try_open() {
            Ok(opened) => assert!(checkpoints.contains(&opened.checkpoint().unwrap())),
            Err(error) => assert!(matches!(error, LedgerError::Damaged(_)), "{error}"),
        }
    }
}
