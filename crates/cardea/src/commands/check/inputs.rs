//! From the paths of a command line to the manifests to check.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use cardea_manifest::limits::MANIFEST_BYTES_MAX;

/// Names under which manifests are found in folders.
const NAMES: &[&str] = &["cardea.yaml", "cardea.yml"];
/// Folders within folders that are looked through. Deeper is a loop or somebody else's archive.
const DEPTH_MAX: usize = 32;
/// Entries of folders that are looked at in one call: some seconds of a slow disk. Beyond that the call is refused.
const ENTRIES_MAX: usize = 1_000_000;
/// Manifests in one call; they are held until all are printed. Beyond that the call is refused.
const INPUTS_MAX: usize = 20_000;
/// Folders that hold copies of what is elsewhere. Folders whose name begins with a dot are passed over too.
const PASSED_OVER: &[&str] = &["node_modules"];

/// One manifest to check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    /// What is piped in.
    Stdin,
    /// A file, from the working directory where it lies below it.
    File(PathBuf),
}

impl Input {
    /// What people read, with forward slashes. Characters that could steer a terminal or a log are replaced.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => {
                let text = path.to_string_lossy();
                text.chars()
                    .map(|c| if c.is_control() { '\u{fffd}' } else { c })
                    .collect()
            }
        }
    }

    /// A reference by RFC 3986: from the working directory where it lies below it, `file:` elsewhere.
    pub(crate) fn uri(&self) -> String {
        let Self::File(path) = self else {
            return percent(b"<stdin>");
        };
        let parts: Vec<String> = path
            .components()
            .filter_map(|part| match part {
                Component::Normal(part) => Some(percent(part.as_encoded_bytes())),
                Component::ParentDir => Some("..".to_owned()),
                Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
            })
            .collect();
        let root = if path.is_absolute() { "file:///" } else { "" };
        format!("{root}{}", parts.join("/"))
    }

    /// The bytes; of a file that is larger than a manifest may be, so many that its reader sees it.
    pub(crate) fn read(&self) -> io::Result<Vec<u8>> {
        let most = u64::try_from(MANIFEST_BYTES_MAX)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let mut bytes = Vec::new();
        match self {
            Self::Stdin => io::stdin().take(most).read_to_end(&mut bytes)?,
            Self::File(path) => fs::File::open(path)?.take(most).read_to_end(&mut bytes)?,
        };
        Ok(bytes)
    }
}

/// Every manifest that the paths name, each once: files as they are given, folders with what lies below them in the order of names.
///
/// # Errors
/// A folder without a manifest or that cannot be read, and more than the bounds above.
pub(crate) fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut known = BTreeSet::new();
    let mut inputs = Vec::new();
    let mut entries = 0_usize;
    for path in paths {
        let mut found = Vec::new();
        if path.as_os_str() == "-" {
            found.push(Input::Stdin);
        } else if path.is_dir() {
            below(path, 0, &mut entries, &mut |file| {
                found.push(Input::File(shortened(&file, &here)));
            })?;
            if found.is_empty() {
                bail!(
                    "there is no `cardea.yaml` in {} or below; name the manifest, or another folder",
                    path.display()
                );
            }
        } else {
            found.push(Input::File(shortened(path, &here)));
        }
        inputs.extend(
            found
                .into_iter()
                .filter(|input| known.insert(input.clone())),
        );
        if inputs.len() > INPUTS_MAX {
            bail!("more than {INPUTS_MAX} manifests in one call; check fewer folders at a time");
        }
    }
    Ok(inputs)
}

/// Gives every manifest below a folder to `take`. Links to folders are not followed.
fn below(
    folder: &Path,
    depth: usize,
    entries: &mut usize,
    take: &mut impl FnMut(PathBuf),
) -> Result<()> {
    let cannot = || format!("cannot look through {}", folder.display());
    let mut listed = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        *entries = entries.saturating_add(1);
        if *entries > ENTRIES_MAX {
            bail!("more than {ENTRIES_MAX} files in these folders; check smaller ones");
        }
        let entry = entry.with_context(cannot)?;
        let kind = entry.file_type().with_context(cannot)?;
        listed.push((entry.file_name(), kind));
    }
    listed.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (name, kind) in listed {
        let path = folder.join(&name);
        if kind.is_dir() {
            let hidden = name.as_encoded_bytes().starts_with(b".");
            if !hidden && !PASSED_OVER.iter().any(|known| name == *known) && depth < DEPTH_MAX {
                below(&path, depth.saturating_add(1), entries, take)?;
            }
        } else if NAMES.iter().any(|known| name == *known) {
            take(path);
        }
    }
    Ok(())
}

/// A path from the working directory where it lies below it, without `.` in it.
fn shortened(path: &Path, here: &Path) -> PathBuf {
    let path: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    match path.strip_prefix(here) {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_path_buf(),
        _ => path,
    }
}

/// Everything but letters, digits and `-._~` as `%` and two digits.
fn percent(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(*byte));
            }
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[&Path]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
        inputs(&paths).unwrap().iter().map(Input::name).collect()
    }

    #[test]
    fn folders_are_looked_through_in_order_and_each_manifest_comes_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in [
            "b/cardea.yaml",
            "a/deep/er/cardea.yml",
            "a/other.yaml",
            ".git/cardea.yaml",
            "node_modules/x/cardea.yaml",
        ] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = names(&[root, &root.join("b/cardea.yaml")]);
        let expected = ["a/deep/er/cardea.yml", "b/cardea.yaml"]
            .map(|file| root.join(file).display().to_string());
        assert_eq!(found, expected);
        let empty = root.join("empty");
        fs::create_dir(&empty).unwrap();
        let error = inputs(&[empty]).unwrap_err().to_string();
        assert!(error.contains("no `cardea.yaml`"), "{error}");
    }

    #[test]
    fn paths_are_told_from_the_working_directory() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(
            names(&[Path::new("./x/./cardea.yaml"), &here.join("x/cardea.yaml")]),
            ["x/cardea.yaml"]
        );
        assert_eq!(names(&[Path::new("-"), Path::new("-")]), ["<stdin>"]);
    }

    #[test]
    fn a_uri_has_nothing_that_needs_explaining() {
        for (path, uri) in [
            ("heizung/kälte 1.yaml", "heizung/k%C3%A4lte%201.yaml"),
            ("a:b/100%#?.yaml", "a%3Ab/100%25%23%3F.yaml"),
            ("../x/cardea.yaml", "../x/cardea.yaml"),
            ("/srv/cardea.yaml", "file:///srv/cardea.yaml"),
        ] {
            assert_eq!(Input::File(path.into()).uri(), uri);
        }
    }

    #[test]
    fn a_name_cannot_steer_a_terminal() {
        let name = Input::File("a\u{1b}[2J\n::error::b".into()).name();
        assert!(!name.chars().any(char::is_control), "{name}");
    }
}
