//! The list of controls, from the tree of their files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{Files, MARK};

/// Where the controls live: one folder a family, one `.rs` and one `.md` a control.
pub(crate) const FOLDER: &str = "crates/cardea-catalogue/src/controls";

pub(super) fn files(root: &Path) -> Result<Files> {
    let list = list(&root.join(FOLDER))?;
    Ok(Files::from([(
        Path::new(FOLDER).with_extension("rs"),
        list,
    )]))
}

/// The module tree and the list, ordered by code. A missing or empty folder gives an empty list.
fn list(folder: &Path) -> Result<String> {
    let mut modules = String::new();
    let mut by_code = BTreeMap::new();
    for family in names(folder, "")? {
        let mut lines = String::new();
        for name in names(&folder.join(&family), "rs")? {
            let path = folder.join(&family).join(&name).with_extension("rs");
            ensure!(
                path.with_extension("md").exists(),
                "{} has no page beside it",
                path.display()
            );
            let text = fs::read_to_string(&path)?;
            let code = code(&text)
                .with_context(|| format!("{} has no line `code: \"ABC-01\"`", path.display()))?;
            let clash = by_code.insert(code.to_owned(), format!("&{family}::{name}::CONTROL"));
            ensure!(
                clash.is_none(),
                "{code} is used twice, the second time in {}",
                path.display()
            );
            writeln!(lines, "pub(crate) mod {name};")?;
        }
        for page in names(&folder.join(&family), "md")? {
            let path = folder.join(&family).join(&page).with_extension("rs");
            ensure!(
                path.exists(),
                "the page of {} has no control beside it",
                path.display()
            );
        }
        if !lines.is_empty() {
            writeln!(modules, "mod {family} {{\n{lines}}}")?;
        }
    }
    let all = by_code.into_values().collect::<Vec<_>>().join(", ");
    Ok(format!(
        "{MARK} from the files in `controls/`. Do not edit.\n\nuse crate::Control;\n\n{modules}\n\
         /// Every control, ordered by code.\npub static ALL: &[&Control] = &[{all}];\n"
    ))
}

/// The code of a control: three capital letters, a dash, two digits.
fn code(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("code: \"")?;
    let (code, _) = rest.split_once('"')?;
    let (letters, digits) = code.split_once('-')?;
    let formed = letters.len() == 3
        && digits.len() == 2
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && digits.bytes().all(|b| b.is_ascii_digit());
    formed.then_some(code)
}

/// Names without their ending, sorted; with an empty `extension`, the folders. Nothing where there is no folder.
fn names(dir: &Path, extension: &str) -> Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().unwrap_or_default() == extension
            && path.is_dir() == extension.is_empty()
        {
            names.extend(
                path.file_stem()
                    .and_then(|stem| stem.to_str())
                    .map(str::to_owned),
            );
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of controls that is gone after the test.
    struct Tree(std::path::PathBuf);

    impl Tree {
        fn new(name: &str, controls: &[(&str, &str)]) -> Self {
            let tree =
                Self(std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id())));
            for (path, code) in controls {
                let path = tree.0.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path.with_extension("md"), "# page").unwrap();
                fs::write(
                    path.with_extension("rs"),
                    format!("static C: C = C {{ code: \"{code}\", }};"),
                )
                .unwrap();
            }
            tree
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn controls_are_listed_by_code_and_declared_by_family() {
        let tree = Tree::new(
            "list",
            &[
                ("storage/b", "STO-01"),
                ("accuracy/z", "ACU-03"),
                ("storage/a", "STO-02"),
            ],
        );
        let text = list(&tree.0).unwrap();
        assert!(
            text.contains("&[&accuracy::z::CONTROL, &storage::b::CONTROL, &storage::a::CONTROL]"),
            "{text}"
        );
        assert!(
            text.contains("mod storage {\npub(crate) mod a;\npub(crate) mod b;\n}"),
            "{text}"
        );
    }

    #[test]
    fn no_folder_and_an_empty_folder_give_an_empty_list() {
        let tree = Tree::new("empty", &[]);
        assert!(list(&tree.0).unwrap().contains("= &[];"));
        fs::create_dir_all(tree.0.join("storage")).unwrap();
        let text = list(&tree.0).unwrap();
        assert!(text.contains("= &[];") && !text.contains("mod "), "{text}");
    }

    #[test]
    fn a_code_used_twice_or_badly_formed_and_a_lonely_file_are_refused() {
        let twice = Tree::new("twice", &[("a/x", "STO-01"), ("b/y", "STO-01")]);
        assert!(
            list(&twice.0)
                .unwrap_err()
                .to_string()
                .contains("STO-01 is used twice")
        );
        for bad in ["sto-01", "STO-1", "STOR-01", "STO_01", ""] {
            let tree = Tree::new("bad", &[("a/x", bad)]);
            assert!(list(&tree.0).is_err(), "{bad}");
        }
        for ending in ["rs", "md"] {
            let tree = Tree::new("lonely", &[("a/x", "STO-01")]);
            fs::remove_file(tree.0.join("a/x").with_extension(ending)).unwrap();
            assert!(list(&tree.0).is_err(), "without its .{ending}");
        }
    }
}
