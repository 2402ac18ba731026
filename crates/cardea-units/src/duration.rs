//! Lengths of time as people promise them: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or ISO 8601.

mod said;

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::UnixMillis;

/// A length of time. Months and years follow the calendar; hours, minutes and seconds are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CalendarDuration {
    months: u32,
    seconds: u64,
}

/// Why a text is not a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// It is not of the forms we read.
    Form,
    /// It is above [`CalendarDuration::YEARS_MAX`].
    TooLong,
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str(
                "write a length of time as `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or `P13M`",
            ),
            Self::TooLong => write!(
                f,
                "no length of time may be above {} years",
                CalendarDuration::YEARS_MAX
            ),
        }
    }
}

impl std::error::Error for DurationError {}

impl CalendarDuration {
    /// Longest length accepted, in years.
    pub const YEARS_MAX: u32 = 200;
    /// Seconds in a day of 24 hours.
    const DAY: u64 = 86_400;
    /// Seconds in a mean Gregorian month: 365.2425 days / 12.
    const MEAN_MONTH: u64 = 2_629_746;

    /// So many seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self { months: 0, seconds }
    }

    /// So many days of 24 hours.
    pub const fn from_days(days: u32) -> Self {
        Self {
            months: 0,
            seconds: (days as u64).saturating_mul(Self::DAY),
        }
    }

    /// So many months of the calendar.
    pub const fn from_months(months: u32) -> Self {
        Self { months, seconds: 0 }
    }

    /// Whether it has no length at all.
    pub const fn is_zero(self) -> bool {
        self.months == 0 && self.seconds == 0
    }

    /// Its length in seconds, a month counted at its mean; for comparing, not for due dates.
    pub const fn mean_seconds(self) -> u64 {
        self.seconds
            .saturating_add((self.months as u64).saturating_mul(Self::MEAN_MONTH))
    }

    /// Its exact milliseconds, or `None` when it has calendar months in it.
    pub fn exact_millis(self) -> Option<i64> {
        if self.months > 0 {
            return None;
        }
        i64::try_from(self.seconds.checked_mul(1_000)?).ok()
    }

    /// The time this long after `start`: months by the calendar in UTC, then the exact rest.
    pub fn after(self, start: UnixMillis) -> UnixMillis {
        let exact = i64::try_from(self.seconds.saturating_mul(1_000)).unwrap_or(i64::MAX);
        if self.months == 0 {
            return start.plus(exact);
        }
        let day = start.date();
        let moved = day.saturating_add(self.month_span());
        let shift = UnixMillis::at_start_of(moved).since(UnixMillis::at_start_of(day));
        start.plus(shift).plus(exact)
    }

    /// The date this long after `start`, hours and less ignored.
    pub fn after_date(self, start: Date) -> Date {
        let days =
            i64::try_from(self.seconds.checked_div(Self::DAY).unwrap_or(0)).unwrap_or(i64::MAX);
        start
            .saturating_add(self.month_span())
            .saturating_add(Span::new().try_days(days.min(100_000)).unwrap_or_default())
    }

    fn month_span(self) -> Span {
        i32::try_from(self.months)
            .unwrap_or(i32::MAX)
            .min(2_400)
            .months()
    }

    fn from_parts(months: u64, seconds: u64) -> Result<Self, DurationError> {
        let months = u32::try_from(months).map_err(|_| DurationError::TooLong)?;
        let duration = Self { months, seconds };
        let limit = Self::from_months(Self::YEARS_MAX.saturating_mul(12)).mean_seconds();
        if duration.mean_seconds() > limit {
            return Err(DurationError::TooLong);
        }
        Ok(duration)
    }

    fn from_iso(text: &str) -> Result<Self, DurationError> {
        let mut rest = text.strip_prefix('P').ok_or(DurationError::Form)?;
        let (mut months, mut seconds) = (0_u64, 0_u64);
        let mut in_time = false;
        let mut last_rank = 0;
        let mut any = false;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('T') {
                if in_time || after.is_empty() {
                    return Err(DurationError::Form);
                }
                in_time = true;
                rest = after;
            }
            let (number, unit, after) = number_and_letter(rest)?;
            let (rank, to_months, to_seconds) = match (in_time, unit) {
                (false, 'Y') => (1, 12, 0),
                (false, 'M') => (2, 1, 0),
                (false, 'W') => (3, 0, 7 * Self::DAY),
                (false, 'D') => (4, 0, Self::DAY),
                (true, 'H') => (5, 0, 3_600),
                (true, 'M') => (6, 0, 60),
                (true, 'S') => (7, 0, 1),
                _ => return Err(DurationError::Form),
            };
            if rank <= last_rank {
                return Err(DurationError::Form);
            }
            last_rank = rank;
            any = true;
            months = months.saturating_add(number.saturating_mul(to_months));
            seconds = seconds.saturating_add(number.saturating_mul(to_seconds));
            rest = after;
        }
        if any {
            Self::from_parts(months, seconds)
        } else {
            Err(DurationError::Form)
        }
    }
}

