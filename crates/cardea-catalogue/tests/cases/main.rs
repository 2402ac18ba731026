//! Runs every case of every control's page, and every example of the book's chapters for makers. One case, one test, named after its heading.

mod book;
mod page;
mod patch;

use cardea_catalogue::{ALL, Control, Outcome, World, judge_one};
use cardea_manifest::model::Manifest;
use cardea_units::{Date, date};
use libtest_mimic::{Arguments, Failed, Trial};

use crate::page::{Case, Page};

/// The manifest that cases change. It keeps every control.
const BASE: &str = include_str!("../base.yaml");
/// The day of judgement unless a case names another.
const TODAY: Date = date(2026, 11, 23);
/// Sections of a page, in order.
const SECTIONS: [&str; 5] = [
    "What it finds",
    "Why it matters",
    "What to do",
    "The law",
    "Cases",
];

fn main() {
    let mut trials: Vec<Trial> = ALL.iter().flat_map(|control| trials(control)).collect();
    trials.extend(book::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trials(control: &'static Control) -> Vec<Trial> {
    let page = match Page::read(control.page) {
        Ok(page) => page,
        Err(error) => {
            return vec![Trial::test(
                format!("{}::the page is read", control.code),
                move || Err(error.into()),
            )];
        }
    };
    let mut trials = vec![
        Trial::test(format!("{}::the base keeps it", control.code), move || {
            base_is_kept(control)
        }),
        Trial::test(
            format!("{}::the control stands in a file of its name", control.code),
            move || file_fits(control),
        ),
    ];
    for case in page.cases.clone() {
        trials.push(Trial::test(
            format!("{}::{}", control.code, case.title),
            move || run(control, &case),
        ));
    }
    trials.push(Trial::test(
        format!("{}::the page is complete", control.code),
        move || complete(control, &page),
    ));
    trials
}

fn run(control: &'static Control, case: &Case) -> Result<(), Failed> {
    require(
        case.fences <= 2,
        "a case has one `yaml` and at most one `finding`",
    )?;
    let text = patch::apply(BASE, &case.patch)?;
    fits(control, case, &text, &read(&text)?)
}

/// Whether a manifest comes out as its case says.
fn fits(
    control: &'static Control,
    case: &Case,
    text: &str,
    manifest: &Manifest,
) -> Result<(), Failed> {
    let world = World::new(manifest, case.as_of.unwrap_or(TODAY));
    let outcome = judge_one(control, &world);
    let actual = render(&outcome, text);
    let fits = if case.expected.is_empty() {
        matches!(outcome, Outcome::Kept { .. })
    } else {
        actual == case.expected
    };
    if fits {
        return Ok(());
    }
    let expected = &case.expected;
    Err(format!("got:\n{actual}\nexpected:\n{expected}\nof the manifest:\n{text}").into())
}

fn base_is_kept(control: &'static Control) -> Result<(), Failed> {
    let outcome = judged(control, BASE, TODAY)?;
    let kept = matches!(outcome, Outcome::Kept { .. } | Outcome::NotApplicable(_));
    require(kept, &render(&outcome, BASE))
}

fn judged(control: &'static Control, text: &str, today: Date) -> Result<Outcome, Failed> {
    Ok(judge_one(control, &World::new(&read(text)?, today)))
}

fn read(text: &str) -> Result<Manifest, Failed> {
    Ok(Manifest::read(text.as_bytes()).map_err(|unreadable| format!("{unreadable}\n{text}"))?)
}

/// What a page shows between its `finding` fences.
fn render(outcome: &Outcome, text: &str) -> String {
    let mut lines = Vec::new();
    match outcome {
        Outcome::Broken(_) | Outcome::CannotTell(_) => {}
        Outcome::Kept {
            by_construction: None,
        } => lines.push("kept".to_owned()),
        Outcome::Kept {
            by_construction: Some(construction),
        } => lines.push(format!("kept by construction {construction}")),
        Outcome::NotApplicable(why) => lines.push(format!("not applicable: {why}")),
        Outcome::Waived { until, instead, .. } => {
            lines.push(format!("waived until {until}: {instead}"));
        }
    }
    for finding in outcome.findings() {
        let before = text.get(..finding.span.start).unwrap_or(text);
        let line = text
            .lines()
            .nth(before.matches('\n').count())
            .unwrap_or_default()
            .trim();
        lines.push(format!("{finding} at `{line}`"));
        lines.extend(finding.help.iter().map(|help| format!("  help: {help}")));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn file_fits(control: &'static Control) -> Result<(), Failed> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/controls");
    let file = format!("{}.rs", control.name.replace('-', "_"));
    let found = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .find_map(|family| std::fs::read_to_string(family.path().join(&file)).ok());
    let text = found.ok_or_else(|| format!("no family has {file}"))?;
    require(
        text.contains(&format!("code: \"{}\"", control.code)),
        &format!("{file} has another code"),
    )
}

fn complete(control: &'static Control, page: &Page) -> Result<(), Failed> {
    let title = format!("# `{}` (`{}`)\n", control.name, control.code);
    require(
        control.page.starts_with(&title),
        "the first line is name and code",
    )?;
    require(
        page.sections
            .iter()
            .map(|(name, _)| name.as_str())
            .eq(SECTIONS),
        "the sections are those of every page, in order",
    )?;
    require(
        page.sections
            .iter()
            .all(|(_, text)| !text.trim().is_empty()),
        "no section is empty",
    )?;
    require(!control.law.is_empty(), "at least one clause of law")?;
    let law = page
        .sections
        .iter()
        .find(|(name, _)| name == "The law")
        .map_or("", |(_, text)| text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for clause in control.law {
        require(
            law.contains(&clause.to_string()),
            &format!("the law section names {clause}"),
        )?;
    }
    let count = |is: fn(&Case) -> bool| page.cases.iter().filter(|case| is(case)).count();
    let kept = |case: &Case| case.expected.is_empty() || case.expected.starts_with("kept");
    require(
        count(|case| case.expected.starts_with("broken ")) >= 1,
        "at least one broken case",
    )?;
    require(
        count(kept) >= 2,
        "at least two kept cases, one of them at the limit",
    )?;
    let mut titles: Vec<&str> = page.cases.iter().map(|case| case.title.as_str()).collect();
    titles.sort_unstable();
    require(
        titles.is_sorted_by(|one, next| one < next),
        "every case has a title of its own",
    )
}

fn require(holds: bool, what: &str) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(what.into()) }
}
