//! Law L9: a program in another language that shares no code with us comes to the same answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cardea_ledger::{Receipt, verify_receipt};
use serde_json::Value;

use crate::home::{Home, grow, with_receipts};
use crate::vectors::skipped;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/independent_verify.py");

/// Runs the other verifier on several things. Its answer for each: `holds: ...` or `does not hold: ...`.
fn ask(command: &str, key: &str, things: &[String]) -> Vec<String> {
    let output = Command::new("python3")
        .args([SCRIPT, command, key])
        .args(things)
        .output()
        .unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.is_empty(), "{errors}");
    let answers: Vec<String> = answers.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), things.len(), "{answers:?}");
    assert_eq!(
        output.status.success(),
        answers.iter().all(|answer| holds(answer))
    );
    answers
}

fn holds(answer: &str) -> bool {
    let holds = answer.starts_with("holds: ");
    assert!(holds || answer.starts_with("does not hold: "), "{answer}");
    holds
}

fn all_hold(command: &str, key: &str, things: &[String]) {
    for (thing, answer) in things.iter().zip(ask(command, key, things)) {
        assert!(holds(&answer), "{thing}: {answer}");
    }
}

fn none_holds(command: &str, key: &str, things: &[String]) {
    for (thing, answer) in things.iter().zip(ask(command, key, things)) {
        assert!(!holds(&answer), "{thing}: {answer}");
    }
}

