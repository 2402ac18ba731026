//! Checking a manifest of 50 streams by the whole catalogue, beside Fides evaluating a file that says the same.

mod files;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::{cardea, machine};
use crate::suite;

pub(super) const USAGE: &str = "check";

/// The peer, as a Python package.
const FIDES: (&str, &str) = ("ethyca-fides", "2.78.2");
/// Whole processes of Cardea: a hundredth of a second each.
const RUNS: usize = 40;
/// Whole processes of Fides: a second or two each.
const RUNS_FIDES: usize = 5;
/// Manifests in one call.
const MANY: usize = 1_000;

/// Cardea is to be so many times faster.
const RATIO_TARGET: f64 = 100.0;
/// A whole process is to take less.
const PROCESS_MAX: Duration = Duration::from_millis(15);

/// Entry point.
pub(super) fn run(root: &Path, args: &[&str]) -> Result<()> {
    if !args.is_empty() {
        bail!("usage: cargo xtask bench {USAGE}");
    }
    let dir = root.join("target/bench/check");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    let sizes = files::write(&dir, MANY)?;
    let examples = files::products(root, &dir, MANY)?;
    let fides = suite::python_program(root, FIDES, "fides")?;
    let binary = cardea::build(root)?;
    println!("machine     {}", machine::describe());
    println!("{}", cardea::version(&binary));
    println!("fides       {}", FIDES.1);
    println!(
        "work        50 streams of 6 fields, 50 purposes: {} bytes for Cardea, {} for Fides",
        sizes.cardea, sizes.fides
    );
    let manifest = dir.join("cardea.yaml");
    let of_cardea = median(RUNS, || {
        let mut command = Command::new(&binary);
        command.arg("check").arg(&manifest);
        command
    })?;
    let of_fides = median(RUNS_FIDES, || {
        let mut command = Command::new(&fides);
        command
            .args(["--local", "evaluate", ".fides/"])
            .env("FIDES__USER__ANALYTICS_OPT_OUT", "true")
            .current_dir(&dir);
        command
    })?;
    let ratio = of_fides.as_secs_f64() / of_cardea.as_secs_f64();
    println!(
        "one file    Cardea {:.2} ms, Fides {:.0} ms, whole processes, median of {RUNS} and {RUNS_FIDES}",
        millis(of_cardea),
        millis(of_fides)
    );
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for (folder, what) in [
        ("products", format!("of the {examples} examples")),
        ("many", "of 50 streams".to_owned()),
    ] {
        let start = Instant::now();
        finish(Command::new(&binary).arg("check").arg(dir.join(folder)))?;
        println!(
            "{MANY} files  {what}: {:.2} s on {cores} cores at once",
            start.elapsed().as_secs_f64()
        );
    }
    println!(
        "\nratio       {ratio:.0} times faster than Fides (target {RATIO_TARGET:.0}); a process takes {:.2} ms (target below {})",
        millis(of_cardea),
        PROCESS_MAX.as_millis()
    );
    Ok(())
}

/// The time in the middle of so many runs.
fn median(runs: usize, command: impl Fn() -> Command) -> Result<Duration> {
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let mut command = command();
        let start = Instant::now();
        finish(&mut command)?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times.get(runs / 2).copied().context("at least one run")
}

/// Runs to the end. Findings are no failure of the program; a file that it could not judge is.
fn finish(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(
        matches!(status.code(), Some(0 | 1)),
        "{}: {status}",
        command.get_program().display()
    );
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
