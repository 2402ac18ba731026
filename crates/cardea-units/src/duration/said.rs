//! Lengths of time read back from the words in which they are said, and compared over every day on which they can begin.

use super::CalendarDuration;

/// Fewest days that so many consecutive months can have: the shortest run holds a February of 28 days.
const FEWEST_DAYS: [u64; 12] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
/// Most days that so many consecutive months can have.
const MOST_DAYS: [u64; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];

impl CalendarDuration {
    /// Reads a length back from what its `Display` says: `13 months`, `1 minute 30 seconds`. `None` for anything else.
    pub fn from_said(said: &str) -> Option<Self> {
        let (mut date, mut time) = (String::new(), String::new());
        let mut words = said.split(' ');
        while let Some(count) = words.next() {
            let (into, letter) = match words.next()?.trim_end_matches('s') {
                "year" => (&mut date, 'Y'),
                "month" => (&mut date, 'M'),
                "day" => (&mut date, 'D'),
                "hour" => (&mut time, 'H'),
                "minute" => (&mut time, 'M'),
                "second" => (&mut time, 'S'),
                _ => return None,
            };
            into.push_str(count);
            into.push(letter);
        }
        let before_time = if time.is_empty() { "" } else { "T" };
        format!("P{date}{before_time}{time}").parse().ok()
    }

    /// Whether it ends no later than `other`, on whatever day both begin. A month can be shorter than 30 days and longer: neither of `1mo`
    /// and `30d` is within the other.
    pub fn is_within(self, other: Self) -> bool {
        if let Some(fewer) = other.months.checked_sub(self.months) {
            let more_time = days_of(fewer, 365, &FEWEST_DAYS);
            self.seconds <= other.seconds.saturating_add(more_time)
        } else {
            let more_months = self.months.saturating_sub(other.months);
            let more_time = days_of(more_months, 366, &MOST_DAYS);
            self.seconds.saturating_add(more_time) <= other.seconds
        }
    }
}

/// Seconds of so many months, with years of so many days and the rest as the table says.
fn days_of(months: u32, days_of_year: u64, table: &[u64; 12]) -> u64 {
    let years = u64::from(months.checked_div(12).unwrap_or(0));
    let rest = usize::try_from(months.checked_rem(12).unwrap_or(0)).unwrap_or(0);
    let days = years
        .saturating_mul(days_of_year)
        .saturating_add(table.get(rest).copied().unwrap_or(0));
    days.saturating_mul(CalendarDuration::DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnixMillis;

    fn read(text: &str) -> CalendarDuration {
        text.parse().unwrap()
    }

    #[test]
    fn lengths_read_back_as_they_are_said() {
        for text in [
            "90s", "15m", "1h", "30d", "13mo", "2y", "P1Y2M", "P1M2DT3H", "1s", "49h", "0s",
        ] {
            let length_of = read(text);
            assert_eq!(
                CalendarDuration::from_said(&length_of.to_string()),
                Some(length_of),
                "{text}"
            );
        }
        assert_eq!(CalendarDuration::from_said("soon"), None);
        assert_eq!(CalendarDuration::from_said("3 fortnights"), None);
    }

    #[test]
    fn a_month_is_neither_within_thirty_days_nor_around_them() {
        assert!(!read("1mo").is_within(read("30d")));
        assert!(!read("30d").is_within(read("1mo")));
        assert!(read("28d").is_within(read("1mo")));
        assert!(read("1mo").is_within(read("31d")));
        assert!(read("1y").is_within(read("12mo")));
        assert!(read("365d").is_within(read("1y")));
        assert!(!read("366d").is_within(read("1y")));
        assert!(read("1y").is_within(read("366d")));
    }

    /// What is said to be within is never longer, tried on every day of eight years, two leap years among them.
    #[test]
    fn within_holds_on_every_day() {
        let lengths: Vec<CalendarDuration> = [
            "28d", "29d", "30d", "31d", "59d", "62d", "1mo", "2mo", "3mo", "89d", "92d", "P1M1D",
            "P2M30D", "6mo", "181d", "184d", "11mo", "334d", "337d", "12mo", "365d", "366d",
            "13mo", "P1Y28D", "P1Y31D", "2y",
        ]
        .iter()
        .map(|text| read(text))
        .collect();
        let start = UnixMillis::parse_rfc3339("2024-01-01T00:00:00Z").unwrap();
        for one in &lengths {
            for other in &lengths {
                let longest = (0..8 * 366)
                    .map(|day| start.plus(day * UnixMillis::DAY))
                    .map(|begin| one.after(begin).since(other.after(begin)))
                    .max()
                    .unwrap();
                if one.is_within(*other) {
                    assert!(longest <= 0, "{one} is not within {other}");
                }
                let months_only = one.months == 0 || other.months == 0;
                if longest <= 0 && months_only {
                    assert!(one.is_within(*other), "{one} is within {other}");
                }
            }
        }
    }
}
