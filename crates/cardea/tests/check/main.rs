//! `cardea check` as makers and their builds run it: the real program, its output and its exit code.
#![cfg(test)]

mod baseline;
mod coverage;
mod github;
mod human;
mod json;
mod junit;
mod paths;
mod sarif;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A manifest that keeps every control on this day.
const BASE: &str = include_str!("../../../cardea-catalogue/tests/base.yaml");
const DAY: &str = "2026-11-23";
/// A line of it that breaks STO-01, a MUST, when it is put in its place; letters of one, two and four bytes stand before the finding.
const FOR_EVER: &str = "  schedule: { surface: device, what: \"Wärme 🏠\", for: heating, ground: strictly_necessary, lives: indefinitely }";

/// A folder to work in.
struct Folder(TempDir);

/// What the program said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with one file `cardea.yaml`.
    fn with(text: &str) -> Self {
        let folder = Self::new();
        folder.write("cardea.yaml", text);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `cardea check` here, on [`DAY`].
    fn check(&self, arguments: &[&str]) -> Said {
        self.piped(arguments, b"")
    }

    fn piped(&self, arguments: &[&str], input: &[u8]) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cardea"))
            .args(["check", "--as-of", DAY])
            .args(arguments)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Said {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The base with the line of one key put in the place of another.
fn with_line(text: &str, begins: &str, line: &str) -> String {
    assert_eq!(text.lines().filter(|l| l.starts_with(begins)).count(), 1);
    let lines: Vec<&str> = text
        .lines()
        .map(|l| if l.starts_with(begins) { line } else { l })
        .collect();
    lines.join("\n") + "\n"
}

/// What stands before the finding in [`FOR_EVER`].
fn before_finding() -> &'static str {
    FOR_EVER.split("indefinitely").next().unwrap()
}

/// It breaks STO-01.
fn broken() -> String {
    with_line(BASE, "  schedule:", FOR_EVER)
}

/// It breaks TRA-04, a SHOULD.
fn told_too_late() -> String {
    with_line(BASE, "  before_purchase:", "  before_purchase: [web]")
}

/// It waives it.
fn waived() -> String {
    format!(
        "{}\nwaivers:\n  TRA-04: {{ reason: \"too small a box <5 cm>\", instead: a leaflet & a web page, by: DPO, until: 2027-01-31 }}\n",
        told_too_late()
    )
}

/// It is not a manifest: a word on line 9 is none that is known there.
fn unreadable() -> String {
    with_line(BASE, "  markets:", "  markets: [ÄÖ, UK]")
}
