//! Debian packages, installed where they are missing.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

/// Folders of programs that are not always in `PATH`.
const FOLDERS: &[&str] = &["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];

/// Makes sure that `program` is there, by installing `package` when it is not.
pub(crate) fn provide(package: &str, program: &str) -> Result<()> {
    if is_there(program) {
        return Ok(());
    }
    update()?;
    apt_get(&["install", "--yes", "--no-install-recommends", package])?;
    if is_there(program) {
        Ok(())
    } else {
        bail!("{package} was installed but brought no {program}")
    }
}

/// Whether a program is in `PATH` or where Debian puts programs.
pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(FOLDERS.iter().map(Into::into))
        .any(|folder| folder.join(program).is_file())
}

/// Reads the package lists, once a run.
fn update() -> Result<()> {
    static UPDATED: OnceLock<Option<String>> = OnceLock::new();
    match UPDATED.get_or_init(|| apt_get(&["update"]).err().map(|error| format!("{error:#}"))) {
        None => Ok(()),
        Some(error) => bail!("{error}"),
    }
}

/// Runs `apt-get` as root, by `sudo` without a password where we are somebody else.
fn apt_get(args: &[&str]) -> Result<()> {
    let id = Command::new("id").arg("-u").output().context("id -u")?;
    let root = id.stdout.trim_ascii() == b"0";
    let mut command = if root {
        Command::new("env")
    } else {
        Command::new("sudo")
    };
    if !root {
        command.args(["-n", "env"]);
    }
    let output = command
        .args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "--quiet",
            "--quiet",
        ])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .context("apt-get does not start; this is not a Debian machine, or there is no sudo")?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    bail!(
        "apt-get {}: {}",
        args.join(" "),
        words.lines().last().unwrap_or("no word why")
    )
}
