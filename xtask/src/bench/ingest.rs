//! Readings a second: Cardea, which decides, encrypts and stores them, beside Mosquitto, which passes them to one subscriber.

mod options;

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};

use self::options::Only;
use super::load::{self, Device, Load, Outcome, PAYLOAD, Pace, Times};
use super::packets::Version;
use super::process::{self, Server};
use super::subscriber::{Delivered, Subscriber};
use super::{bare, cardea, machine, mosquitto};

pub(super) use self::options::{Options, USAGE};

/// Before the measured time, so that caches, queues and windows are full.
pub(super) const WARM_UP: Duration = Duration::from_secs(2);

/// Cardea is to take so many times Mosquitto's messages.
const RATIO_TARGET: f64 = 5.0;

/// Entry point.
pub(super) fn run(root: &Path, args: &[&str]) -> Result<()> {
    let options = Options::parse(args)?;
    let dir = root.join("target/bench");
    fs::create_dir_all(&dir)?;
    println!("machine     {}", machine::describe());
    println!(
        "load        {} connections, QoS 1, window {}, MQTT {}, {} s after {} s of warm-up, {} people",
        options.connections,
        options.window,
        if options.version == Version::V5 {
            "5"
        } else {
            "3.1.1"
        },
        options.seconds.as_secs(),
        WARM_UP.as_secs(),
        options.people
    );
    let limits = Limits::measure(&dir)?;
    let bare = options
        .wants(Only::Bare)
        .then(|| bare_run(&options))
        .transpose()?;
    let mosquitto = options
        .wants(Only::Mosquitto)
        .then(|| mosquitto_run(&options, &dir))
        .transpose()?;
    let cardea = options
        .wants(Only::Cardea)
        .then(|| cardea_run(root, &options, &dir, mosquitto.as_ref()))
        .transpose()?;
    if let Some(cardea) = &cardea {
        limits.compare(cardea, bare.as_ref());
    }
    if let (Some((cardea, paced)), Some(mosquitto)) = (&cardea, &mosquitto) {
        verdict(cardea, paced.as_ref(), mosquitto);
    }
    Ok(())
}

/// What one server did under one load.
#[derive(Debug)]
pub(super) struct Figures {
    /// Messages a second that were done with: acknowledged, and delivered where somebody subscribes.
    pub(super) rate: f64,
    p50_millis: f64,
    p99_millis: f64,
}

fn verdict(cardea: &Figures, paced: Option<&Figures>, mosquitto: &Figures) {
    let ratio = cardea.rate / mosquitto.rate;
    println!(
        "\nratio       {ratio:.2} times Mosquitto's messages a second (target {RATIO_TARGET:.0})"
    );
    if let Some(paced) = paced {
        println!(
            "at its rate ack p99 {:.2} ms, Mosquitto {:.2} ms (target: no worse)",
            paced.p99_millis, mosquitto.p99_millis
        );
    }
}

fn bare_run(options: &Options) -> Result<Figures> {
    let address = bare::start(options.version)?;
    let devices = synthetic(options.connections);
    let start = Start {
        name: "bare codec",
        address,
        server: None,
        subscriber: false,
    };
    measure(options, &start, &devices, Pace::Saturate)
}

fn mosquitto_run(options: &Options, dir: &Path) -> Result<Figures> {
    let server = mosquitto::start(dir, mosquitto::INFLIGHT)?;
    println!("\n{}", mosquitto::version());
    let start = Start {
        name: "mosquitto",
        address: server.address,
        server: Some(&server),
        subscriber: true,
    };
    measure(
        options,
        &start,
        &options
            .known_devices()?
            .unwrap_or_else(|| synthetic(options.connections)),
        Pace::Saturate,
    )
}

