//! Python packages, in a virtual environment of the cache.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use super::debian;

/// The environment that most share, in the cache.
const SHARED: &str = "python";

/// Makes sure that a package is in the environment.
pub(crate) fn provide(cache: &Path, package: &str, version: &str) -> Result<()> {
    install(&cache.join(SHARED), package, version)
}

/// Makes sure that a program is in an environment of its own: what it needs does not get along with what others do.
pub(crate) fn provide_apart(cache: &Path, package: &str, version: &str) -> Result<()> {
    install(&cache.join(format!("{SHARED}-{package}")), package, version)
}

fn install(folder: &Path, package: &str, version: &str) -> Result<()> {
    environment(folder)?;
    let stamp = folder.join(format!("{package}-{version}.installed"));
    if stamp.exists() {
        return Ok(());
    }
    let python = folder.join("bin/python3");
    let wanted = format!("{package}=={version}");
    let args = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        &wanted,
    ];
    finish(Command::new(python).args(args).output())
        .with_context(|| format!("pip install {wanted}"))?;
    std::fs::write(stamp, "")?;
    Ok(())
}

/// The files of a package without those it needs, for what it ships besides programs; answers the folder.
pub(crate) fn unpack(cache: &Path, package: &str, version: &str) -> Result<PathBuf> {
    environment(&cache.join(SHARED))?;
    let folder = cache.join(format!("{package}-{version}"));
    let stamp = folder.join("unpacked");
    if !stamp.exists() {
        let wanted = format!("{package}=={version}");
        let args = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--no-compile",
            "--upgrade",
            &wanted,
            "--target",
        ];
        let mut pip = Command::new(programs(cache).join("python3"));
        finish(pip.args(args).arg(&folder).output())
            .with_context(|| format!("pip install --no-deps {wanted}"))?;
        std::fs::write(stamp, "")?;
    }
    Ok(folder)
}

/// Where its programs are.
pub(crate) fn programs(cache: &Path) -> PathBuf {
    cache.join(SHARED).join("bin")
}

/// Where the programs of a package with an environment of its own are.
pub(crate) fn programs_apart(cache: &Path, package: &str) -> PathBuf {
    cache.join(format!("{SHARED}-{package}")).join("bin")
}

/// Makes the environment; Debian keeps what that takes in a package of its own.
fn environment(folder: &Path) -> Result<()> {
    if folder.join("bin/pip").exists() {
        return Ok(());
    }
    debian::provide("python3", "python3")?;
    let make = || {
        finish(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(folder)
                .output(),
        )
    };
    if make().is_err() {
        // Asked for by a program that never exists: the package brings none.
        drop(debian::provide("python3-venv", "python3-venv"));
        make().context("python3 -m venv")?;
    }
    Ok(())
}

/// Success, or the last line of what the program said.
pub(crate) fn finish(output: std::io::Result<Output>) -> Result<()> {
    let output = output?;
    if output.status.success() {
        return Ok(());
    }
    let words = [output.stderr, output.stdout].concat();
    let words = String::from_utf8_lossy(&words);
    bail!(
        "{}",
        words
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .unwrap_or("no word why")
    )
}
