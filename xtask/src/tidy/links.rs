//! Links between the papers of the repository lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::Text;
use crate::codegen::CONTROLS;

pub(super) fn check(root: &Path, texts: &[Text]) -> Vec<String> {
    let pages: BTreeMap<&Path, &str> = texts
        .iter()
        .filter(|text| text.is("md"))
        .map(|text| (text.path.as_path(), text.text.as_str()))
        .collect();
    let written = pages_of_controls(texts);
    let mut complaints = Vec::new();
    for (page, text) in &pages {
        for link in links(text) {
            let known = |target: &Path| written.contains(target) || root.join(target).exists();
            if let Err(why) = follow(known, &pages, page, link) {
                complaints.push(format!("{}: link `{link}` {why}", page.display()));
            }
        }
    }
    complaints
}

/// Pages that chapters of the book link to and that `cargo xtask book` writes: one for each control.
fn pages_of_controls(texts: &[Text]) -> BTreeSet<PathBuf> {
    let controls = texts
        .iter()
        .filter(|text| text.is("rs") && text.path.starts_with(CONTROLS));
    controls
        .filter_map(|text| {
            let (_, rest) = text.text.split_once("    code: \"")?;
            let (code, _) = rest.split_once('"')?;
            let page = format!("{}.md", code.to_lowercase());
            Some(Path::new("book/src/controls").join(page))
        })
        .collect()
}

/// Whether a link of `page` leads to a file of ours (`known`) and, on a page, to a heading of it.
fn follow(
    known: impl Fn(&Path) -> bool,
    pages: &BTreeMap<&Path, &str>,
    page: &Path,
    link: &str,
) -> Result<(), &'static str> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() {
        page.to_path_buf()
    } else {
        let folder = page.parent().unwrap_or(Path::new(""));
        normal(&folder.join(path)).ok_or("leaves the repository")?
    };
    if !known(&target) {
        return Err("leads nowhere");
    }
    match pages.get(target.as_path()) {
        Some(text) if !anchor.is_empty() && !anchors(text).iter().any(|known| known == anchor) => {
            Err("names a heading that is not there")
        }
        _ => Ok(()),
    }
}

/// The path without `.` and `..`; `None` when it would leave its start.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => normal.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(normal)
}

/// Targets of `[text](target)` outside code, without those that lead to other hosts.
fn links(text: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for line in prose(text) {
        // Every second piece between backticks is code.
        for piece in line.split('`').step_by(2) {
            for rest in piece.split("](").skip(1) {
                let target = rest
                    .split([')', ' '])
                    .next()
                    .unwrap_or_default()
                    .trim_matches(['<', '>']);
                if !target.contains("://") && !target.starts_with("mailto:") && !target.is_empty() {
                    links.push(target);
                }
            }
        }
    }
    links
}

/// The anchors that a page's headings have, as the usual viewers make them.
fn anchors(text: &str) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    for line in prose(text).filter(|line| line.starts_with('#')) {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let slug: String = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let same = |n: usize| {
            if n == 0 {
                slug.clone()
            } else {
                format!("{slug}-{n}")
            }
        };
        // One of these is free: there are more of them than anchors so far.
        anchors.extend(
            (0..=anchors.len())
                .map(same)
                .find(|slug| !anchors.contains(slug)),
        );
    }
    anchors
}

/// The lines outside fenced code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fence && !fenced
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_prose_are_followed_and_those_in_code_are_not() {
        let text = "See [a](a.md) and [b](<b.md>) `[c](c.md)` [d](https://example.org/d) [e](e.md \"t\").\n```\n[f](f.md)\n```\n[g](#g)";
        assert_eq!(links(text), ["a.md", "b.md", "e.md", "#g"]);
    }

    #[test]
    fn a_chapter_may_link_to_the_page_of_a_control_that_there_is() {
        let control = Text {
            path: Path::new(CONTROLS).join("storage/kept_without_period.rs"),
            text: "Control {\n    code: \"STO-01\",\n".to_owned(),
        };
        let elsewhere = Text {
            path: "a/src/b.rs".into(),
            text: "    code: \"STO-02\",\n".to_owned(),
        };
        let written = pages_of_controls(&[control, elsewhere]);
        let chapter = Path::new("book/src/makers/storage.md");
        let follow = |link| {
            follow(
                |target| written.contains(target),
                &BTreeMap::new(),
                chapter,
                link,
            )
        };
        assert_eq!(follow("../controls/sto-01.md"), Ok(()));
        assert_eq!(follow("../controls/sto-02.md"), Err("leads nowhere"));
    }

    #[test]
    fn headings_become_anchors() {
        let text = "# The `house`: floors, style\n## Same\n## Same\n```\n# not one\n```";
        assert_eq!(anchors(text), ["the-house-floors-style", "same", "same-1"]);
    }

    #[test]
    fn a_link_leads_to_a_file_and_a_heading_inside_the_repository() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let pages = BTreeMap::from([
            (Path::new("docs/a.md"), "# One"),
            (Path::new("Cargo.toml"), ""),
        ]);
        let known = |target: &Path| root.join(target).exists();
        let follow = |link| follow(known, &pages, Path::new("src/a.md"), link);
        assert_eq!(follow("../Cargo.toml"), Ok(()));
        assert_eq!(
            follow("main.rs#anything"),
            Ok(()),
            "anchors are checked on pages only"
        );
        assert_eq!(follow("nothing.rs"), Err("leads nowhere"));
        assert_eq!(follow("../../Cargo.toml"), Err("leaves the repository"));
        assert_eq!(follow("/etc/passwd"), Err("leaves the repository"));
        assert_eq!(
            follow("../Cargo.toml#one"),
            Err("names a heading that is not there")
        );
    }
}
