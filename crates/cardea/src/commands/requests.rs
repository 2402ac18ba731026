//! `cardea requests`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_portal::RequestView;
use cardea_portal::api::{in_order, request_json};
use cardea_rights::Alarm;
use cardea_rights::clock::day_on_the_wall;
use cardea_store::requests_in;
use cardea_units::{Clock, Date};
use clap::{Args, ValueEnum};

use super::terminal::{Style, print};
use crate::system::MachineClock;

/// List the requests of people that are open, the first due first.
#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// The data folder; it may be served meanwhile
    #[arg(long, env = "CARDEA_DIR", default_value = "cardea-data")]
    dir: PathBuf,
    /// Only what is due before this day
    #[arg(long, value_name = "DATE")]
    due_before: Option<Date>,
    /// Only what is at least so pressing
    #[arg(long, value_enum, default_value_t = Pressing::Any)]
    alarm: Pressing,
    /// As of another day than today
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs: one object a line
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Pressing {
    /// All that are open
    Any,
    /// Past the house's own target of 28 days
    TargetPassed,
    /// Due in seven days or less
    DueSoon,
    /// Due before today
    Overdue,
}

impl Requests {
    pub(super) fn run(self) -> Result<ExitCode> {
        let folder = self.dir.display();
        if !self.dir.join("data.db").exists() {
            bail!("there is no data in {folder}; name the folder of `cardea serve` with `--dir`");
        }
        let today = self
            .as_of
            .unwrap_or_else(|| day_on_the_wall(MachineClock::default().now()));
        let open = requests_in(&self.dir)
            .with_context(|| format!("cannot read the requests in {folder}"))?;
        let at_least = match self.alarm {
            Pressing::Any => Alarm::None,
            Pressing::TargetPassed => Alarm::Target,
            Pressing::DueSoon => Alarm::Soon,
            Pressing::Overdue => Alarm::Overdue,
        };
        let views = in_order(open, today, self.due_before, at_least);
        match self.format {
            Format::Json => {
                for view in &views {
                    out!("{}", request_json(view));
                }
            }
            Format::Human => print(&human(&views, today, Style::of_stdout())),
        }
        let overdue = views
            .iter()
            .any(|view| view.deadlines.alarm == Alarm::Overdue);
        Ok(ExitCode::from(u8::from(overdue)))
    }
}

fn human(views: &[RequestView], today: Date, style: Style) -> String {
    if views.is_empty() {
        return format!("No request is open, as of {today}.\n");
    }
    let mut text = format!("Open on {today}, the first due first:\n");
    for view in views {
        let deadlines = &view.deadlines;
        let due = deadlines
            .due
            .map_or_else(|| "no last day".to_owned(), |due| format!("due {due}"));
        let _ = write!(
            text,
            "\n{}\n",
            style.bold(&format!("{due}: {}", view.kind.word()))
        );
        let _ = writeln!(
            text,
            "  {}, {}, received {} by {}",
            view.id,
            view.state.word(),
            view.received_on,
            view.channel.word()
        );
        if let Some(literal) = deadlines.due_literal {
            let _ = writeln!(text, "  by the literal reading of the pause: {literal}");
        }
        if deadlines.is_moving {
            let _ = writeln!(text, "  if the answer that is waited for comes today");
        }
        if let Some(notice) = deadlines.notice_due {
            let _ = writeln!(text, "  can be extended until {notice}");
        }
        if let Some(advice) = advice(view) {
            let _ = writeln!(text, "  {advice}");
        }
    }
    text
}

/// What is pressing, and what to do.
const fn advice(view: &RequestView) -> Option<&'static str> {
    match view.deadlines.alarm {
        Alarm::None => None,
        Alarm::Target => Some("past the target of 28 days: answer it, or say why not yet"),
        Alarm::Soon => Some("due in a week or less: answer it now"),
        Alarm::Overdue => Some("OVERDUE: answer it today, and tell the person why it is late"),
    }
}
