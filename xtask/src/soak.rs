//! `cargo xtask soak`: minutes of load while the server is killed, stopped, its clock moved and its disk filled. In the end each reading
//! that was acknowledged is stored, and once.

mod disk;
mod sender;
mod trouble;
mod verdict;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, ensure};

use self::disk::Disk;
use self::sender::Sent;
use self::trouble::Trouble;
use crate::bench::{cardea, machine, process};

pub(crate) const USAGE: &str =
    "usage: cargo xtask soak [--minutes N] [--rate READINGS_A_SECOND] [--seed N]";

/// Connections, one a device.
const DEVICES: usize = 32;
/// Longest wait for the last acknowledgements.
const DRAIN: Duration = Duration::from_secs(90);

/// What to do.
#[derive(Clone, Copy, Debug)]
struct Options {
    minutes: u64,
    rate: f64,
    seed: u64,
}

impl Options {
    fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self {
            minutes: 20,
            rate: 50_000.0,
            seed: SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
        };
        let mut args = args.iter();
        while let Some(name) = args.next() {
            let value = args.next().with_context(|| USAGE)?;
            match *name {
                "--minutes" => options.minutes = value.parse().context(USAGE)?,
                "--rate" => options.rate = value.parse().context(USAGE)?,
                "--seed" => options.seed = value.parse().context(USAGE)?,
                _ => anyhow::bail!(USAGE),
            }
        }
        ensure!(
            options.rate > 0.0
                && options.rate < 1_000_000.0
                && (1..=600).contains(&options.minutes),
            "{USAGE}"
        );
        Ok(options)
    }
}

/// Entry point.
pub(crate) fn run(root: &Path, args: &[&str]) -> Result<()> {
    let options = Options::parse(args)?;
    println!("machine     {}", machine::describe());
    println!(
        "load        {DEVICES} devices, QoS 1, MQTT 5, {} readings a second for {} min; seed {}",
        options.rate, options.minutes, options.seed
    );
    let binary = cardea::build(root)?;
    let dir = root.join("target/soak");
    fs::create_dir_all(&dir)?;
    let disk = Disk::prepare(&dir)?;
    println!("disk        {}", disk.describe());
    let home = disk.folder().join("home");
    let devices = cardea::make_home(&binary, &home, DEVICES, DEVICES, &["--counts"])?;
    let (mqtt, http) = (process::free_address()?, process::free_address()?);
    let trouble = Trouble::new(
        &binary,
        (&home, &dir.join("serve.log")),
        (mqtt, http),
        disk,
        options.seed,
    );
    let stop = Arc::new(AtomicBool::new(false));
    let start = Instant::now();
    // Three days ago: the clock of the server may be set ahead, and nothing is over.
    let base = u64::try_from(
        SystemTime::now()
            .duration_since(UNIX_EPOCH)?
            .saturating_sub(Duration::from_hours(72))
            .as_millis(),
    )?;
    let ends = start + Duration::from_mins(options.minutes);
    let stopped = Arc::clone(&stop);
    let maker = std::thread::spawn(move || trouble.make(ends, &stopped));
    let sent = sender::run(&sender::Job {
        address: mqtt,
        devices,
        rate: options.rate,
        base,
        until: ends,
        drain: DRAIN,
    });
    stop.store(true, Ordering::Relaxed);
    let (made, disk) = maker
        .join()
        .map_err(|_| anyhow!("the thread that makes trouble stopped"))??;
    let sent: Vec<Sent> = sent?;
    println!("trouble     {}", made.describe());
    let judged = verdict::judge(&binary, &home, base, &sent, &made, options.minutes);
    drop(disk);
    judged
}
