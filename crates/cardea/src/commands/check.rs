//! `cardea check`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use cardea_catalogue::{Report, Standing, judge};
use cardea_manifest::model::Manifest;
use cardea_units::{Clock, Date};
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::render;
use crate::system::MachineClock;

/// Check manifests against the law.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Manifests; without any, `cardea.yaml` in this folder
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Judge by the law of this day (year-month-day)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// How a manifest came out; the worst of several is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Kept,
    Broken,
    Unreadable,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode> {
        let as_of = self
            .as_of
            .unwrap_or_else(|| MachineClock::default().now().date());
        let paths = if self.paths.is_empty() {
            vec![PathBuf::from("cardea.yaml")]
        } else {
            self.paths
        };
        let mut worst = Verdict::Kept;
        let mut answers = Vec::new();
        for path in &paths {
            let bytes = fs::read(path).with_context(|| {
                format!(
                    "cannot read {}; `cardea check PATH` checks a manifest elsewhere",
                    path.display()
                )
            })?;
            let name = path.display().to_string();
            let verdict = match Manifest::read(&bytes) {
                Ok(manifest) => {
                    let report = judge(&manifest, as_of);
                    let standing = report.standing();
                    match self.format {
                        Format::Human => render::report(&name, &bytes, &report),
                        Format::Json => {
                            answers.push(report_json(&name, &bytes, &manifest, &report));
                        }
                    }
                    if standing == Standing::Kept {
                        Verdict::Kept
                    } else {
                        Verdict::Broken
                    }
                }
                Err(unreadable) => {
                    match self.format {
                        Format::Human => render::unreadable(&name, &bytes, &unreadable),
                        Format::Json => {
                            let problems: Vec<Json> = unreadable
                                .problems
                                .iter()
                                .map(|problem| json!({ "message": problem.message, "help": problem.help, "place": place(&bytes, problem.span) }))
                                .collect();
                            answers.push(
                                json!({ "path": name, "readable": false, "problems": problems }),
                            );
                        }
                    }
                    Verdict::Unreadable
                }
            };
            worst = worst.max(verdict);
        }
        if self.format == Format::Json {
            out!(
                "{}",
                serde_json::to_string_pretty(
                    &json!({ "as_of": as_of.to_string(), "manifests": answers })
                )?
            );
        }
        Ok(match worst {
            Verdict::Kept => ExitCode::SUCCESS,
            Verdict::Broken => ExitCode::FAILURE,
            Verdict::Unreadable => ExitCode::from(2),
        })
    }
}

fn report_json(name: &str, bytes: &[u8], manifest: &Manifest, report: &Report) -> Json {
    let findings: Vec<Json> = report
        .findings()
        .into_iter()
        .map(|finding| {
            json!({
                "code": finding.code(),
                "name": finding.control.name,
                "level": finding.level().to_string(),
                "outcome": render::kind_word(finding.kind),
                "message": finding.message,
                "help": finding.help,
                "place": place(bytes, finding.span),
                "law": finding.control.law.iter().map(|clause| format!("{} {}", clause.instrument.name, clause.place)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let controls: Vec<Json> = report
        .judged
        .iter()
        .map(|judged| json!({ "code": judged.control.code, "outcome": render::outcome_word(&judged.outcome) }))
        .collect();
    json!({
        "path": name,
        "readable": true,
        "product": manifest.product.id.as_str(),
        "version": manifest.version().to_string(),
        "kept": report.standing() == Standing::Kept,
        "findings": findings,
        "controls": controls,
        "strays": report.strays.iter().map(|stray| json!({ "message": stray.message, "place": place(bytes, stray.span) })).collect::<Vec<_>>(),
    })
}

/// Line and column, counted from 1, of both ends.
fn place(bytes: &[u8], span: cardea_manifest::Span) -> Json {
    let at = |offset: usize| {
        let before = bytes.get(..offset.min(bytes.len())).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline.saturating_add(1));
        let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default())
            .chars()
            .count()
            .saturating_add(1);
        json!({ "line": line, "column": column })
    };
    json!({ "start": at(span.start), "end": at(span.end) })
}
