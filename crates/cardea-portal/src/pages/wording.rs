//! Times, numbers and lists as people write them.

use cardea_units::{CalendarDuration, Date, UnixMillis};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// `23 November 2026`, by the clock on a British wall.
pub(super) fn day(at: UnixMillis) -> String {
    local(at, "%-d %B %Y")
}

/// `23 November 2026, 16:41`, by the clock on a British wall.
pub(super) fn when(at: UnixMillis) -> String {
    local(at, "%-d %B %Y, %H:%M")
}

/// `23 Nov 16:41`, for tables.
pub(super) fn short_when(at: UnixMillis) -> String {
    local(at, "%-d %b %H:%M")
}

/// `2026-11-23`, for machines and file names.
pub(super) fn iso_day(at: UnixMillis) -> String {
    local(at, "%Y-%m-%d")
}

/// The last moment of a day by the clock on a British wall: the next midnight.
pub(super) fn end_of(date: Date) -> Option<UnixMillis> {
    let midnight = date.tomorrow().ok()?.to_zoned_datetime(zone()).ok()?;
    Some(UnixMillis(midnight.timestamp().as_millisecond()))
}

/// `23 November 2026`.
pub(super) fn civil_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A moment from a form, `2026-11-23T16:41`, by the clock on a British wall. An hour that comes twice is the first.
pub(super) fn from_wall(text: &str) -> Option<UnixMillis> {
    let time: DateTime = text.parse().ok()?;
    let zoned = time.to_zoned_datetime(zone()).ok()?;
    Some(UnixMillis(zoned.timestamp().as_millisecond()))
}

fn local(at: UnixMillis, form: &str) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(
        |_| "a time that no calendar has".to_owned(),
        |timestamp| {
            timestamp
                .to_zoned_datetime(zone())
                .strftime(form)
                .to_string()
        },
    )
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// `1,204`.
pub(super) fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 reading`, `1,204 readings`.
pub(super) fn counted(count: u64, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {one}s", number(count))
    }
}

/// How often something is kept: `every reading`, `one value an hour`.
pub(super) fn how_often(every_millis: Option<i64>) -> String {
    match every_millis {
        None => "every reading".to_owned(),
        Some(60_000) => "one value a minute".to_owned(),
        Some(3_600_000) => "one value an hour".to_owned(),
        Some(UnixMillis::DAY) => "one value a day".to_owned(),
        Some(millis) => format!("one value every {}", length_of(millis)),
    }
}

/// Milliseconds in words.
pub(super) fn length_of(millis: i64) -> String {
    CalendarDuration::from_seconds(u64::try_from(millis.div_euclid(1_000)).unwrap_or(0)).to_string()
}

/// A name from a manifest as words: `call_seconds` is `call seconds`.
pub(super) fn words_of(name: &str) -> String {
    name.replace('_', " ")
}

/// A title inside a sentence: its first letter is small, unless it is an abbreviation.
pub(super) fn inside(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    let second_is_capital = letters.clone().next().is_some_and(char::is_uppercase);
    match first {
        Some(letter) if !second_is_capital => letter.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// A text at the beginning of a sentence.
pub(super) fn begun(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|letter| letter.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A unit as people write it behind a number, from its UCUM code.
pub(super) fn unit(code: &str) -> String {
    match code {
        "Cel" => " °C".to_owned(),
        "%" => "%".to_owned(),
        "/min" => " a minute".to_owned(),
        "s" => " seconds".to_owned(),
        "min" => " minutes".to_owned(),
        other => format!(" {other}"),
    }
}

/// A country in words; its code where we have none.
pub(super) fn country(code: &str) -> &str {
    match code {
        "GB" => "the United Kingdom",
        "IE" => "Ireland",
        "DE" => "Germany",
        "FR" => "France",
        "NL" => "the Netherlands",
        "US" => "the United States",
        "CN" => "China",
        "IN" => "India",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_a_british_wall() {
        let at = |text: &str| UnixMillis::parse_rfc3339(text).unwrap();
        assert_eq!(when(at("2026-07-01T12:00:00Z")), "1 July 2026, 13:00");
        assert_eq!(when(at("2026-11-23T16:41:59Z")), "23 November 2026, 16:41");
        assert_eq!(day(at("2026-07-01T23:30:00Z")), "2 July 2026");
        assert_eq!(
            end_of("2026-07-01".parse().unwrap()),
            Some(at("2026-07-01T23:00:00Z"))
        );
        assert_eq!(when(UnixMillis(i64::MAX)), "a time that no calendar has");
        assert_eq!(
            from_wall("2026-07-01T13:00"),
            Some(at("2026-07-01T12:00:00Z"))
        );
        assert_eq!(
            from_wall("2026-10-25T01:30"),
            Some(at("2026-10-25T00:30:00Z"))
        );
        assert_eq!(from_wall("yesterday"), None);
        assert_eq!(civil_day("2026-12-29".parse().unwrap()), "29 December 2026");
    }

    #[test]
    fn lists_and_numbers_read_well() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_204), "1,204");
        assert_eq!(number(12_345_678), "12,345,678");
        assert_eq!(counted(1, "reading"), "1 reading");
        assert_eq!(counted(0, "reading"), "0 readings");
        assert_eq!(inside("Room readings"), "room readings");
        assert_eq!(inside("TV use"), "TV use");
        assert_eq!(how_often(Some(900_000)), "one value every 15 minutes");
    }
}
