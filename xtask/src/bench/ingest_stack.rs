//! Readings a second: Cardea beside what people build today of a broker, a subscriber, and rows that the database encrypts.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use super::ingest::{self, Limits, Options};
use super::load::{self, Load, Pace, Times};
use super::{machine, mosquitto, outside};

pub(super) const USAGE: &str =
    "ingest-stack [--connections 32] [--people 1000] [--window 100] [--seconds 10] [--mqtt 3|5]";

/// Cardea is to take so many times its readings.
const RATIO_TARGET: f64 = 10.0;

/// Messages to the subscriber that may wait for their acknowledgement: some batches, since it acknowledges what is committed.
const INFLIGHT: u16 = 20_000;

/// How the password becomes a key (`pgp_sym_encrypt`), for people and for the subscriber.
const ROUNDS: [(&str, &str); 2] = [
    ("with pgcrypto as it comes", "default"),
    (
        "with the fewest rounds pgcrypto allows for its password",
        "fewest",
    ),
];

/// Entry point.
pub(super) fn run(root: &Path, args: &[&str]) -> Result<()> {
    if args.contains(&"--help") {
        println!(
            "{USAGE}\nA minute; up to 1 GB of disk and 1 GB of memory for what the broker has queued. Cleans up."
        );
        return Ok(());
    }
    let options = Options::parse(args)?;
    let dir = root.join("target/bench");
    fs::create_dir_all(&dir)?;
    println!("machine     {}", machine::describe());
    println!(
        "load        {} connections, QoS 1, window {}, {} s after {} s of warm-up, {} people",
        options.connections,
        options.window,
        options.seconds.as_secs(),
        ingest::WARM_UP.as_secs(),
        options.people
    );
    let limits = Limits::measure(&dir)?;
    outside::provide_postgresql()?;
    let program = outside::build(root, &[])?;
    println!("\n{}", mosquitto::version());
    let mut best: f64 = 0.0;
    let mut as_it_comes = None;
    for (words, rounds) in ROUNDS {
        let rate = stack_run(&program, &options, &dir, words, rounds)?;
        as_it_comes.get_or_insert(rate);
        best = best.max(rate);
    }
    let cardea = ingest::cardea_run(root, &options, &dir, None)?;
    limits.compare(&cardea, None);
    let rate = cardea.0.rate;
    println!(
        "\nratio       {:.1} times the stack at its best (target {RATIO_TARGET:.0}), {:.0} times with pgcrypto as it comes",
        rate / best,
        rate / as_it_comes.unwrap_or(best)
    );
    Ok(())
}

/// Rows a second that the stack commits: while the broker is loaded, or after, when it has the machine for itself; the better of the two.
fn stack_run(
    program: &Path,
    options: &Options,
    dir: &Path,
    words: &str,
    rounds: &str,
) -> Result<f64> {
    let server = mosquitto::start(dir, INFLIGHT)?;
    let mut subscriber = Subscriber::start(program, &server.address.to_string(), rounds)?;
    println!("{}, {words}", subscriber.version);
    let devices = ingest::synthetic(options.connections);
    let connections = load::sign_in(server.address, options.version, options.window, &devices)?;
    let times = Times::new(ingest::WARM_UP, options.seconds);
    let sending = std::thread::spawn(move || {
        let load = Load {
            pace: Pace::Saturate,
            times,
            past: ingest::past(Pace::Saturate),
        };
        load::run(load, connections)
    });
    let loaded = subscriber.rate(times.from, options.seconds)?;
    let outcome = sending
        .join()
        .map_err(|_| anyhow!("the load generator stopped"))??;
    let after = subscriber.rate(Instant::now(), options.seconds)?;
    println!(
        "{:<12}{loaded:>9.0} rows committed/s under load, {after:.0}/s when the load is over; {:.0}/s acknowledged by the broker, before anything is stored",
        "stack",
        load_rate(outcome.counted, times)
    );
    Ok(loaded.max(after))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn load_rate(count: u64, times: Times) -> f64 {
    count as f64 / times.seconds()
}

/// The program between the broker and the database.
struct Subscriber {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    version: String,
}

impl Subscriber {
    /// Starts it and waits until it is subscribed.
    fn start(program: &Path, mqtt: &str, rounds: &str) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["stack-subscriber", "--mqtt", mqtt, "--rounds", rounds])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let ask = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().context("no output of the subscriber")?);
        let mut subscriber = Self {
            child,
            ask,
            answers,
            version: String::new(),
        };
        let line = subscriber.line()?;
        let Some(version) = line.strip_prefix("ready ") else {
            bail!("the subscriber says: {line}");
        };
        version.clone_into(&mut subscriber.version);
        Ok(subscriber)
    }

    /// Rows committed a second, from a time on, or until nothing is left.
    fn rate(&mut self, from: Instant, seconds: Duration) -> Result<f64> {
        std::thread::sleep(from.saturating_duration_since(Instant::now()));
        let (start, before) = (Instant::now(), self.committed()?);
        let mut last = (start, before);
        while start.elapsed() < seconds {
            std::thread::sleep(Duration::from_millis(100).min(seconds));
            let now = self.committed()?;
            if now > last.1 {
                last = (Instant::now(), now);
            } else if last.0.elapsed() > Duration::from_secs(2) {
                break;
            }
        }
        let time = last.0.saturating_duration_since(start).as_secs_f64();
        Ok(if time > 0.0 {
            (last.1 - before) / time
        } else {
            0.0
        })
    }

    /// Rows that are committed by now.
    fn committed(&mut self) -> Result<f64> {
        let ask = self.ask.as_mut().context("the subscriber has ended")?;
        ask.write_all(b"\n")?;
        ask.flush()?;
        let line = self.line()?;
        line.parse()
            .with_context(|| format!("the subscriber says: {line}"))
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        // It ends with its input, and puts its database away.
        self.ask = None;
        drop(self.child.wait());
    }
}
