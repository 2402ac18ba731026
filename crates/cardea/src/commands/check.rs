//! `cardea check`.

mod baseline;
mod checked;
mod coverage;
mod github;
mod human;
mod inputs;
mod json;
mod junit;
mod keys;
mod sarif;
mod source;
mod summary;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use cardea_catalogue::Level;
use cardea_units::{Clock, Date};
use clap::{Args, ValueEnum};

use self::baseline::Baseline;
use self::checked::{Asked, Checked, Rules, Verdict};
use self::human::End;
use self::inputs::Input;
use super::terminal::{Style, print};
use crate::system::MachineClock;

/// Manifests whose pictures are held until they are printed: some megabytes a time, and work for all threads.
const AT_ONCE: usize = 256;

/// Check manifests against the law.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Manifests, folders with some below them, or `-` for what is piped in; without any, `cardea.yaml` in this folder
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Judge by the law of this day (year-month-day)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Exit with 1 for findings of this level and above
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Must)]
    fail_on: FailOn,
    /// Findings that this file knows do not decide the exit code
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found today into this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// Show how much of the law is checked, clause by clause; with manifests, also what came of it
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline"])]
    coverage: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit XML, for reports of tests
    Junit,
    /// A table, with --coverage only
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What is law
    Must,
    /// And what is expected
    Should,
    /// And what is an option
    Could,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode> {
        if self.coverage {
            return self.cover();
        }
        if self.format == Format::Csv {
            bail!("`--format csv` is for `--coverage`; choose human, json, sarif, github or junit");
        }
        let inputs = if self.paths.is_empty() {
            inputs::inputs(&[PathBuf::from("cardea.yaml")])?
        } else {
            inputs::inputs(&self.paths)?
        };
        let mut rules = self.rules()?;
        let style = Style::of_stdout();
        if self.format == Format::Human && self.write_baseline.is_none() {
            return Ok(for_people(&inputs, &rules, style));
        }
        let mut all = work::for_each(&inputs, |input| Checked::of(input, &rules));
        if let Some(file) = &self.write_baseline {
            self.write(file, &mut all, &mut rules)?;
        }
        print(&self.text(&all, &rules, style)?);
        Ok(code(&all, &rules))
    }

    fn rules(&self) -> Result<Rules> {
        let asked = match self.format {
            Format::Json if !self.coverage => Asked::KeysAndVersion,
            Format::Sarif => Asked::Keys,
            _ if self.baseline.is_some() || self.write_baseline.is_some() => Asked::Keys,
            _ => Asked::Nothing,
        };
        Ok(Rules {
            as_of: self
                .as_of
                .unwrap_or_else(|| MachineClock::default().now().date()),
            fail_on: self.fail_on.into(),
            baseline: self.baseline.as_deref().map(Baseline::read).transpose()?,
            asked,
        })
    }

    /// Writes the baseline and lays it over what was found.
    fn write(&self, file: &std::path::Path, all: &mut [Checked], rules: &mut Rules) -> Result<()> {
        if let Some(checked) = all.iter().find(|checked| checked.result.is_err()) {
            print(&self.text(all, rules, Style::of_stdout())?);
            bail!(
                "no baseline was written, because {} cannot be read",
                checked.name
            );
        }
        let baseline = Baseline::of(all);
        baseline.write(file)?;
        eprintln!(
            "{} now known in {}",
            checked::findings(baseline.count()),
            file.display()
        );
        for checked in all {
            checked.compare(&baseline);
        }
        rules.baseline = Some(baseline);
        Ok(())
    }

    fn text(&self, all: &[Checked], rules: &Rules, style: Style) -> Result<String> {
        Ok(match self.format {
            Format::Human | Format::Csv => {
                let texts: Vec<String> = all
                    .iter()
                    .map(|checked| human::manifest(checked, style))
                    .collect();
                let mut end = End::default();
                for checked in all {
                    end.add(End::of(checked, rules));
                }
                format!("{}{}", texts.concat(), end.text(rules, style))
            }
            Format::Json => json::document(all, rules)?,
            Format::Sarif => sarif::document(all, rules)?,
            Format::Github => all
                .iter()
                .map(|checked| github::manifest(checked, rules))
                .collect(),
            Format::Junit => junit::document(all, rules),
        })
    }

    /// How much of the law is checked. Manifests are judged only where some are named.
    fn cover(&self) -> Result<ExitCode> {
        let write = match self.format {
            Format::Human => coverage::human,
            Format::Json => coverage::json,
            Format::Csv => coverage::csv,
            Format::Sarif | Format::Github | Format::Junit => {
                bail!("`--coverage` is printed as human, json or csv")
            }
        };
        let rules = self.rules()?;
        let inputs = inputs::inputs(&self.paths)?;
        let all = work::for_each(&inputs, |input| Checked::of(input, &rules));
        print(&write(&all, rules.as_of)?);
        Ok(code(&all, &rules))
    }
}

/// Prints what people read. It is drawn where it was judged, on all cores, and of what was printed only the counts are held.
fn for_people(inputs: &[Input], rules: &Rules, style: Style) -> ExitCode {
    let mut end = End::default();
    for some in inputs.chunks(AT_ONCE) {
        let drawn = work::for_each(some, |input| {
            let checked = Checked::of(input, rules);
            (human::manifest(&checked, style), End::of(&checked, rules))
        });
        for (text, counts) in drawn {
            print(&text);
            end.add(counts);
        }
    }
    print(&end.text(rules, style));
    ExitCode::from(end.worst.map_or(0, Verdict::exit_code))
}

/// The worst of several manifests.
fn code(all: &[Checked], rules: &Rules) -> ExitCode {
    let verdicts = all.iter().map(|checked| checked.verdict(rules.fail_on));
    ExitCode::from(verdicts.max().map_or(0, Verdict::exit_code))
}

impl From<FailOn> for Level {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Must => Self::Must,
            FailOn::Should => Self::Should,
            FailOn::Could => Self::Could,
        }
    }
}
