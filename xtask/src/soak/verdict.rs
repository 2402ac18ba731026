//! Whether what was acknowledged is stored, and once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::sender::Sent;
use super::trouble::Made;

/// What `cardea bench-count` says of one device.
#[derive(Debug, Deserialize)]
struct Stored {
    device: String,
    /// Times of stored readings, Unix milliseconds: from the first to the last of each stretch without a gap.
    stretches: Vec<(u64, u64)>,
    /// Readings, by a tier that counts them.
    counted: u64,
}

/// In the last third the server may have used so many times the memory of the second; looked at where the time was long enough to fill what is
/// bounded.
const MEMORY_GROWTH_MAX: f64 = 1.25;
const MEMORY_MINUTES_MIN: u64 = 10;

pub(super) fn judge(
    binary: &Path,
    home: &Path,
    base: u64,
    sent: &[Sent],
    made: &Made,
    minutes: u64,
) -> Result<()> {
    let most = sent.iter().map(|sent| sent.readings).max().unwrap_or(0);
    let output = Command::new(binary)
        .args(["bench-count", "--dir"])
        .arg(home)
        .args(["--from", &base.to_string()])
        .args(["--until", &(base + most + 1).to_string()])
        .output()?;
    ensure!(
        output.status.success(),
        "cardea bench-count: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let stored: Vec<Stored> = serde_json::from_slice(&output.stdout).context("bench-count")?;
    let stored: BTreeMap<&str, &Stored> =
        stored.iter().map(|it| (it.device.as_str(), it)).collect();
    let (mut missing, mut twice, mut total, mut open, mut extra) = (0, 0, 0, 0, 0);
    for sent in sent {
        let Some(there) = stored.get(sent.device.as_str()) else {
            missing += sent.readings;
            continue;
        };
        let rows: u64 = there
            .stretches
            .iter()
            .map(|(first, last)| last - first + 1)
            .sum();
        let within = |number: u64| {
            let at = base + number;
            there
                .stretches
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&at))
        };
        let unacknowledged = u64::try_from(sent.open.len())?;
        let open_but_there =
            u64::try_from(sent.open.iter().filter(|number| within(**number)).count())?;
        let acknowledged = sent.readings - unacknowledged;
        missing += acknowledged.saturating_sub(rows - open_but_there);
        twice += there.counted.abs_diff(rows);
        extra += rows.saturating_sub(sent.readings);
        total += rows;
        open += unacknowledged;
    }
    let again: u64 = sent.iter().map(|sent| sent.again).sum();
    let busy: u64 = sent.iter().map(|sent| sent.busy).sum();
    let readings: u64 = sent.iter().map(|sent| sent.readings).sum();
    println!(
        "sent        {readings} readings, {again} of them again; {busy} times the server was busy; {open} without an answer in the end"
    );
    println!(
        "stored      {total}; acknowledged and missing {missing}; counted otherwise than once {twice}; never sent {extra}"
    );
    let mib: Vec<u64> = made.memory.iter().map(|kib| kib / 1024).collect();
    println!("memory      at most {mib:?} MiB in each third of the time");
    ensure!(missing == 0, "readings were acknowledged and are not there");
    ensure!(
        twice == 0 && extra == 0,
        "readings are there more than once"
    );
    let [_, second, last] = made.memory;
    let growth = exact(last) / exact(second.max(1));
    ensure!(
        minutes < MEMORY_MINUTES_MIN || growth < MEMORY_GROWTH_MAX,
        "memory grew {growth:.2} times from the second third to the last"
    );
    println!("verdict     what was acknowledged is stored, once");
    Ok(())
}

fn exact(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
