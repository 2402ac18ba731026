//! Where a person's data is taken out of its guarded type, for review.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Text;

/// The list that was reviewed: files and how often each discloses.
const LIST: &str = "docs/disclosures.txt";

const HEAD: &str = "\
# Where `Sensitive` data is taken out of its type, outside tests: file and number of calls.
# Reviewed with every change: `cargo xtask disclosures` shows the lines, `cargo xtask disclosures --write` renews the list.
";

/// Every place, `path:line: code`.
pub(crate) fn places(root: &Path) -> Result<Vec<String>> {
    let texts = super::texts(root)?;
    let all = texts
        .iter()
        .filter(|text| is_product(text))
        .flat_map(|text| {
            calls(&text.text)
                .into_iter()
                .map(|(number, line)| format!("{}:{number}: {line}", text.path.display()))
        });
    Ok(all.collect())
}

/// Writes the list anew.
pub(crate) fn write(root: &Path) -> Result<()> {
    let path = root.join(LIST);
    fs::create_dir_all(path.parent().context("the list stands in a folder")?)?;
    fs::write(&path, list(&super::texts(root)?)).with_context(|| LIST.to_owned())
}

/// Compares the list with the code.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let fresh = list(texts);
    let found = texts
        .iter()
        .find(|text| text.path == Path::new(LIST))
        .map_or("", |text| &text.text);
    let difference = |ours: &str, theirs: &str, sign: char| {
        let missing = ours
            .lines()
            .filter(|line| !theirs.lines().any(|other| other == *line));
        missing
            .map(|line| format!("{sign} {line}"))
            .collect::<Vec<_>>()
    };
    let mut lines = difference(found, &fresh, '-');
    lines.extend(difference(&fresh, found, '+'));
    if lines.is_empty() {
        return lines;
    }
    lines.insert(
        0,
        format!(
            "{LIST} differs from the code; review `cargo xtask disclosures`, then add `--write`:"
        ),
    );
    vec![lines.join("\n    ")]
}

fn list(texts: &[Text]) -> String {
    let mut counts: BTreeMap<&PathBuf, usize> = BTreeMap::new();
    for text in texts.iter().filter(|text| is_product(text)) {
        let calls = calls(&text.text).len();
        if calls > 0 {
            counts.insert(&text.path, calls);
        }
    }
    let mut list = HEAD.to_owned();
    for (path, calls) in counts {
        // Writing to a `String` cannot fail.
        let _: std::fmt::Result = writeln!(list, "{} {calls}", path.display());
    }
    list
}

/// Source of the product: not tests, not tools.
fn is_product(text: &Text) -> bool {
    let mut parts = text.path.iter();
    let within = parts.next().is_some_and(|part| part == "crates")
        && parts.nth(1).is_some_and(|part| part == "src");
    within
        && text.is("rs")
        && !text
            .path
            .iter()
            .any(|part| part == "tests" || part == "tests.rs")
}

/// Line numbers from 1 and lines that disclose, once a call, up to the tests of the file.
fn calls(text: &str) -> Vec<(usize, &str)> {
    let product = text
        .split_once("#[cfg(test)]\nmod tests {")
        .map_or(text, |(product, _)| product);
    let mut calls = Vec::new();
    for (number, line) in product.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("disclose") {
            let before = code.get(..at).unwrap_or_default();
            let rest = code
                .get(at.saturating_add("disclose".len())..)
                .unwrap_or_default();
            let called = before.ends_with('.') || before.ends_with("::");
            if called && !rest.starts_with(|c: char| c.is_alphanumeric()) {
                calls.push((number.saturating_add(1), line.trim()));
            }
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str, text: &str) -> Text {
        Text {
            path: path.into(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn calls_are_found_in_every_form_and_not_in_comments_or_tests() {
        let code = "let a = x.disclose();\nlet b = y\n    .disclose_ref().len();\nv.map(Sensitive::disclose);\n\
                    // z.disclose()\nfn disclose(self) {}\nlet disclosed = x.disclosed();\n\
                    #[cfg(test)]\nmod tests {\n    x.disclose();\n}\n";
        let lines: Vec<usize> = calls(code).into_iter().map(|(number, _)| number).collect();
        assert_eq!(lines, [1, 3, 4]);
    }

    #[test]
    fn only_product_code_counts() {
        let code = "x.disclose();";
        let texts = [
            "crates/a/src/b.rs",
            "crates/a/src/b/tests.rs",
            "crates/a/tests/c.rs",
            "xtask/src/d.rs",
        ]
        .map(|path| text(path, code));
        assert_eq!(list(&texts), format!("{HEAD}crates/a/src/b.rs 1\n"));
    }

    #[test]
    fn a_new_call_and_a_vanished_call_are_complaints() {
        let code = text("crates/a/src/b.rs", "x.disclose();\nx.disclose();");
        let reviewed = |lines: &str| text(LIST, &format!("{HEAD}{lines}"));
        assert!(check(&[code, reviewed("crates/a/src/b.rs 2\n")]).is_empty());
        let code = text("crates/a/src/b.rs", "x.disclose();");
        let complaint = check(&[code, reviewed("crates/a/src/b.rs 2\n")]).concat();
        assert!(
            complaint.contains("- crates/a/src/b.rs 2")
                && complaint.contains("+ crates/a/src/b.rs 1"),
            "{complaint}"
        );
    }
}
