//! The copy of the tree in which every check has its switches.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::points::{self, Mutant};

/// The crate that is mutated.
pub(super) const CRATE: &str = "crates/cardea-catalogue";

/// Asked by each mutated place; [`BENCH`] chooses which mutant is on.
const SWITCH: &str = include_str!("bench/switch.rs");

/// Without its first line, which says what the file is and may stand at the beginning of a file only.
fn switches() -> &'static str {
    SWITCH.split_once('\n').map_or("", |(_, rest)| rest)
}

/// Runs all cases in one process, as often as it is asked.
const BENCH: &str = include_str!("bench/cases.rs");

/// Where the test program of the cases begins, and what begins there in the copy.
const MAIN: &str = "fn main() {\n";
const MAIN_WITH_BENCH: &str = "mod bench;\n\nfn main() {\n    if let Some(sources) = bench::asked() {\n        return bench::serve(&sources);\n    }\n";

/// Copies what git tracks, and puts switches into the crate. What is there and the same stays, so that it is not built again.
pub(super) fn with_switches(root: &Path, tree: &Path) -> Result<Vec<Mutant>> {
    let mut mutants = Vec::new();
    let mut wanted = BTreeSet::from([tree.join(CRATE).join("tests/cases/bench.rs")]);
    for file in tracked(root)? {
        let (from, to) = (root.join(&file), tree.join(&file));
        // What was deleted and not yet committed is still listed.
        if !from.is_file() {
            continue;
        }
        let source = fs::read(&from)?;
        let inside = file
            .strip_prefix(CRATE)
            .and_then(|rest| rest.strip_prefix('/'));
        let changed = match inside {
            Some(inside) => changed(inside, &source, &mut mutants).with_context(|| file.clone())?,
            None => None,
        };
        // The bench reads pages where people write them: a new case needs no new build.
        if !(is_page(inside) && to.exists()) {
            put(&to, &changed.unwrap_or(source))?;
        }
        wanted.insert(to);
    }
    put(
        &tree.join(CRATE).join("tests/cases/bench.rs"),
        BENCH.as_bytes(),
    )?;
    remove_others(tree, &wanted)?;
    Ok(mutants)
}

/// A file of the crate as it is in the copy, where that is not as people wrote it.
fn changed(inside: &str, source: &[u8], mutants: &mut Vec<Mutant>) -> Result<Option<Vec<u8>>> {
    let text = || str::from_utf8(source);
    let changed = match inside.strip_prefix("src/") {
        _ if inside == "tests/cases/main.rs" => {
            let text = text()?;
            ensure!(text.contains(MAIN), "has no `fn main`");
            text.replacen(MAIN, MAIN_WITH_BENCH, 1)
        }
        Some("lib.rs") => format!("{}{}", text()?, switches()),
        // A test looks for the code as people write it.
        Some(inside) if is_mutated(inside) => {
            points::with_switches(inside, text()?, mutants)?.replace("code : \"", "code: \"")
        }
        _ => return Ok(None),
    };
    Ok(Some(changed.into_bytes()))
}

fn is_page(inside: Option<&str>) -> bool {
    inside.is_some_and(|inside| inside.starts_with("src/controls/") && has_extension(inside, "md"))
}

/// Writes a file unless it is there and the same.
fn put(to: &Path, content: &[u8]) -> Result<()> {
    if fs::read(to).is_ok_and(|there| there == content) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().context("a file has a folder")?)?;
    Ok(fs::write(to, content)?)
}

/// Removes files of the copy that the tree has no more.
fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Sources of judgement: not the root, not unit tests in files of their own.
fn is_mutated(inside: &str) -> bool {
    has_extension(inside, "rs")
        && inside != "lib.rs"
        && inside != "controls.rs"
        && !inside.ends_with("/tests.rs")
}

fn has_extension(path: &str, wanted: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == wanted)
}

fn tracked(root: &Path) -> Result<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()?;
    ensure!(output.status.success(), "git ls-files: {}", output.status);
    Ok(String::from_utf8(output.stdout)?
        .lines()
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_the_copy(inside: &str, source: &str) -> Option<String> {
        let changed = changed(inside, source.as_bytes(), &mut Vec::new()).unwrap();
        changed.map(|text| String::from_utf8(text).unwrap())
    }

    #[test]
    fn sources_get_switches_and_unit_tests_do_not() {
        let source = "fn f(a: u8) -> bool { a < 3 }";
        let switched = in_the_copy("src/judge.rs", source).unwrap();
        assert!(switched.contains("mutant :: on"), "{switched}");
        assert_eq!(in_the_copy("src/judge/tests.rs", source), None);
        assert_eq!(in_the_copy("src/controls.rs", source), None);
        assert_eq!(in_the_copy("tests/properties.rs", source), None);
        let root = in_the_copy("src/lib.rs", "mod judge;\n").unwrap();
        assert!(root.starts_with("mod judge;\n") && root.contains("pub mod mutant"));
    }

    #[test]
    fn the_cases_can_be_asked_for_on_the_bench() {
        let main = in_the_copy("tests/cases/main.rs", "fn main() {\n    run();\n}\n").unwrap();
        assert!(main.contains("bench::serve") && main.ends_with("    run();\n}\n"));
        let without = changed("tests/cases/main.rs", b"fn start() {}", &mut Vec::new());
        assert!(without.is_err());
    }

    #[test]
    fn only_pages_of_controls_are_read_where_they_stand() {
        assert!(is_page(Some("src/controls/storage/kept.md")));
        assert!(!is_page(Some("src/controls/storage/kept.rs")));
        assert!(!is_page(Some("tests/notes.md")) && !is_page(None));
    }
}
