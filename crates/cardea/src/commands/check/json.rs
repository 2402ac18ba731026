//! For programs: everything that is known, in one document.

use cardea_catalogue::{Outcome, Standing};
use cardea_manifest::Span;
use serde::Serialize;

use super::baseline::Entry;
use super::checked::{Checked, Found, Judged, Rules, State, Verdict};
use super::source::{Columns, Place, Source};
use super::summary::{Counts, Summary};

/// The document.
#[derive(Debug, Serialize)]
struct Document<'a> {
    as_of: String,
    fail_on: String,
    /// Whether the exit code is 0.
    passed: bool,
    manifests: Vec<Manifest<'a>>,
    summary: Principles,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Manifest<'a> {
    Unreadable {
        path: &'a str,
        readable: bool,
        problems: Vec<Problem<'a>>,
    },
    Judged(Box<JudgedDocument<'a>>),
}

#[derive(Debug, Serialize)]
struct JudgedDocument<'a> {
    path: &'a str,
    readable: bool,
    product: &'a str,
    /// Its version; always there.
    version: Option<String>,
    /// Whether every MUST is kept or does not bind, whatever a baseline says.
    kept: bool,
    findings: Vec<Finding<'a>>,
    waived: Vec<Finding<'a>>,
    no_longer_found: &'a [Entry],
    controls: Vec<Control<'a>>,
    strays: Vec<Stray<'a>>,
    summary: Principles,
}

#[derive(Debug, Serialize)]
struct Problem<'a> {
    message: &'a str,
    help: &'a str,
    place: Region,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    level: String,
    outcome: &'a str,
    state: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    key: &'a str,
    place: Region,
    law: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiver: Option<Waiver<'a>>,
}

#[derive(Debug, Serialize)]
struct Waiver<'a> {
    until: String,
    instead: &'a str,
}

#[derive(Debug, Serialize)]
struct Control<'a> {
    code: &'a str,
    outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Debug, Serialize)]
struct Stray<'a> {
    message: &'a str,
    place: Region,
}

/// Both ends of a place; columns count characters, and the end is the first one behind it.
#[derive(Debug, Serialize)]
struct Region {
    start: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct Principles {
    total: Counts,
    principles: Vec<Principle>,
}

#[derive(Debug, Serialize)]
struct Principle {
    principle: String,
    #[serde(flatten)]
    counts: Counts,
}

/// The document as text.
pub(crate) fn document(all: &[Checked], rules: &Rules) -> anyhow::Result<String> {
    let document = Document {
        as_of: rules.as_of.to_string(),
        fail_on: rules.fail_on.to_string(),
        passed: all
            .iter()
            .all(|checked| checked.verdict(rules.fail_on) == Verdict::Kept),
        manifests: all.iter().map(manifest).collect(),
        summary: Summary::of(all).into(),
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
}

/// The word for an outcome.
pub(crate) const fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Kept {
            by_construction: None,
        } => "kept",
        Outcome::Kept {
            by_construction: Some(_),
        } => "kept_by_construction",
        Outcome::Broken(_) => "broken",
        Outcome::CannotTell(_) => "cannot_tell",
        Outcome::NotApplicable(_) => "not_applicable",
        Outcome::Waived { .. } => "waived",
    }
}

fn manifest(checked: &Checked) -> Manifest<'_> {
    let source = &checked.source;
    match &checked.result {
        Err(unreadable) => Manifest::Unreadable {
            path: &checked.name,
            readable: false,
            problems: unreadable
                .problems
                .iter()
                .map(|problem| Problem {
                    message: &problem.message,
                    help: &problem.help,
                    place: region(source, problem.span),
                })
                .collect(),
        },
        Ok(judged) => Manifest::Judged(Box::new(of_judged(checked, judged))),
    }
}

fn of_judged<'a>(checked: &'a Checked, judged: &'a Judged) -> JudgedDocument<'a> {
    let source = &checked.source;
    let findings = |waived: bool| {
        judged
            .found
            .iter()
            .filter(|found| matches!(found.state, State::Waived { .. }) == waived)
            .map(|found| finding(source, found))
            .collect()
    };
    let report = &judged.report;
    JudgedDocument {
        path: &checked.name,
        readable: true,
        product: &judged.product,
        version: judged.version.as_ref().map(ToString::to_string),
        kept: report.standing() == Standing::Kept,
        findings: findings(false),
        waived: findings(true),
        no_longer_found: &judged.gone,
        controls: report
            .judged
            .iter()
            .map(|judged| Control {
                code: judged.control.code,
                outcome: outcome_word(&judged.outcome),
                why: match &judged.outcome {
                    Outcome::NotApplicable(why) => Some(why.clone()),
                    Outcome::Kept { by_construction } => {
                        by_construction.as_ref().map(ToString::to_string)
                    }
                    _ => None,
                },
            })
            .collect(),
        strays: report
            .strays
            .iter()
            .map(|stray| Stray {
                message: &stray.message,
                place: region(source, stray.span),
            })
            .collect(),
        summary: Summary::of([checked]).into(),
    }
}

fn finding<'a>(source: &Source, found: &'a Found) -> Finding<'a> {
    Finding {
        code: found.control.code,
        name: found.control.name,
        level: found.level().to_string(),
        outcome: found.outcome(),
        state: found.state.word(),
        message: &found.message,
        help: found.help.as_deref(),
        key: &found.key,
        place: region(source, found.span),
        law: found.control.law.iter().map(ToString::to_string).collect(),
        waiver: match &found.state {
            State::Waived { until, instead } => Some(Waiver {
                until: until.to_string(),
                instead,
            }),
            State::New | State::Known => None,
        },
    }
}

fn region(source: &Source, span: Span) -> Region {
    Region {
        start: source.place(span.start, Columns::Characters),
        end: source.place(span.end, Columns::Characters),
    }
}

impl From<Summary> for Principles {
    fn from(summary: Summary) -> Self {
        Self {
            total: summary.total.into(),
            principles: summary
                .principles
                .into_iter()
                .map(|(principle, tally)| Principle {
                    principle: principle.to_string(),
                    counts: tally.into(),
                })
                .collect(),
        }
    }
}
