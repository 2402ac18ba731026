//! The copy of the tree in which every check has its switches.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::points::{self, Mutant};

/// The crate that is mutated.
const CRATE: &str = "crates/cardea-catalogue";

/// Asked by each mutated place. The number of the one mutant that is on comes from outside.
const SWITCH: &str = "
mod mutant {
    use std::sync::OnceLock;

    static ON: OnceLock<u32> = OnceLock::new();

    pub(crate) fn on(number: u32) -> bool {
        number == *ON.get_or_init(|| std::env::var(\"CARDEA_MUTANT\").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}
";

/// Copies what git tracks, and puts switches into the crate.
pub(super) fn with_switches(root: &Path, tree: &Path) -> Result<Vec<Mutant>> {
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    let mut mutants = Vec::new();
    for file in tracked(root)? {
        let (from, to) = (root.join(&file), tree.join(&file));
        // What was deleted and not yet committed is still listed.
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().context("a file has a folder")?)?;
        match file
            .strip_prefix(CRATE)
            .and_then(|rest| rest.strip_prefix("/src/"))
        {
            Some(inside) if is_mutated(inside) => {
                let source = fs::read_to_string(&from)?;
                let text = points::with_switches(inside, &source, &mut mutants)
                    .with_context(|| file.clone())?;
                // A test looks for the code as people write it.
                fs::write(to, text.replace("code : \"", "code: \""))?;
            }
            Some("lib.rs") => {
                let source = fs::read_to_string(&from)?;
                fs::write(to, format!("{source}{SWITCH}"))?;
            }
            _ => {
                fs::copy(from, to)?;
            }
        }
    }
    Ok(mutants)
}

/// Sources of judgement: not the root, not unit tests in files of their own.
fn is_mutated(inside: &str) -> bool {
    Path::new(inside)
        .extension()
        .is_some_and(|kind| kind == "rs")
        && inside != "lib.rs"
        && inside != "controls.rs"
        && !inside.ends_with("/tests.rs")
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
