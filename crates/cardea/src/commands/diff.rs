//! `cardea diff`.

mod comparison;
mod git;
mod human;
mod json;
mod markdown;
mod side;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cardea_manifest::diff::Class;
use cardea_units::{Clock, Date};
use clap::{Args, ValueEnum};

use self::comparison::Comparison;
use self::side::Side;
use crate::system::MachineClock;

/// Say what a change of a manifest changes for people.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The manifest before: a file, or a git revision such as `HEAD~1`
    old: String,
    /// The manifest after: a file, or a git revision; without it, the file at PATH
    new: Option<String>,
    /// Where the manifest lies, in a revision and in this folder
    #[arg(long, value_name = "PATH", default_value = "cardea.yaml")]
    path: PathBuf,
    /// How to print what changes
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Widens)]
    fail_on: FailOn,
    /// Judge both by the law of this day (year-month-day)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A change that widens, or that breaks the law.
    Widens,
    /// A change that breaks the law.
    Breaks,
}

impl FailOn {
    const fn least(self) -> Class {
        match self {
            Self::Widens => Class::Widens,
            Self::Breaks => Class::Breaks,
        }
    }
}

impl Diff {
    pub(super) fn run(self) -> Result<ExitCode> {
        let as_of = self
            .as_of
            .unwrap_or_else(|| MachineClock::default().now().date());
        let old = Side::of_argument(&self.old, &self.path)?;
        let new = match &self.new {
            Some(new) => Side::of_argument(new, &self.path)?,
            None => Side::of_file(&self.path)?,
        };
        let comparison = Comparison::of(&old, &new, as_of);
        match self.format {
            Format::Human => human::print(&comparison),
            Format::Json => out!(
                "{}",
                serde_json::to_string_pretty(&json::document(&comparison))?
            ),
            Format::Markdown => out!("{}", markdown::document(&comparison)),
        }
        Ok(if comparison.class() >= self.fail_on.least() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}
