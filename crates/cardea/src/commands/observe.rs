//! `cardea observe`.

mod against;
mod broker;
mod lines;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_import::{Counts, Message, Watch};
use cardea_portal::api::drift_json;
use cardea_units::CalendarDuration;
use clap::{Args, ValueEnum};

use self::against::Against;
use self::broker::{Broker, SignIn};
use super::drift::{Firmware, lines as drift_lines};
use super::import::{Place, drafted, told, write};
use super::terminal::{Style, print};

/// Longest observation; a firmware shows within a month what it does. A longer one is refused.
const OBSERVATION_MILLIS_MAX: i64 = 31 * 86_400_000;

/// Write a manifest to begin with, from what devices really send; or compare that with a manifest.
#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// A file with a message a line, `-` for standard input, or a broker as `mqtt://HOST:PORT`. A line is `{"topic": ..., "payload": ..., "at": ...}`
    /// (`mosquitto_sub -F %J`), or topic and payload with a space between (`mosquitto_sub -v`)
    #[arg(default_value = "-", value_name = "SOURCE")]
    source: String,
    /// From a broker: what to subscribe to; may be said several times
    #[arg(long, value_name = "FILTER", default_value = "#")]
    topics: Vec<String>,
    /// From a broker: for how long; Ctrl-C ends it earlier
    #[arg(long = "for", value_name = "TIME", default_value = "10m", value_parser = time)]
    duration: i64,
    /// From a broker: the name to sign in with
    #[arg(long, value_name = "NAME")]
    username: Option<String>,
    /// From a broker: a file with the password in its first line
    #[arg(long, value_name = "FILE", requires = "username")]
    password_file: Option<PathBuf>,
    /// A topic with `{device}` where the device stands, such as `acme/{device}/climate`, where that cannot be told from the traffic; may be
    /// said several times
    #[arg(long, value_name = "TEMPLATE", value_parser = template)]
    template: Vec<String>,
    /// Compare with this manifest instead of writing one
    #[arg(long, value_name = "FILE", conflicts_with = "template")]
    against: Option<PathBuf>,
    /// With `--against`: how to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human, requires = "against")]
    format: Format,
    /// Folder for `cardea.yaml`; `-` prints it. A file that is there stays as it is
    #[arg(
        long,
        short,
        value_name = "DIR",
        default_value = ".",
        conflicts_with = "against"
    )]
    output: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs: one object a line
    Json,
}

/// What becomes of each message.
enum Eye {
    /// A draft is made.
    Draft(Watch),
    /// It is compared.
    Against(Box<Against>),
}

impl Eye {
    fn see(&mut self, message: &Message) {
        match self {
            Self::Draft(watch) => watch.see(message),
            Self::Against(against) => against.see(message),
        }
    }
}

impl Observe {
    pub(super) fn run(self) -> Result<ExitCode> {
        let mut eye = if let Some(path) = &self.against {
            Eye::Against(Box::new(Against::of(path)?))
        } else {
            Place::of(&self.output).is_free()?;
            Eye::Draft(Watch::new(self.template.clone()))
        };
        match self.source.split_once("://") {
            Some(("mqtt", address)) => {
                let broker = Broker::of(address, self.sign_in()?)?;
                broker.listen(&self.topics, self.duration, &mut eye)?;
            }
            Some(("mqtts", _)) => bail!(
                "Cardea speaks no TLS to brokers yet; pipe it in: `mosquitto_sub --cafile ... -t '#' -F %J | cardea observe -`"
            ),
            Some((scheme, _)) => bail!(
                "`{scheme}://` is not known; give a file, `-`, or a broker as `mqtt://HOST:PORT`"
            ),
            None => lines::read(&self.source, &mut eye)?,
        }
        match eye {
            Eye::Draft(watch) => self.write(watch),
            Eye::Against(against) => Ok(self.compared(*against)),
        }
    }

    fn sign_in(&self) -> Result<Option<SignIn>> {
        let Some(name) = &self.username else {
            return Ok(None);
        };
        let password = match &self.password_file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read the password in {}", path.display()))?;
                Some(text.lines().next().unwrap_or_default().to_owned())
            }
            None => None,
        };
        Ok(Some(SignIn {
            name: name.clone(),
            password,
        }))
    }

    fn write(&self, watch: Watch) -> Result<ExitCode> {
        let counts = watch.counts();
        let sends = watch.sends();
        if sends.streams.is_empty() {
            bail!("{}", nothing(counts));
        }
        eprintln!("{}", summary(counts));
        let draft = drafted(&sends, "what it was seen to send")?;
        let place = Place::of(&self.output);
        write(&place, &draft)?;
        told(&place, &draft);
        Ok(ExitCode::SUCCESS)
    }

    fn compared(&self, against: Against) -> ExitCode {
        let (seen, found) = against.end();
        match self.format {
            Format::Json => {
                for count in &found {
                    out!("{}", drift_json(count));
                }
            }
            Format::Human => {
                let style = Style::of_stdout();
                if found.is_empty() {
                    print(&format!("{seen}: all as declared.\n"));
                } else {
                    let lines = drift_lines(&found, Firmware::Unheard, style);
                    print(&format!("{seen}. Not as declared:\n{lines}"));
                }
            }
        }
        ExitCode::from(u8::from(!found.is_empty()))
    }
}

/// Why there is nothing to write.
fn nothing(counts: Counts) -> String {
    if counts.messages == 0 {
        return "no message came; look whether the devices are on, and whether `--topics` fits"
            .to_owned();
    }
    format!(
        "of {} messages none was a reading: {}",
        counts.messages,
        rest(counts)
    )
}

fn summary(counts: Counts) -> String {
    let rest = rest(counts);
    if rest.is_empty() {
        return format!("{} messages were seen.", counts.messages);
    }
    format!("{} messages were seen. Of these: {rest}.", counts.messages)
}

fn rest(counts: Counts) -> String {
    let parts = [
        (
            counts.told,
            "were to devices, or from hubs and brokers about themselves",
        ),
        (counts.unreadable, "were neither JSON nor a word"),
        (counts.too_long, "were longer than is looked into"),
        (counts.beyond, "were on more topics than are told apart"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    said.join(", ")
}

fn time(text: &str) -> Result<i64, String> {
    let millis = text
        .parse::<CalendarDuration>()
        .ok()
        .and_then(CalendarDuration::exact_millis);
    millis
        .filter(|millis| (1..=OBSERVATION_MILLIS_MAX).contains(millis))
        .ok_or_else(|| {
            "write a time such as `90s`, `10m`, `8h` or `7d`, at most 31 days".to_owned()
        })
}

fn template(text: &str) -> Result<String, String> {
    let fits =
        text.matches("{device}").count() == 1 && !text.contains(['#', '+']) && text.len() <= 512;
    fits.then(|| text.to_owned()).ok_or_else(|| {
        "write a topic with `{device}` once in it and without `+` and `#`, such as `acme/{device}/climate`".to_owned()
    })
}
