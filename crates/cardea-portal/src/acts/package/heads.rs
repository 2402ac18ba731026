//! What begins every row: its time and its device. Rows come in order, so that most of both was just written.

use core::fmt::Write as _;
use core::ops::Range;

use cardea_store::Row;
use cardea_units::{DeviceId, UnixMillis};

/// Writes times and devices of rows, and remembers the last day and the last device.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    day: Option<i64>,
    /// The date of that day with the `T` behind it.
    date: String,
    device: Option<DeviceId>,
    name: String,
}

/// Times from 1970 to the end of 9998: their dates have four digits, and every one has a date of its own.
const USUAL: Range<i64> = 0..253_370_764_800_000;

impl Heads {
    /// Appends the time of a row, letter by letter as [`UnixMillis`] displays it.
    pub(crate) fn put_time(&mut self, row: &Row, to: &mut String) {
        let UnixMillis(at) = row.at;
        let parts = (
            at.div_euclid(UnixMillis::DAY),
            at.rem_euclid(UnixMillis::DAY),
        );
        let (day, in_day) = parts;
        if !USUAL.contains(&at) || self.learn(day).is_none() {
            // Writing to a text does not fail.
            let _ = write!(to, "{}", row.at);
            return;
        }
        to.push_str(&self.date);
        let part = |divisor: i64, modulus: i64| {
            let part = in_day.checked_div(divisor).unwrap_or_default();
            part.checked_rem(modulus).unwrap_or_default()
        };
        put_two(part(3_600_000, 24), to);
        to.push(':');
        put_two(part(60_000, 60), to);
        to.push(':');
        put_two(part(1_000, 60), to);
        let millis = part(1, 1_000);
        if millis != 0 {
            let digits = [part(100, 10), part(10, 10), part(1, 10)];
            let used = digits.iter().rposition(|digit| *digit != 0);
            to.push('.');
            let used = used.map_or(0, |last| last.saturating_add(1));
            digits
                .iter()
                .take(used)
                .for_each(|digit| put_one(*digit, to));
        }
        to.push('Z');
    }

    /// Appends the device of a row.
    pub(crate) fn put_device(&mut self, row: &Row, to: &mut String) {
        if self.device != Some(row.device) {
            self.name = row.device.to_string();
            self.device = Some(row.device);
        }
        to.push_str(&self.name);
    }

    fn learn(&mut self, day: i64) -> Option<()> {
        if self.day != Some(day) {
            let midnight = UnixMillis(day.checked_mul(UnixMillis::DAY)?).to_string();
            let (date, _) = midnight.split_once('T')?;
            self.date.clear();
            self.date.push_str(date);
            self.date.push('T');
            self.day = Some(day);
        }
        Some(())
    }
}

fn put_two(number: i64, to: &mut String) {
    put_one(number.checked_div(10).unwrap_or_default(), to);
    put_one(number.checked_rem(10).unwrap_or_default(), to);
}

fn put_one(digit: i64, to: &mut String) {
    let digit = u32::try_from(digit)
        .ok()
        .and_then(|digit| char::from_digit(digit, 10));
    to.push(digit.unwrap_or('0'));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(at: i64, device: i64) -> Row {
        Row {
            device: DeviceId::from_column(device).unwrap(),
            at: UnixMillis(at),
            values: Vec::new(),
        }
    }

    /// Times around midnights, years, and the ends of what has four digits.
    fn times() -> impl Strategy<Value = i64> {
        let near = |at: i64| (-3_000_i64..3_000).prop_map(move |more| at.saturating_add(more));
        prop_oneof![
            any::<i64>(),
            USUAL,
            near(0),
            near(USUAL.end),
            near(1_767_225_600_000),
            (0..40_000_i64).prop_flat_map(move |day| near(day.saturating_mul(UnixMillis::DAY))),
        ]
    }

    proptest! {
        #[test]
        fn times_and_devices_are_written_as_they_are_displayed(rows in prop::collection::vec((times(), 1_i64..4), 1..20)) {
            let mut heads = Heads::default();
            for (at, device) in rows {
                let row = row(at, device);
                let mut written = String::new();
                heads.put_time(&row, &mut written);
                written.push(' ');
                heads.put_device(&row, &mut written);
                prop_assert_eq!(written, format!("{} {}", row.at, row.device));
            }
        }
    }
}