/// Cardea at saturation and, where Mosquitto's rate is known, at that rate.
pub(super) fn cardea_run(
    root: &Path,
    options: &Options,
    dir: &Path,
    mosquitto: Option<&Figures>,
) -> Result<(Figures, Option<Figures>)> {
    let (server, address, devices) = if let Some(address) = options.target {
        let devices = options
            .known_devices()?
            .context("--target needs --devices")?;
        println!("\ncardea      running at {address}");
        (None, address, devices)
    } else {
        let binary = cardea::build(root)?;
        println!("\n{}", cardea::version(&binary));
        let (server, devices) = cardea::start(
            &binary,
            &dir.join("home"),
            options.people,
            options.connections,
        )?;
        let address = server.address;
        (Some(server), address, devices)
    };
    let start = |name| Start {
        name,
        address,
        server: server.as_ref(),
        subscriber: false,
    };
    let saturated = measure(options, &start("cardea"), &devices, Pace::Saturate)?;
    let paced = mosquitto.map(|other| {
        measure(
            options,
            &start("cardea, same rate"),
            &devices,
            Pace::PerSecond(other.rate),
        )
    });
    Ok((saturated, paced.transpose()?))
}

/// Whom to measure.
struct Start<'a> {
    name: &'a str,
    address: SocketAddr,
    server: Option<&'a Server>,
    subscriber: bool,
}

fn measure(
    options: &Options,
    start: &Start<'_>,
    devices: &[Device],
    pace: Pace,
) -> Result<Figures> {
    ensure!(
        devices.len() >= options.connections,
        "{} devices for {} connections",
        devices.len(),
        options.connections
    );
    let devices: Vec<Device> = devices.iter().take(options.connections).cloned().collect();
    let connections = load::sign_in(start.address, options.version, options.window, &devices)?;
    let subscriber = start
        .subscriber
        .then(|| Subscriber::subscribe(start.address, options.version))
        .transpose()?;
    let times = Times::new(WARM_UP, options.seconds);
    let subscriber = subscriber.map(|subscriber| subscriber.count(times));
    let cpu = Cpu::watch(start.server, times);
    let outcome = load::run(
        Load {
            pace,
            times,
            past: past(pace),
        },
        connections,
    )?;
    let cpu = cpu.finish();
    let delivered = subscriber
        .map(|thread| {
            thread
                .join()
                .map_err(|_| anyhow!("the subscriber stopped"))?
        })
        .transpose()?;
    report(start.name, &outcome, delivered, times, &cpu)
}

/// The manifest of the benchmark allows an hour of skew. The paced run follows the other on the same devices; each has 25 minutes
/// of device time, 1.5 million readings a device.
pub(super) fn past(pace: Pace) -> Duration {
    match pace {
        Pace::Saturate => Duration::from_mins(50),
        Pace::PerSecond(_) => Duration::from_mins(25),
    }
}

fn report(
    name: &str,
    outcome: &Outcome,
    delivered: Option<Delivered>,
    times: Times,
    cpu: &str,
) -> Result<Figures> {
    let acknowledged = rate(outcome.counted, times);
    let millis = |quantile| exact(outcome.latency.value_at_quantile(quantile)) / 1_000.0;
    let figures = Figures {
        rate: delivered.map_or(acknowledged, |delivered| passed(delivered, times)),
        p50_millis: millis(0.5),
        p99_millis: millis(0.99),
    };
    println!(
        "{name:<18} {acknowledged:>9.0} acknowledged/s, ack p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms; {cpu}",
        figures.p50_millis,
        figures.p99_millis,
        exact(outcome.latency.max()) / 1_000.0
    );
    if let Some(delivered) = delivered {
        println!(
            "{:<18} {:>9.0} delivered/s in that time, {:.0}/s until the last; {} of {} delivered",
            "",
            rate(delivered.counted, times),
            until_last(delivered, times),
            delivered.total,
            outcome.acknowledged
        );
    }
    let lost = outcome.sent.saturating_sub(outcome.acknowledged);
    if lost > 0 || outcome.refused > 0 {
        println!(
            "{:<18} {lost} never acknowledged, {} refused",
            "", outcome.refused
        );
    }
    ensure!(
        outcome.counted > 0,
        "{name}: nothing was acknowledged in the measured time"
    );
    Ok(figures)
}

