//! `cardea doctor`: looks at what lies on the disk, and believes no flag.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use cardea_archive::Kind;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::restore::extract;

mod files;
mod locks;

/// Look at what lies on the disk: exit 0 as it should be, 1 something is not, 2 could not be told.
///
/// Tries every block, every segment of the journal and every clip with every secret there is, looks through the raw files for secrets in the clear and for
/// what is left of those that were destroyed, and checks the evidence. It changes nothing, and may run beside the server.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// The data folder
    #[arg(long, env = "CARDEA_DIR", default_value = "cardea-data")]
    dir: PathBuf,
    /// Look at a backup instead: the archive of the data
    #[arg(long, value_name = "FILE", requires = "secrets")]
    data: Option<PathBuf>,
    /// Look at a backup instead: the archive of the secrets
    #[arg(long, value_name = "FILE", requires = "data")]
    secrets: Option<PathBuf>,
    /// The key-encryption key, when it is not in its place
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

/// How one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Good,
    CannotTell,
    Finding,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    state: State,
    /// What was seen.
    seen: String,
    /// What to do about it; empty when it is good.
    to_do: String,
}

/// Everything that was looked at.
#[derive(Debug, Default)]
pub(super) struct Report(Vec<Check>);

impl Report {
    fn good(&mut self, name: &'static str, seen: impl Into<String>) {
        self.add(name, State::Good, seen, "");
    }

    fn finding(&mut self, name: &'static str, seen: impl Into<String>, to_do: impl Into<String>) {
        self.add(name, State::Finding, seen, to_do);
    }

    fn cannot_tell(
        &mut self,
        name: &'static str,
        seen: impl Into<String>,
        to_do: impl Into<String>,
    ) {
        self.add(name, State::CannotTell, seen, to_do);
    }

    fn add(
        &mut self,
        name: &'static str,
        state: State,
        seen: impl Into<String>,
        to_do: impl Into<String>,
    ) {
        self.0.push(Check {
            name,
            state,
            seen: seen.into(),
            to_do: to_do.into(),
        });
    }
}

impl Doctor {
    pub(super) fn run(self) -> Result<ExitCode> {
        let mut report = Report::default();
        if let (Some(data), Some(secrets)) = (&self.data, &self.secrets) {
            // Locked secrets and what they lock, in a folder that nobody else may enter and that goes at the end.
            let beside = secrets
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            let stage = tempfile::Builder::new()
                .prefix(".cardea-doctor-")
                .tempdir_in(beside.unwrap_or(Path::new(".")))
                .context("there is no place to unpack the backup beside it")?;
            extract(data, Kind::Data, stage.path())?;
            extract(secrets, Kind::Secrets, stage.path())?;
            report.good(
                "archives",
                "every part has the hash that was written with it",
            );
            self.look(stage.path(), &mut report);
        } else {
            let folder = crate::folder::Folder::there(&self.dir)?;
            files::modes(folder.path(), &mut report);
            self.look(folder.path(), &mut report);
        }
        self.print(&report)
    }

    fn look(&self, folder: &Path, report: &mut Report) {
        files::integrity(folder, report);
        locks::look(folder, self.key.as_deref(), report);
    }

    fn print(&self, report: &Report) -> Result<ExitCode> {
        let worst = report.0.iter().map(|check| check.state).max();
        match self.format {
            Format::Json => out!("{}", serde_json::to_string_pretty(&report.0)?),
            Format::Human => {
                for check in &report.0 {
                    let word = match check.state {
                        State::Good => "good       ",
                        State::CannotTell => "cannot tell",
                        State::Finding => "FINDING    ",
                    };
                    out!("{word} {}: {}", check.name, check.seen);
                    if !check.to_do.is_empty() {
                        out!("            to do: {}", check.to_do);
                    }
                }
            }
        }
        Ok(match worst {
            Some(State::Good) => ExitCode::SUCCESS,
            Some(State::Finding) => ExitCode::FAILURE,
            Some(State::CannotTell) | None => ExitCode::from(2),
        })
    }
}
