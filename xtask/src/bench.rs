//! `cargo xtask bench NAME`: ratios measured side by side in one run.

mod bare;
pub(crate) mod cardea;
mod check;
mod idle;
mod ingest;
mod ingest_stack;
pub(crate) mod load;
pub(crate) mod machine;
mod mosquitto;
mod outside;
pub(crate) mod packets;
pub(crate) mod process;
mod subscriber;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail, ensure};

/// Runs a benchmark by its name, with its own arguments. The load generator is optimised, or it would measure itself.
pub(crate) fn run(root: &Path, args: &[&str]) -> Result<()> {
    if cfg!(debug_assertions) {
        let status = Command::new("cargo")
            .args([
                "run",
                "--release",
                "--quiet",
                "--package",
                "xtask",
                "--",
                "bench",
            ])
            .args(args)
            .current_dir(root)
            .status()?;
        ensure!(
            status.success(),
            "cargo run --release --package xtask -- bench: {status}"
        );
        return Ok(());
    }
    match args {
        ["ingest", options @ ..] => ingest::run(root, options),
        ["check", options @ ..] => check::run(root, options),
        ["ingest-stack", options @ ..] => ingest_stack::run(root, options),
        ["idle", options @ ..] => idle::run(root, options),
        [name, options @ ..] if outside::NAMES.contains(name) => outside::run(root, name, options),
        _ => bail!(
            "usage: cargo xtask bench {}\n       cargo xtask bench {}\n       cargo xtask bench {}\n       cargo xtask bench {}\n       \
             cargo xtask bench {} [--help]",
            ingest::USAGE,
            ingest_stack::USAGE,
            check::USAGE,
            idle::USAGE,
            outside::NAMES.join("|")
        ),
    }
}
