//! Times in the middle and at the end.

use std::time::Duration;

use anyhow::{Context as _, Result};

/// The value below which so many hundredths of the times are; the nearest rank, so that it is one that was measured.
///
/// # Errors
/// Where there is none.
pub fn percentile(times: &[Duration], hundredths: usize) -> Result<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * hundredths).div_ceil(100).max(1);
    sorted
        .get(rank - 1)
        .copied()
        .context("nothing was measured")
}

/// Thousandths of a second.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A count as a number to divide by; ours stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub const fn exact(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50).unwrap(), Duration::from_millis(50));
        assert_eq!(percentile(&times, 99).unwrap(), Duration::from_millis(99));
        assert_eq!(percentile(&times[..1], 99).unwrap(), times[0]);
        assert!(percentile(&[], 50).is_err());
    }
}
