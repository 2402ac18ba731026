//! How much memory this process takes at most while something is done.

use std::fs;

/// Begins anew to measure the most, and says what is taken now, in bytes.
pub(super) fn begin() -> usize {
    // Where the system does not let the mark be taken back, the most of the whole run is told.
    let _ = fs::write("/proc/self/clear_refs", "5");
    field("VmRSS:")
}

/// The most since then, beyond what was taken then, in bytes.
pub(super) fn grown_since(before: usize) -> usize {
    field("VmHWM:").saturating_sub(before)
}

fn field(name: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<usize>().ok())
        .unwrap_or(0)
        .saturating_mul(1024)
}