fn python_is_here() -> bool {
    let version = Command::new("python3").arg("--version").output();
    let here = version.is_ok_and(|output| output.status.success());
    if !here {
        skipped("python3 is not installed, so the second verifier was not run");
    }
    here
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Puts a text into a file of its own. The file's path.
fn kept(home: &Home, name: &str, contents: &str) -> String {
    let path = home.path(name);
    fs::write(&path, contents).unwrap();
    text(&path)
}

#[test]
fn receipts_hold_and_changed_ones_do_not() {
    if !python_is_here() {
        return;
    }
    let (home, ledger) = Home::with(90);
    let entries = with_receipts();
    ledger.append(&entries).unwrap();
    grow(&ledger, 300);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for index in 90..90 + entries.len() as u64 {
        let json = Receipt::issue(&ledger, index).unwrap().to_json().to_owned();
        good.push(kept(&home, &format!("good-{index}"), &json));
        let value: Value = serde_json::from_str(&json).unwrap();
        for changed in changes(&value) {
            assert_ne!(changed, value);
            let changed = changed.to_string();
            assert!(verify_receipt(&changed, ledger.verifier_key()).is_err());
            bad.push(kept(&home, &format!("bad-{}", bad.len()), &changed));
        }
    }
    let key = ledger.verifier_key().to_string();
    all_hold("receipt", &key, &good);
    none_holds("receipt", &key, &bad);
    assert!(bad.len() > 90, "only {}", bad.len());
    let other = home
        .key()
        .verifier_key("other.example")
        .unwrap()
        .to_string();
    none_holds("receipt", &other, &good);
}

/// The changes that matter: what happened, when, to whom, and each part of the proof.
fn changes(receipt: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for pointer in [
        "/dct:created/@value",
        "/dpv:hasDataSubject/dpv:hasIdentifier",
        "/dpv:hasConsentStatus/@id",
        "/dpv:hasProcess/dpv:hasPurpose/dct:identifier",
        "/cardea:event",
        "/cardea:evidence/entry",
        "/cardea:evidence/checkpoint",
        "/cardea:evidence/log",
        "/cardea:evidence/inclusion/3",
    ] {
        let mut changed = receipt.clone();
        if let Some(Value::String(place)) = changed.pointer_mut(pointer) {
            let last = place.pop().unwrap();
            place.push(if last == '0' { '1' } else { '0' });
            all.push(changed);
        }
    }
    let mut moved = receipt.clone();
    let index = moved["cardea:evidence"]["index"].as_u64().unwrap();
    moved["cardea:evidence"]["index"] = (index ^ 1).into();
    all.push(moved);
    let mut shorter = receipt.clone();
    shorter["cardea:evidence"]["inclusion"]
        .as_array_mut()
        .unwrap()
        .pop();
    all.push(shorter);
    all
}

#[test]
fn every_two_checkpoints_are_consistent_and_forks_are_not() {
    if !python_is_here() {
        return;
    }
    let sizes = [1, 2, 3, 7, 8, 100, 256, 257];
    let (home, ledger) = Home::with(0);
    let (_fork_home, fork) = Home::with(0);
    fork.append(&with_receipts()[..1]).unwrap();
    for size in sizes {
        for (log, name) in [(&ledger, "log"), (&fork, "fork")] {
            grow(log, size);
            kept(
                &home,
                &format!("{name}-{size}"),
                log.checkpoint().unwrap().note(),
            );
        }
    }
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (at, old) in sizes.iter().enumerate() {
        for new in &sizes[at..] {
            let proof = ledger.consistency_proof(*old, *new).unwrap();
            let proof: Vec<String> = proof.hashes.iter().map(ToString::to_string).collect();
            let proof = serde_json::to_string(&proof).unwrap();
            let proof = kept(&home, &format!("proof-{old}-{new}"), &proof);
            let thing = |one: &str, two: &str| {
                let (one, two) = (format!("{one}-{old}"), format!("{two}-{new}"));
                format!(
                    "{},{},{proof}",
                    text(&home.path(&one)),
                    text(&home.path(&two))
                )
            };
            good.push(thing("log", "log"));
            bad.extend([thing("fork", "log"), thing("log", "fork")]);
        }
    }
    let key = ledger.verifier_key().to_string();
    all_hold("consistency", &key, &good);
    none_holds("consistency", &key, &bad);
}

/// A copy of the copy in `folder`, with one file changed.
fn changed_copy(home: &Home, folder: &Path, number: usize, changed: &str) -> String {
    let copy: PathBuf = home.path(&format!("changed-{number}"));
    for path in [
        "checkpoint",
        "tile/0/000",
        "tile/0/001",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        "tile/entries/002.p/88",
    ] {
        let mut bytes = fs::read(folder.join(path)).unwrap();
        if path == changed {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        fs::create_dir_all(copy.join(path).parent().unwrap()).unwrap();
        fs::write(copy.join(path), bytes).unwrap();
    }
    text(&copy)
}

#[test]
fn a_whole_log_is_in_order_and_a_changed_one_is_not() {
    if !python_is_here() {
        return;
    }
    let (home, ledger) = Home::with(0);
    let mut good = Vec::new();
    for size in [0, 1, 256, 600] {
        grow(&ledger, size);
        let folder = home.path(&format!("copy-{size}"));
        ledger.export_to(&folder).unwrap();
        good.push(text(&folder));
    }
    let kept = text(&home.path("copy-256/checkpoint"));
    let whole = home.path("copy-600");
    good.push(format!("{},{kept}", text(&whole)));
    good.push(changed_copy(&home, &whole, 99, "nothing"));
    let (_other_home, other) = Home::with(0);
    other.append(&with_receipts()).unwrap();
    grow(&other, 300);
    other.export_to(&home.path("fork")).unwrap();
    good.push(text(&home.path("fork")));
    let changed = [
        "checkpoint",
        "tile/0/001",
        "tile/1/000.p/2",
        "tile/entries/002.p/88",
    ];
    let changed = changed.iter().enumerate();
    let mut bad: Vec<_> = changed
        .map(|(number, path)| changed_copy(&home, &whole, number, path))
        .collect();
    bad.push(format!("{},{kept}", text(&home.path("fork"))));
    bad.push(format!("{},{kept}", text(&home.path("copy-1"))));
    let key = ledger.verifier_key().to_string();
    all_hold("log", &key, &good);
    none_holds("log", &key, &bad);
}
