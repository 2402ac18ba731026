//! The machine that a figure was measured on, and its physical limits.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Cores, processor and kernel in one line.
pub(crate) fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, m)| m);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{cores} cores, {model}, Linux {}", kernel.trim())
}

/// Times a second that this disk makes 4 KiB durable at the end of a file in `dir`, over a second.
pub(crate) fn syncs_a_second(dir: &Path) -> Result<f64> {
    let path = dir.join("syncs");
    let mut file = fs::File::create(&path)?;
    let start = Instant::now();
    let mut syncs: u32 = 0;
    while start.elapsed() < Duration::from_secs(1) {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        syncs = syncs.saturating_add(1);
    }
    let rate = f64::from(syncs) / start.elapsed().as_secs_f64();
    fs::remove_file(path)?;
    Ok(rate)
}

/// Bytes a second that one core seals with AES-256-GCM in pieces of 1 KiB, by the machine's `openssl`. `None` where there is none.
pub(crate) fn aes_gcm_bytes_a_second() -> Option<f64> {
    let args = [
        "speed",
        "-elapsed",
        "-seconds",
        "1",
        "-bytes",
        "1024",
        "-evp",
        "aes-256-gcm",
    ];
    let output = Command::new("openssl").args(args).output().ok()?;
    parse(&String::from_utf8_lossy(&output.stdout))
}

/// The last line reads `AES-256-GCM    3524291.58k`, thousands of bytes a second.
fn parse(text: &str) -> Option<f64> {
    let line = text
        .lines()
        .rfind(|line| line.to_ascii_lowercase().starts_with("aes-256-gcm"))?;
    let thousands: f64 = line
        .split_whitespace()
        .next_back()?
        .strip_suffix('k')?
        .parse()
        .ok()?;
    Some(thousands * 1_000.0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_of_openssl_are_read() {
        let text = "version: 3.0\ntype          1024 bytes\nAES-256-GCM    3524291.58k\n";
        assert_eq!(super::parse(text), Some(3_524_291_580.0));
        assert_eq!(super::parse("nothing"), None);
    }
}
