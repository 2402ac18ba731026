//! When something that was not received is sent again.

/// The first wait, in milliseconds.
const FIRST_MILLIS: i64 = 5_000;
/// The longest, in milliseconds: twelve hours, so that an organisation that is back in the morning is told the same day.
const LONGEST_MILLIS: i64 = 12 * 3_600_000;

/// What the next wait depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How often it was sent before this time.
    pub(super) tries: u32,
    /// Chance, so that many do not come back at the same moment.
    pub(super) chance: u16,
}

/// Milliseconds until the next try: twice as long each time, up to the longest, and three quarters to five quarters of that.
pub(super) fn next_try(Pace { tries, chance }: Pace) -> i64 {
    let doubled = FIRST_MILLIS.saturating_mul(1_i64.checked_shl(tries.min(32)).unwrap_or(i64::MAX));
    let wait = doubled.min(LONGEST_MILLIS);
    let quarter = wait.div_euclid(4);
    let part = quarter
        .saturating_mul(2)
        .saturating_mul(i64::from(chance))
        .div_euclid(i64::from(u16::MAX));
    wait.saturating_sub(quarter).saturating_add(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_waits_longer_each_time_and_never_longer_than_the_longest(tries in any::<u32>(), chance in any::<u16>()) {
            let wait = next_try(Pace { tries, chance });
            prop_assert!(wait >= FIRST_MILLIS * 3 / 4);
            prop_assert!(wait <= LONGEST_MILLIS * 5 / 4);
            if tries < 13 {
                let middle = FIRST_MILLIS << tries;
                prop_assert!((middle.saturating_mul(3).div_euclid(4)..=middle.saturating_mul(5).div_euclid(4)).contains(&wait));
            } else {
                prop_assert!(wait >= LONGEST_MILLIS * 3 / 4);
            }
        }
    }
}
