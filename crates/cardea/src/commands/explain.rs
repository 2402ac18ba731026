//! `cardea explain`.

mod clause;
mod control;
mod miss;
mod search;

use std::process::ExitCode;

use anyhow::Result;
use cardea_catalogue::{ALL, find};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::terminal::{Style, print};

/// Explain a control or a clause of law.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a control (`STO-01`), its name, or a clause ("PECR Sch A1 para 5"); without it, the list of controls
    what: Vec<String>,
    /// Look for words in controls, clauses and keys of the manifest; what has all of them is listed
    #[arg(long)]
    search: bool,
    /// How to print it
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

/// What there is to say, in a form for people and one for programs.
trait Answer: Serialize {
    fn human(&self, style: Style) -> String;
}

impl Explain {
    pub(super) fn run(self) -> Result<ExitCode> {
        let what = self.what.join(" ");
        if self.search {
            let found = search::search(&what);
            let code = if found.hits.is_empty() { 2 } else { 0 };
            return self.say(&found, code);
        }
        if what.trim().is_empty() {
            return self.say(&control::List::of(ALL), 0);
        }
        if let Some(control) = find(&what) {
            return self.say(&control::Page::of(control), 0);
        }
        match clause::Answered::of(&what) {
            Some(clauses) => self.say(&clauses, 0),
            None => self.say(&miss::Miss::of(&what), 2),
        }
    }

    fn say(&self, answer: &impl Answer, code: u8) -> Result<ExitCode> {
        let text = match self.format {
            Format::Human => answer.human(Style::of_stdout()),
            Format::Json => format!("{}\n", serde_json::to_string_pretty(answer)?),
        };
        print(&text);
        Ok(ExitCode::from(code))
    }
}
