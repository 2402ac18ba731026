//! Runs what the book's chapters for makers show: pieces of manifests, findings, whole manifests.
//!
//! How a chapter is written stands in `docs/tasks/write-a-chapter.md`. What its `console` fences say is run by `tests/real/book.py`.

use std::fs;
use std::path::Path;

use cardea_catalogue::{ALL, Control, Level, Outcome, judge};
use cardea_manifest::model::Manifest;
use libtest_mimic::{Failed, Trial};

use crate::{BASE, TODAY, judged, patch, render, require};

/// From the folder of this crate.
const CHAPTERS: &str = "../../book/src/makers";
/// The assessment of impact in the base covers the base; it asks for a new look at whatever a piece changes, as it should.
const COVERS_THE_BASE: &str = "ACC-07";

/// One fence of a chapter.
#[derive(Clone, Debug)]
struct Fence {
    kind: String,
    text: String,
    /// Of its first line, from 1.
    line: usize,
}

/// One test for each fence with a manifest, named after its chapter and line.
pub(crate) fn trials() -> Vec<Trial> {
    let chapters = match chapters() {
        Ok(chapters) => chapters,
        Err(error) => {
            let failed = move || Err(error);
            return vec![Trial::test("book::the chapters are read", failed)];
        }
    };
    let count = chapters.len();
    let mut trials = vec![Trial::test("book::there are chapters", move || {
        require(count > 0, "there is no chapter for makers")
    })];
    for (name, text) in chapters {
        let cited = text.clone();
        trials.push(Trial::test(
            format!("book::{name}::every citation is a clause"),
            move || cites_clauses(&cited),
        ));
        match fences(&text) {
            Ok(fences) => trials.extend(of_chapter(&name, &fences)),
            Err(error) => trials.push(Trial::test(format!("book::{name}"), move || Err(error))),
        }
    }
    trials
}

/// What follows the name of an instrument where a clause of it is cited.
const PLACES: [&str; 8] = [
    "Art ", "s.", "reg ", "Sch ", "std ", "recital ", "chapter ", "Annex ",
];

/// Citations are written as the catalogue writes them, so that `cardea explain` knows each.
fn cites_clauses(text: &str) -> Result<(), Failed> {
    // A citation may be broken by the end of a line.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for instrument in cardea_law::ALL {
        for (at, _) in text.match_indices(instrument.name) {
            let rest = text.get(at..).unwrap_or_default();
            let place = rest.trim_start_matches(instrument.name).trim_start();
            let cited = PLACES.iter().any(|begin| place.starts_with(begin));
            let known = instrument.clauses().iter().any(|clause| {
                place.strip_prefix(clause.place).is_some_and(|after| {
                    !after.starts_with(|next: char| next.is_alphanumeric() || next == '(')
                })
            });
            let line: String = rest.chars().take(40).collect();
            require(!cited || known, &format!("no clause is called so: {line}"))?;
        }
    }
    Ok(())
}

/// Names and texts of the chapters, by name.
fn chapters() -> Result<Vec<(String, String)>, Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(CHAPTERS);
    let mut chapters = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        chapters.push((name, fs::read_to_string(entry.path())?));
    }
    chapters.sort();
    Ok(chapters)
}

fn fences(text: &str) -> Result<Vec<Fence>, Failed> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut open: Option<Fence> = None;
    for (number, line) in text.lines().enumerate() {
        match (open.take(), line.strip_prefix("```")) {
            (Some(fence), Some(_)) => fences.push(fence),
            (Some(mut fence), None) => {
                fence.text.push_str(line);
                fence.text.push('\n');
                open = Some(fence);
            }
            (None, Some(kind)) => {
                open = Some(Fence {
                    kind: kind.to_owned(),
                    text: String::new(),
                    line: number.saturating_add(1),
                });
            }
            (None, None) => {}
        }
    }
    match open {
        Some(fence) => Err(format!("the fence of line {} is not closed", fence.line).into()),
        None => Ok(fences),
    }
}

fn of_chapter(name: &str, fences: &[Fence]) -> Vec<Trial> {
    let next = fences.iter().skip(1).map(Some).chain([None]);
    fences
        .iter()
        .zip(next)
        .map(|(fence, next)| {
            let test = format!("book::{name}::line {}", fence.line);
            let fence = fence.clone();
            let finding = next
                .filter(|next| next.kind == "finding")
                .map(|next| next.text.clone());
            Trial::test(test, move || run(&fence, finding.as_deref()))
        })
        .collect()
}

fn run(fence: &Fence, finding: Option<&str>) -> Result<(), Failed> {
    match (fence.kind.as_str(), finding) {
        ("yaml", Some(finding)) => finds(&fence.text, finding),
        ("yaml", None) => breaks_no_law(&fence.text),
        ("finding" | "console" | "text", _) => Ok(()),
        (kind, _) if kind.starts_with("yaml whole ") => {
            Manifest::read(fence.text.as_bytes()).map_err(|unreadable| unreadable.to_string())?;
            Ok(())
        }
        (kind, _) => Err(format!("`{kind}` is no fence of a chapter for makers").into()),
    }
}

/// What the control that the finding names says of this piece, to the letter.
fn finds(piece: &str, expected: &str) -> Result<(), Failed> {
    let control = named_in(expected).ok_or("the finding names no control")?;
    let text = patch::apply(BASE, piece)?;
    let actual = render(&judged(control, &text, TODAY)?, &text);
    require(
        actual == expected,
        &format!("got:\n{actual}\nexpected:\n{expected}"),
    )
}

/// The control whose code is the first that stands in the text.
fn named_in(text: &str) -> Option<&'static Control> {
    text.split_whitespace()
        .find_map(|word| ALL.iter().find(|control| control.code == word).copied())
}

/// A piece without a finding shows how something is said. It would be wrong to show what no product may say.
fn breaks_no_law(piece: &str) -> Result<(), Failed> {
    let text = patch::apply(BASE, piece)?;
    let manifest =
        Manifest::read(text.as_bytes()).map_err(|unreadable| format!("{unreadable}\n{text}"))?;
    let report = judge(&manifest, TODAY);
    let broken: Vec<String> = report
        .judged
        .iter()
        .filter(|judged| judged.control.level == Level::Must)
        .filter(|judged| judged.control.code != COVERS_THE_BASE)
        .filter(|judged| matches!(judged.outcome, Outcome::Broken(_) | Outcome::CannotTell(_)))
        .map(|judged| render(&judged.outcome, &text))
        .collect();
    require(broken.is_empty(), &broken.concat())
}
