//! Power and processes that fail half way.

use std::fs::{self, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;

use cardea_units::{FixedRandom, SubjectId};
use cardea_vault::SubjectState::{Alive, Destroyed, Unknown};
use cardea_vault::{Destruction, VaultError};

use crate::home::{Home, NOW, day, end_of, remaining_in};

#[test]
fn a_crash_between_commit_and_emptying_the_log_is_made_good_when_opening() {
    let home = Home::new(1);
    let vault = home.open();
    let people = home.people(&vault, 2);
    let wrapped = [home.wrapped(people[0])];
    // A reader keeps the log from being emptied: the state between the two.
    let reader = home.raw();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    assert!(matches!(
        vault.destroy_subjects(&people[..1], NOW),
        Err(VaultError::NotErasedYet)
    ));

    let crashed = home.after_a_crash();
    assert_eq!(
        crashed.remaining(&wrapped),
        1,
        "the crash came before the secret was gone"
    );
    let vault = crashed.open();
    assert_eq!(crashed.remaining(&wrapped), 0);
    let done = vault.destroy_subjects(&people[..1], NOW).unwrap();
    assert_eq!(done.outcomes, [(people[0], Destruction::AlreadyDestroyed)]);
    vault.salt(people[1]).unwrap();
}

/// However much of the write-ahead log reached the disk, the vault is as it was after one of the acts:
/// never between, never with a secret that the log of destroyed subjects says is gone.
#[test]
fn a_log_cut_off_anywhere_leaves_the_state_after_a_whole_act() {
    let home = Home::new(2);
    let vault = home.open();
    // A reader from before the first act, so that nothing moves from the log into the main file: what
    // moves is synced in the log before, and would not be lost.
    let reader = home.raw();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader
        .query_row("SELECT count(*) FROM slot", [], |row| row.get(0))
        .unwrap();
    let people = home.people(&vault, 2);
    let salts: Vec<[u8; 32]> = people
        .iter()
        .map(|person| *vault.salt(*person).unwrap().as_bytes())
        .collect();
    let _ = vault.period(&day(1), end_of(1)).unwrap();
    assert!(vault.destroy_subjects(&people[..1], NOW).is_err());
    let _ = vault.end_periods(end_of(1));
    let whole = home.log_length();
    assert!(whole > 20_000);

    let mut states = Vec::new();
    for length in (0..=whole).step_by(997).chain([whole]) {
        let crashed = home.after_a_crash();
        let log = crashed.folder.path().join("secrets.db-wal");
        OpenOptions::new()
            .write(true)
            .open(log)
            .unwrap()
            .set_len(length)
            .unwrap();
        let vault = crashed.open();
        let seen = people
            .iter()
            .map(|person| vault.subject_state(*person).unwrap());
        let seen: Vec<_> = seen.collect();
        for ((person, salt), state) in people.iter().zip(&salts).zip(&seen) {
            match state {
                Alive => {
                    assert_eq!(vault.salt(*person).unwrap().as_bytes(), salt, "{length}");
                }
                Destroyed | Unknown => {
                    assert!(vault.salt(*person).is_err(), "{length}");
                }
            }
        }
        let ended = vault.ended_after(0, 9).unwrap().periods.len();
        let period = vault.find_period(&day(1));
        assert_eq!(
            ended == 1,
            matches!(period, Err(VaultError::PeriodEnded)),
            "{length}"
        );
        let state = (seen, ended, period.is_ok_and(|found| found.is_some()));
        if states.last() != Some(&state) {
            states.push(state);
        }
    }
    assert_eq!(
        states,
        [
            (vec![Unknown, Unknown], 0, false),
            (vec![Alive, Unknown], 0, false),
            (vec![Alive, Alive], 0, false),
            (vec![Alive, Alive], 0, true),
            (vec![Destroyed, Alive], 0, true),
            (vec![Destroyed, Alive], 1, false),
        ]
    );
}

const CHILD: &str = "CARDEA_VAULT_TEST_CHILD";

/// Run by the test below as a process of its own: creates and destroys until it is killed, and says
/// so only after the vault did.
#[test]
fn create_and_destroy_until_killed() {
    let Some(folder) = std::env::var_os(CHILD) else {
        return;
    };
    let seed = u64::from(std::process::id());
    let kek = fs::canonicalize(folder).unwrap();
    let random: Arc<dyn cardea_units::Random> = Arc::new(FixedRandom::seeded(seed));
    let key = cardea_vault::Kek::load_or_create(&kek.join("kek"), &*random).unwrap();
    let path = kek.join("secrets.db");
    let vault = cardea_vault::Vault::open(&path, Box::new(key), Arc::clone(&random)).unwrap();
    let mut out = std::io::stdout().lock();
    let mut alive: Vec<SubjectId> = Vec::new();
    for turn in 0.. {
        let person: SubjectId = cardea_units::PersonId::draw(&*random).unwrap().into();
        vault.create_subject(person, NOW).unwrap();
        writeln!(out, "\ncreated {} .", hex(&person.to_bytes())).unwrap();
        alive.push(person);
        if turn % 3 == 2 {
            let person = alive.swap_remove(alive.len() / 2);
            let wrapped: Vec<u8> = rusqlite::Connection::open(&path)
                .unwrap()
                .query_row(
                    "SELECT wrapped FROM slot JOIN subject ON slot.id = slot WHERE subject = ?1",
                    [person.to_bytes()],
                    |row| row.get(0),
                )
                .unwrap();
            writeln!(out, "\ndestroying {} .", hex(&person.to_bytes())).unwrap();
            let _ = vault.destroy_subjects(&[person], NOW).unwrap();
            writeln!(
                out,
                "\ndestroyed {} {} .",
                hex(&person.to_bytes()),
                hex(&wrapped)
            )
            .unwrap();
        }
    }
}

#[test]
fn after_kill_9_what_was_answered_is_so() {
    let home = Home::new(3);
    let exe = std::env::current_exe().unwrap();
    let (mut created, mut touched, mut destroyed) = (Vec::new(), Vec::new(), Vec::new());
    let mut wrapped = Vec::new();
    for round in 0..6 {
        let mut child = Command::new(&exe)
            .args([
                "--exact",
                "crash::create_and_destroy_until_killed",
                "--nocapture",
            ])
            .env(CHILD, home.folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut take = |line: &str| match line.split(' ').collect::<Vec<_>>()[..] {
            ["created", id, "."] => created.push(subject(id)),
            ["destroying", id, "."] => touched.push(subject(id)),
            ["destroyed", id, bytes, "."] => {
                destroyed.push(subject(id));
                wrapped.push(unhex(bytes));
            }
            _ => {}
        };
        let enough = 40 + 23 * round;
        for line in lines.by_ref().take(enough) {
            take(&line.unwrap());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had still answered. A line that is cut off has no full stop.
        for line in lines.map_while(Result::ok) {
            take(&line);
        }

        let vault = home.open();
        assert_eq!(
            remaining_in(home.folder.path(), &wrapped),
            0,
            "round {round}"
        );
        for person in &destroyed {
            assert_eq!(vault.subject_state(*person).unwrap(), Destroyed);
        }
        for person in created.iter().filter(|person| !touched.contains(person)) {
            vault.salt(*person).unwrap();
        }
    }
    assert!(
        created.len() > 50 && destroyed.len() > 10,
        "the processes did their work"
    );
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn unhex(text: &str) -> Vec<u8> {
    let digit = |digit: u8| u8::try_from(char::from(digit).to_digit(16).unwrap()).unwrap();
    text.as_bytes()
        .chunks(2)
        .map(|pair| digit(pair[0]) * 16 + digit(pair[1]))
        .collect()
}

fn subject(text: &str) -> SubjectId {
    SubjectId::from_bytes(&unhex(text)).unwrap()
}
