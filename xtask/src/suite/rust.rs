//! Programs of Rust packages, built into a folder of the cache.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::python::finish;

/// Makes sure that a program is there. It is built without optimisation: it runs once.
pub(crate) fn provide(cache: &Path, package: &str, version: &str) -> Result<()> {
    let stamp = cache.join(format!("{package}-{version}.installed"));
    if stamp.exists() {
        return Ok(());
    }
    let output = Command::new("cargo")
        .args([
            "install",
            "--quiet",
            "--locked",
            "--no-default-features",
            "--debug",
            "--force",
        ])
        .args(["--version", version, "--root"])
        .arg(folder(cache))
        .arg(package)
        .env("CARGO_TARGET_DIR", cache.join("cargo-build"))
        .env_remove("RUSTFLAGS")
        .output();
    finish(output).with_context(|| format!("cargo install {package} {version}"))?;
    std::fs::write(stamp, "")?;
    Ok(())
}

/// Where a program is.
pub(crate) fn program(cache: &Path, package: &str) -> PathBuf {
    folder(cache).join("bin").join(package)
}

fn folder(cache: &Path) -> PathBuf {
    cache.join("cargo")
}
