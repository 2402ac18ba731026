//! A file as it was at a revision of a git repository.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Component, Path};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

/// Characters of a revision. The longest that people type, `refs/remotes/...`, has some 200.
const REVISION_CHARS_MAX: usize = 512;

/// Reads a file as it was at a revision.
pub(super) fn show(revision: &str, path: &Path) -> Result<Vec<u8>> {
    require_revision(revision)?;
    let place = Place::of(path)?;
    let commit = commit(&place, revision)?;
    let mut object = OsString::from(format!("{commit}:"));
    object.push(&place.within);
    let blob = git(&place, ["cat-file".as_ref(), "blob".as_ref(), &*object])?;
    if !blob.status.success() {
        bail!(
            "there is no {} at `{revision}`; `--path` says where the manifest lay there{}",
            path.display(),
            said(&blob)
        );
    }
    Ok(blob.stdout)
}

/// Where git is run, and the path from there.
struct Place<'p> {
    folder: &'p Path,
    within: OsString,
}

impl<'p> Place<'p> {
    /// A path that begins at the root is looked for from its own folder; any other from this one, so that a folder that is gone today can
    /// be named.
    fn of(path: &'p Path) -> Result<Self> {
        let (folder, file): (&Path, &OsStr) = if path.is_absolute() {
            let name = path
                .file_name()
                .with_context(|| format!("{} names no file", path.display()))?;
            (path.parent().unwrap_or(path), name)
        } else {
            (Path::new("."), path.as_os_str())
        };
        // Only a path that begins like this is taken from the folder git runs in, and not from the top of the repository.
        let mut within = OsString::new();
        let is_relative = Path::new(file)
            .components()
            .next()
            .is_some_and(|first| matches!(first, Component::CurDir | Component::ParentDir));
        if !is_relative {
            within.push("./");
        }
        within.push(file);
        Ok(Self { folder, within })
    }
}

/// A revision is handed to git as an argument. It must not be taken for an option, nor name a path of its own.
fn require_revision(revision: &str) -> Result<()> {
    if revision.starts_with('-') {
        bail!(
            "`{}` begins with a dash: it is no revision; write options before `--`",
            revision.escape_debug()
        );
    }
    if revision.contains(':') {
        bail!(
            "`{}` has a colon in it: name the revision alone, and the path with `--path`",
            revision.escape_debug()
        );
    }
    let fits = !revision.is_empty()
        && revision.chars().count() <= REVISION_CHARS_MAX
        && !revision.contains(char::is_control);
    if !fits {
        bail!("`{}` is no revision", revision.escape_debug());
    }
    Ok(())
}

/// The full name of the commit.
fn commit(place: &Place<'_>, revision: &str) -> Result<String> {
    let wanted = format!("{revision}^{{commit}}");
    let words = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &wanted,
    ];
    let found = git(place, words.map(OsStr::new))?;
    let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let is_name = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if found.status.success() && is_name {
        return Ok(name);
    }
    let repository = git(place, ["rev-parse", "--git-dir"].map(OsStr::new))?;
    if !repository.status.success() {
        bail!(
            "there is no file `{revision}`, and {} is in no git repository{}",
            shown(place.folder),
            said(&repository)
        );
    }
    bail!(
        "`{}` is neither a file nor a revision of this repository",
        revision.escape_debug()
    )
}

fn git<'a>(place: &Place<'_>, words: impl IntoIterator<Item = &'a OsStr>) -> Result<Output> {
    let ran = Command::new("git")
        .arg("-C")
        .arg(place.folder)
        .args(words)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output();
    match ran {
        Ok(output) => Ok(output),
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(
            "git is not installed, or not where programs are looked for; compare two files instead, as in `cardea diff OLD.yaml NEW.yaml`"
        ),
        Err(error) => Err(error).context("git cannot be run"),
    }
}

/// What git said last, in brackets.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    match text.lines().rfind(|line| !line.trim().is_empty()) {
        Some(line) => format!(" (git: {})", line.trim()),
        None => String::new(),
    }
}

fn shown(folder: &Path) -> String {
    if folder == Path::new(".") {
        "this folder".to_owned()
    } else {
        folder.display().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_could_take_for_something_else_is_refused() {
        for revision in [
            "",
            "-",
            "--output=x",
            "--exec=touch x",
            "HEAD:secret",
            ":/text",
            "HEAD\n--x",
            "a\0b",
        ] {
            assert!(require_revision(revision).is_err(), "{revision:?}");
        }
        for revision in ["HEAD", "HEAD~1", "v1.0", "origin/main", "@{-1}", "abc123^"] {
            assert!(require_revision(revision).is_ok(), "{revision:?}");
        }
    }

    #[test]
    fn a_path_is_taken_from_here() {
        for (path, folder, within) in [
            ("cardea.yaml", ".", "./cardea.yaml"),
            ("./a/b.yaml", ".", "./a/b.yaml"),
            ("../b.yaml", ".", "../b.yaml"),
            ("/x/y/b.yaml", "/x/y", "./b.yaml"),
        ] {
            let place = Place::of(Path::new(path)).unwrap();
            assert_eq!(place.folder, Path::new(folder), "{path}");
            assert_eq!(place.within, OsString::from(within), "{path}");
        }
    }
}
