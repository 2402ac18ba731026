//! The release build of Cardea, with a home made for the benchmark.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::load::Device;
use super::process::{self, Server};

/// Builds the release binary.
pub(crate) fn build(root: &Path) -> Result<PathBuf> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "--package", "cardea"])
        .current_dir(root)
        .status()?;
    ensure!(
        status.success(),
        "cargo build --release --package cardea: {status}"
    );
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/cardea"))
}

/// What it calls itself.
pub(crate) fn version(binary: &Path) -> String {
    let output = Command::new(binary).arg("--version").output();
    let text = output
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    if text.is_empty() {
        "cardea, version unknown".to_owned()
    } else {
        text
    }
}

/// Makes a home of so many people and devices in `dir`. The devices come from the `devices.json` that the command leaves there.
pub(crate) fn make_home(
    binary: &Path,
    dir: &Path,
    people: usize,
    devices: usize,
    options: &[&str],
) -> Result<Vec<Device>> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    fs::create_dir_all(dir)?;
    let made = Command::new(binary)
        .args([
            "bench-home",
            "--people",
            &people.to_string(),
            "--devices",
            &devices.to_string(),
            "--dir",
        ])
        .arg(dir)
        .args(options)
        .status()?;
    ensure!(made.success(), "cardea bench-home: {made}");
    read_devices(&dir.join("devices.json"))
}

/// Makes a home and starts serving it.
pub(crate) fn start(
    binary: &Path,
    dir: &Path,
    people: usize,
    devices: usize,
) -> Result<(Server, Vec<Device>)> {
    let list = make_home(binary, dir, people, devices, &[])?;
    let (address, http) = (process::free_address()?, process::free_address()?);
    let mut command = Command::new(binary);
    command
        .args([
            "serve",
            "--rehearsal",
            "--mqtt",
            &address.to_string(),
            "--http",
            &http.to_string(),
            "--dir",
        ])
        .arg(dir);
    let server = Server::start(command, address, &dir.join("serve.log"))?;
    Ok((server, list))
}

/// Reads `[{"device": ..., "token": ..., "topic": ...}]`.
pub(crate) fn read_devices(path: &Path) -> Result<Vec<Device>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}