/// Messages a second that reached the subscriber: in the measured time, or over the whole run until the last one came where the
/// server let its subscriber wait. The better of the two, in favour of whom we compare with.
fn passed(delivered: Delivered, times: Times) -> f64 {
    rate(delivered.counted, times).max(until_last(delivered, times))
}

fn until_last(delivered: Delivered, times: Times) -> f64 {
    let seconds = delivered
        .last
        .saturating_duration_since(times.start)
        .as_secs_f64();
    if seconds > 0.0 {
        exact(delivered.total) / seconds
    } else {
        0.0
    }
}

fn rate(count: u64, times: Times) -> f64 {
    exact(count) / times.seconds()
}

/// Counts of ours stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn exact(count: u64) -> f64 {
    count as f64
}

/// Processor time over the measured time, in cores.
struct Cpu(std::thread::JoinHandle<String>);

impl Cpu {
    /// Reads the clocks of this process and of the server when the measured time begins and ends.
    fn watch(server: Option<&Server>, times: Times) -> Self {
        let sleep_until =
            |when: Instant| std::thread::sleep(when.saturating_duration_since(Instant::now()));
        let process = server.map(Server::process);
        Self(std::thread::spawn(move || {
            let read = || {
                (
                    process::own_cpu_seconds(),
                    process.and_then(process::cpu_seconds),
                )
            };
            sleep_until(times.from);
            let (own, theirs) = read();
            sleep_until(times.until);
            let (own_after, theirs_after) = read();
            let cores = |before: Option<f64>, after: Option<f64>| {
                Some((after? - before?) / times.seconds())
            };
            let words =
                |cores: Option<f64>| cores.map_or("?".to_owned(), |cores| format!("{cores:.2}"));
            match process {
                Some(_) => format!(
                    "cores: server {}, load {}",
                    words(cores(theirs, theirs_after)),
                    words(cores(own, own_after))
                ),
                None => format!("cores: {} in this process", words(cores(own, own_after))),
            }
        }))
    }

    fn finish(self) -> String {
        self.0
            .join()
            .unwrap_or_else(|_| "cores: unknown".to_owned())
    }
}

/// What this machine cannot exceed.
pub(super) struct Limits {
    syncs: f64,
    aes: Option<f64>,
}

impl Limits {
    pub(super) fn measure(dir: &Path) -> Result<Self> {
        let limits = Self {
            syncs: machine::syncs_a_second(dir)?,
            aes: machine::aes_gcm_bytes_a_second(),
        };
        let aes = limits.aes.map_or("unknown (no openssl)".to_owned(), |aes| {
            format!("{:.2} GB/s", aes / 1e9)
        });
        println!(
            "limits      {:.0} durable 4 KiB writes a second, AES-256-GCM {aes} a core",
            limits.syncs
        );
        Ok(limits)
    }

    /// How far Cardea is from each.
    pub(super) fn compare(&self, (cardea, _): &(Figures, Option<Figures>), bare: Option<&Figures>) {
        let payload = 100.0;
        println!(
            "\ndistance    {:.0} readings for each durable write the disk can make",
            cardea.rate / self.syncs
        );
        if let Some(aes) = self.aes {
            println!(
                "            {:.2} % of one core's AES-256-GCM",
                100.0 * cardea.rate * payload / aes
            );
        }
        if let Some(bare) = bare {
            println!(
                "            {:.0} % of the bare codec over loopback",
                100.0 * cardea.rate / bare.rate
            );
        }
    }
}

/// Devices for servers that know none.
pub(super) fn synthetic(count: usize) -> Vec<Device> {
    (0..count)
        .map(|number| Device {
            id: format!("bench-{number}"),
            token: String::new(),
            topic: format!("bench/{number}/reading"),
            payload: PAYLOAD.to_owned(),
        })
        .collect()
}