fn number_and_letter(text: &str) -> Result<(u64, char, &str), DurationError> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .ok_or(DurationError::Form)?;
    let (number, rest) = text.split_at_checked(digits).ok_or(DurationError::Form)?;
    let mut letters = rest.chars();
    let letter = letters.next().ok_or(DurationError::Form)?;
    let number = parse_number(number)?;
    Ok((number, letter, letters.as_str()))
}

fn parse_number(digits: &str) -> Result<u64, DurationError> {
    if digits.is_empty() || digits.bytes().any(|b| !b.is_ascii_digit()) {
        return Err(DurationError::Form);
    }
    digits.parse().map_err(|_| DurationError::TooLong)
}

impl FromStr for CalendarDuration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        if text.starts_with('P') {
            return Self::from_iso(text);
        }
        let unit_at = text
            .find(|c: char| !c.is_ascii_digit())
            .ok_or(DurationError::Form)?;
        let (digits, unit) = text.split_at_checked(unit_at).ok_or(DurationError::Form)?;
        let number = parse_number(digits)?;
        match unit {
            "s" => Self::from_parts(0, number),
            "m" => Self::from_parts(0, number.saturating_mul(60)),
            "h" => Self::from_parts(0, number.saturating_mul(3_600)),
            "d" => Self::from_parts(0, number.saturating_mul(Self::DAY)),
            "w" => Self::from_parts(0, number.saturating_mul(7 * Self::DAY)),
            "mo" => Self::from_parts(number, 0),
            "y" => Self::from_parts(number.saturating_mul(12), 0),
            _ => Err(DurationError::Form),
        }
    }
}

impl PartialOrd for CalendarDuration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CalendarDuration {
    /// By mean length; equal lengths in other units are told apart so that `Eq` and `Ord` agree.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean_seconds()
            .cmp(&other.mean_seconds())
            .then(self.months.cmp(&other.months))
    }
}

impl fmt::Display for CalendarDuration {
    /// In plain words: `13 months`, `30 days`, `1 hour`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let years = self.months.checked_div(12).unwrap_or(0);
        let whole_years = self.months.checked_rem(12) == Some(0);
        let mut parts: Vec<(u64, &str)> = Vec::new();
        match self.months {
            0 => {}
            _ if whole_years => parts.push((u64::from(years), "year")),
            months => parts.push((u64::from(months), "month")),
        }
        let mut left = self.seconds;
        for (size, name) in [
            (Self::DAY, "day"),
            (3_600, "hour"),
            (60, "minute"),
            (1, "second"),
        ] {
            let count = left.checked_div(size).unwrap_or(0);
            left = left.checked_rem(size).unwrap_or(0);
            if count > 0 {
                parts.push((count, name));
            }
        }
        if parts.is_empty() {
            return f.write_str("0 seconds");
        }
        for (n, (count, name)) in parts.iter().enumerate() {
            let gap = if n == 0 { "" } else { " " };
            let plural = if *count == 1 { "" } else { "s" };
            write!(f, "{gap}{count} {name}{plural}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> CalendarDuration {
        text.parse().unwrap()
    }

    #[test]
    fn short_and_iso_forms_mean_the_same() {
        for (short, iso, said) in [
            ("90s", "PT1M30S", "1 minute 30 seconds"),
            ("15m", "PT15M", "15 minutes"),
            ("1h", "PT1H", "1 hour"),
            ("30d", "P30D", "30 days"),
            ("13mo", "P13M", "13 months"),
            ("2y", "P2Y", "2 years"),
        ] {
            assert_eq!(read(short), read(iso));
            assert_eq!(read(short).to_string(), said);
        }
    }

    #[test]
    fn what_is_no_length_of_time_is_refused() {
        for text in [
            "", "30", "d", "-3d", "3 d", "3D", "P", "PT", "P1H", "P1M1Y", "P1D1D", "1.5h", "P1DT",
        ] {
            assert_eq!(
                text.parse::<CalendarDuration>(),
                Err(DurationError::Form),
                "{text}"
            );
        }
        assert_eq!(
            "201y".parse::<CalendarDuration>(),
            Err(DurationError::TooLong)
        );
        assert_eq!(
            "99999999999999999999d".parse::<CalendarDuration>(),
            Err(DurationError::TooLong)
        );
        assert!("200y".parse::<CalendarDuration>().is_ok());
    }

    #[test]
    fn months_follow_the_calendar() {
        let start = UnixMillis::parse_rfc3339("2027-01-31T10:00:00Z").unwrap();
        assert_eq!(read("1mo").after(start).to_string(), "2027-02-28T10:00:00Z");
        assert_eq!(read("1y").after(start).to_string(), "2028-01-31T10:00:00Z");
        assert_eq!(read("30d").after(start).to_string(), "2027-03-02T10:00:00Z");
    }

    #[test]
    fn longer_is_greater() {
        assert!(read("13mo") > read("1y"));
        assert!(read("31d") > read("1mo"));
        assert!(read("59s") < read("1m"));
    }
}
