//! Writes the Rust that nobody keeps by hand: the clauses of law and the list of controls.

mod controls;
mod law;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

pub(crate) use self::controls::FOLDER as CONTROLS;
pub(crate) use self::law::{Reach, constant};

/// First words of every file that is written here. Other checks know such files by them.
pub(crate) const MARK: &str = "// Written by `cargo xtask codegen`";

/// What to do with a file that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write it.
    Write,
    /// Say so and fail.
    Check,
}

/// Files by path, as they should be.
type Files = BTreeMap<PathBuf, String>;

/// Writes or checks all of it. `root` is the folder of the workspace.
pub(crate) fn run(root: &Path, mode: Mode) -> Result<()> {
    let mut files = law::files(&root.join("law"))?;
    files.extend(controls::files(root)?);
    let mut stale = Vec::new();
    for (path, text) in &files {
        let fresh =
            rustfmt(root, text).with_context(|| format!("{} does not format", path.display()))?;
        let path = root.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == fresh) {
            continue;
        }
        if mode == Mode::Write {
            let parent = path.parent().context("a file stands in a folder")?;
            fs::create_dir_all(parent)?;
            fs::write(&path, fresh).with_context(|| path.display().to_string())?;
        }
        stale.push(path);
    }
    for path in orphans(root, &files)? {
        if mode == Mode::Write {
            fs::remove_file(&path)?;
        }
        stale.push(path);
    }
    if mode == Mode::Check && !stale.is_empty() {
        let list: Vec<_> = stale
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        bail!("stale, run `cargo xtask codegen`:\n  {}", list.join("\n  "));
    }
    Ok(())
}

/// The instruments of `law/`, by module.
pub(crate) fn instruments(root: &Path) -> Result<Vec<(String, law::Instrument)>> {
    law::read(&root.join("law"))
}

/// Files that were written here once and that nothing asks for any more.
fn orphans(root: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let Ok(folder) = fs::read_dir(root.join(law::FOLDER)) else {
        return Ok(Vec::new());
    };
    let mut orphans = Vec::new();
    for entry in folder {
        let path = entry?.path();
        let known = path
            .strip_prefix(root)
            .is_ok_and(|path| files.contains_key(path));
        if !known && fs::read_to_string(&path).is_ok_and(|text| text.starts_with(MARK)) {
            orphans.push(path);
        }
    }
    Ok(orphans)
}

fn rustfmt(root: &Path, text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rustfmt does not start; `rustup component add rustfmt` installs it")?;
    child
        .stdin
        .take()
        .context("rustfmt takes no input")?
        .write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "rustfmt failed");
    Ok(String::from_utf8(output.stdout)?)
}
