//! `cargo xtask book`: the book, from the chapters in `book/src` and the pages of the controls.
//!
//! A line of `book/src/SUMMARY.md` that ends in `<!-- controls: ACC INF -->` is followed by the pages of those families. The whole is written
//! to `target/book`, and built to HTML by mdBook where it is to be had.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::codegen::CONTROLS;
use crate::real_parts::{MDBOOK, Need};
use crate::suite;

/// Where it is written.
const TO: &str = "target/book";
const MARK_OPEN: &str = " <!-- controls: ";
const MARK_CLOSE: &str = " -->";

/// Entry point.
pub(crate) fn run(root: &Path) -> Result<()> {
    let pages = pages(root)?;
    let to = root.join(TO);
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    copy(&root.join("book"), &to)?;
    let summary = to.join("src/SUMMARY.md");
    let text = with_controls(&fs::read_to_string(&summary)?, &pages)?;
    fs::write(&summary, text)?;
    fs::create_dir_all(to.join("src/controls"))?;
    for (code, page) in &pages {
        fs::write(to.join("src/controls").join(file(code)), &page.text)?;
    }
    let Need::Rust { package, version } = MDBOOK else {
        bail!("mdBook is a program of Rust")
    };
    let mdbook = suite::rust_program(root, (package, version))?;
    let status = Command::new(mdbook)
        .arg("build")
        .arg(&to)
        .env("RUST_LOG", "warn")
        .status()?;
    ensure!(status.success(), "mdbook build: {status}");
    println!(
        "{} pages of controls; open {TO}/book/index.html",
        pages.len()
    );
    Ok(())
}

/// One page of a control.
struct Page {
    title: String,
    text: String,
}

/// The pages by code.
fn pages(root: &Path) -> Result<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for family in fs::read_dir(root.join(CONTROLS))? {
        for entry in fs::read_dir(family?.path())? {
            let path = entry?.path();
            if path.extension().is_none_or(|kind| kind != "md") {
                continue;
            }
            let control = fs::read_to_string(path.with_extension("rs"))?;
            let field = |name: &str| -> Result<String> {
                let (_, rest) = control
                    .split_once(&format!("    {name}: "))
                    .with_context(|| format!("{} has no {name}", path.display()))?;
                Ok(rest
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim_matches([',', '"'])
                    .to_owned())
            };
            let (code, title) = (field("code")?, field("title")?);
            let level = field("level")?.trim_start_matches("Level::").to_uppercase();
            let text = fs::read_to_string(&path)?;
            let (heading, rest) = text.split_once('\n').unwrap_or((&text, ""));
            let text = format!("{heading}\n\n*{title}* · **{level}**\n{rest}");
            pages.insert(code, Page { title, text });
        }
    }
    Ok(pages)
}

/// The table of contents with the pages of controls beneath the chapters that name their families. Every control stands there once.
fn with_controls(summary: &str, pages: &BTreeMap<String, Page>) -> Result<String> {
    let mut text = String::new();
    let mut placed = 0;
    for line in summary.lines() {
        let Some((chapter, families)) = line
            .strip_suffix(MARK_CLOSE)
            .and_then(|line| line.split_once(MARK_OPEN))
        else {
            writeln!(text, "{line}")?;
            continue;
        };
        writeln!(text, "{chapter}")?;
        let depth = chapter.len() - chapter.trim_start().len() + 2;
        for family in families.split_whitespace() {
            let mut any = false;
            for (code, page) in pages.iter().filter(|(code, _)| belongs(code, family)) {
                any = true;
                placed += 1;
                writeln!(
                    text,
                    "{:depth$}- [{code} {}](controls/{})",
                    "",
                    page.title,
                    file(code).display()
                )?;
            }
            ensure!(
                any,
                "book/src/SUMMARY.md: there is no control of `{family}`"
            );
        }
    }
    if placed != pages.len() {
        bail!(
            "book/src/SUMMARY.md places {placed} of {} controls; name each family once",
            pages.len()
        );
    }
    Ok(text)
}

/// Whether a code is of a family (`STO`), or is itself named (`BEY-03`).
fn belongs(code: &str, family: &str) -> bool {
    code == family || code.split_once('-').is_some_and(|(of, _)| of == family)
}

fn file(code: &str) -> PathBuf {
    PathBuf::from(format!("{}.md", code.to_lowercase()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().context("an entry has a name")?);
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(codes: &[&str]) -> BTreeMap<String, Page> {
        let page = |code: &&str| {
            let page = Page {
                title: "T".to_owned(),
                text: String::new(),
            };
            ((*code).to_owned(), page)
        };
        codes.iter().map(page).collect()
    }

    #[test]
    fn controls_stand_beneath_their_chapter_each_once() {
        let summary = "# S\n- [A](a.md) <!-- controls: STO BEY-03 -->\n- [B](b.md)\n";
        let text = with_controls(summary, &of(&["STO-01", "BEY-03"])).unwrap();
        assert_eq!(
            text,
            "# S\n- [A](a.md)\n  - [STO-01 T](controls/sto-01.md)\n  - [BEY-03 T](controls/bey-03.md)\n- [B](b.md)\n"
        );
        assert!(with_controls(summary, &of(&["STO-01", "BEY-03", "MIN-01"])).is_err());
        assert!(with_controls(summary, &of(&["STO-01"])).is_err());
    }
}
