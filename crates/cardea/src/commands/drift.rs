//! `cardea drift`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_portal::api::drift_json;
use cardea_store::{Drift as Count, DriftForm, DriftKind, drift_in};
use cardea_units::{Clock, UnixMillis};
use clap::{Args, ValueEnum};

use super::terminal::{Style, print};
use crate::system::MachineClock;

/// Say what devices sent that their manifests do not declare.
#[derive(Debug, Args)]
pub(crate) struct Drift {
    /// The data folder; it may be served meanwhile
    #[arg(
        long,
        alias = "data",
        env = "CARDEA_DIR",
        default_value = "cardea-data"
    )]
    dir: PathBuf,
    /// Of one product only, by its id
    #[arg(long, value_name = "ID")]
    product: Option<String>,
    /// How many days back, today among them
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(i64).range(1..=31))]
    days: i64,
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

/// What one line for people is about.
type Place = (String, String, DriftKind, String, DriftForm, String);

impl Drift {
    pub(super) fn run(self) -> Result<ExitCode> {
        let folder = self.dir.display();
        if !self.dir.join("data.db").exists() {
            bail!("there is no data in {folder}; name the folder of `cardea serve` with `--dir`");
        }
        let today = MachineClock::default().now().0.div_euclid(UnixMillis::DAY);
        let since = today.saturating_sub(self.days).saturating_add(1);
        let mut found = drift_in(&self.dir, since)
            .with_context(|| format!("cannot read the counts in {folder}"))?;
        if let Some(product) = &self.product {
            found.retain(|count| count.product == *product);
        }
        match self.format {
            Format::Json => {
                for count in &found {
                    out!("{}", drift_json(count));
                }
            }
            Format::Human => print(&human(&found, self.days, Style::of_stdout())),
        }
        Ok(ExitCode::from(u8::from(!found.is_empty())))
    }
}

/// Summed over days and manifests, by product and stream.
fn human(found: &[Count], days: i64, style: Style) -> String {
    let time = if days == 1 {
        "today".to_owned()
    } else {
        format!("in the last {days} days")
    };
    if found.is_empty() {
        return format!("Nothing was sent {time} that is not declared.\n");
    }
    let lines = lines(found, Firmware::Told, style);
    format!("Sent {time}, and not as declared:\n{lines}")
}

/// Whether firmware is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Firmware {
    /// Each line says which it was.
    Told,
    /// Nobody could hear which it was.
    Unheard,
}

/// Each thing that was found, under its stream.
pub(super) fn lines(found: &[Count], firmwares: Firmware, style: Style) -> String {
    let mut sums: BTreeMap<Place, u64> = BTreeMap::new();
    for count in found.iter().cloned() {
        let place = (
            count.product,
            count.stream,
            count.kind,
            count.name,
            count.form,
            count.firmware,
        );
        let sum = sums.entry(place).or_default();
        *sum = sum.saturating_add(count.count);
    }
    let mut text = String::new();
    let mut under = None;
    let mut rest = sums.iter().peekable();
    while let Some(((product, stream, kind, name, form, firmware), count)) = rest.next() {
        if under != Some((product, stream)) {
            let of = if stream.is_empty() {
                "no declared stream"
            } else {
                stream
            };
            let head = style.bold(&format!("{product}: {of}"));
            let _ = write!(text, "\n{head}\n");
            under = Some((product, stream));
        }
        let firmware = match firmwares {
            Firmware::Unheard => String::new(),
            Firmware::Told if firmware.is_empty() => ", firmware not said".to_owned(),
            Firmware::Told => format!(", firmware {firmware}"),
        };
        let form = if form.word().is_empty() {
            String::new()
        } else {
            format!(" ({})", form.word())
        };
        let kind_word = kind.word();
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" {name}")
        };
        let _ = writeln!(text, "{count:>10} x {kind_word}{name}{form}{firmware}");
        // What to do about several of a kind is said once.
        let another = rest
            .peek()
            .is_some_and(|(next, _)| (&next.0, &next.1, next.2) == (product, stream, *kind));
        if !another {
            let _ = writeln!(text, "             {}", advice(*kind));
        }
    }
    text
}

/// What to do about it.
const fn advice(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::UndeclaredField => {
            "it is thrown away: stop sending it, or declare it under `fields` with what it is for"
        }
        DriftKind::UndeclaredTopic => {
            "it is thrown away unread: stop sending it, or declare a stream with this `topic`"
        }
        DriftKind::NothingDeclared => {
            "nothing of it is kept: compare `path` of the fields with what the firmware sends"
        }
        DriftKind::OutOfRange => {
            "it is not kept: a fault of the sensor, or `between` is too narrow"
        }
        DriftKind::WrongForm => "it is not kept: compare `type` with what the firmware sends",
        DriftKind::UnknownWord => "it is not kept: add the word to `one_of`, or stop sending it",
        DriftKind::TooLong => "it is cut off: send a shorter text, or the words of a `one_of`",
        DriftKind::TooOften => {
            "people were promised less: send it as often as `every` says, or correct `every`"
        }
        DriftKind::ClockAhead => {
            "the time of arrival counts instead: set the clock, or correct `skew`"
        }
        DriftKind::ClockBehind => "it is too old for most purposes: set the clock before sending",
        DriftKind::NoTime => {
            "the time of arrival counts instead: send the time where `clock.path` says"
        }
        DriftKind::Unreadable => "nothing of it is kept: send JSON",
        DriftKind::NotYours => "nothing of it is kept: each device sends on its own topics",
    }
}
