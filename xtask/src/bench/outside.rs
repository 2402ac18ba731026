//! Comparisons with what the house must not have: a workspace of its own in `bench/`, built when asked.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::suite::{self, debian};

/// Comparisons that run there.
pub(crate) const NAMES: &[&str] = &["decide", "forget", "footprint", "read", "withdraw"];

/// Where real readings of appliances are, as a Python package.
const SERIES: (&str, &str) = ("sktime", "1.2.0");
/// And in it.
const APPLIANCES: &str = "sktime/datasets/data/ACSF1";

/// Builds it and runs one.
pub(super) fn run(root: &Path, name: &str, options: &[&str]) -> Result<()> {
    let program = build(root, if name == "decide" { &["cedar"] } else { &[] })?;
    let mut command = Command::new(program);
    command.arg(name).args(options).current_dir(root);
    if !options.contains(&"--help") {
        if matches!(name, "forget" | "footprint") {
            provide_postgresql()?;
        }
        if name == "footprint" && !options.contains(&"--acsf1") {
            let files = suite::python_files(root, SERIES)?;
            println!("series      {} {}", SERIES.0, SERIES.1);
            command.arg("--acsf1").arg(files.join(APPLIANCES));
        }
    }
    let status = command.status()?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// The program, optimised. It shares what it can with the workspace.
pub(super) fn build(root: &Path, features: &[&str]) -> Result<PathBuf> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "--features"])
        .arg(features.join(","))
        .current_dir(root.join("bench"))
        .env("CARGO_TARGET_DIR", &target)
        .status()?;
    ensure!(status.success(), "cargo build in bench/: {status}");
    Ok(target.join("release/cardea-bench"))
}

/// Debian keeps its servers out of `PATH`: the client tells whether one was installed.
pub(super) fn provide_postgresql() -> Result<()> {
    debian::provide("postgresql", "pg_ctlcluster")
}
