//! A second calendar: one walks from day to day, and looks at each. It shares no code with the first, and no library.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A day as year, month, day.
pub(crate) type Day = (i32, u32, u32);

/// Which holidays: `e` England and Wales, `s` Scotland, `n` Northern Ireland.
pub(crate) type Where = char;

pub(crate) fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

pub(crate) fn length(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

pub(crate) fn next(day: Day) -> Day {
    let (year, month, day) = day;
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// 0 Monday to 6 Sunday: counted from Monday 2018-01-01.
pub(crate) fn weekday(day: Day) -> u32 {
    let mut days = day.2 - 1;
    for month in 1..day.1 {
        days += length(day.0, month);
    }
    for year in 2018..day.0 {
        days += if is_leap(year) { 366 } else { 365 };
    }
    days % 7
}

/// Full moons by the church's tables: the golden number gives the Paschal full moon of 1900 to 2199; Easter is the Sunday after.
const PASCHAL: [(u32, u32); 19] = [
    (4, 14),
    (4, 3),
    (3, 23),
    (4, 11),
    (3, 31),
    (4, 18),
    (4, 8),
    (3, 28),
    (4, 16),
    (4, 5),
    (3, 25),
    (4, 13),
    (4, 2),
    (3, 22),
    (4, 10),
    (3, 30),
    (4, 17),
    (4, 7),
    (3, 27),
];

pub(crate) fn easter_sunday(year: i32) -> Day {
    let (month, day) = PASCHAL[(year % 19) as usize];
    let mut at = next((year, month, day));
    while weekday(at) != 6 {
        at = next(at);
    }
    at
}

thread_local! {
    /// Days of years that were walked.
    static WALKED: RefCell<BTreeMap<(i32, Where), BTreeSet<Day>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a day is a bank holiday or stands in for one.
pub(crate) fn is_holiday(day: Day, place: Where) -> bool {
    WALKED.with_borrow_mut(|walked| {
        walked
            .entry((day.0, place))
            .or_insert_with(|| walk(day.0, place))
            .contains(&day)
    })
}

/// Goes through a year as a clerk would: day by day, with a pile of holidays not yet kept.
fn walk(year: i32, place: Where) -> BTreeSet<Day> {
    let easter = easter_sunday(year);
    let is_fixed = |at: Day| match (at.1, at.2) {
        (1, 1) | (12, 25 | 26) => true,
        (1, 2) | (11, 30) => place == 's',
        (3, 17) | (7, 12) => place == 'n',
        _ => false,
    };
    let once = [
        ((2020, 5, 8), "esn"),
        ((2022, 6, 2), "esn"),
        ((2022, 6, 3), "esn"),
        ((2022, 9, 19), "esn"),
        ((2023, 5, 8), "esn"),
        ((2026, 6, 15), "s"),
    ];
    let moved_away = [(2020, 5, 4), (2022, 5, 30)];
    let (mut kept, mut pile, mut at) = (BTreeSet::new(), 0, (year, 1, 1));
    while at.0 == year {
        let (_, month, number) = at;
        let (monday, weekend) = (weekday(at) == 0, weekday(at) > 4);
        let last_seven = number + 7 > length(year, month);
        let of_may = monday && month == 5 && (number <= 7 || last_seven);
        let of_august = monday
            && month == 8
            && if place == 's' {
                number <= 7
            } else {
                last_seven
            };
        let of_easter = next(next(at)) == easter || (place != 's' && next(easter) == at);
        let came_once = once
            .iter()
            .any(|(day, places)| *day == at && places.contains(place));
        if came_once || ((of_may || of_august || of_easter) && !moved_away.contains(&at)) {
            kept.insert(at);
        }
        if is_fixed(at) && weekend {
            pile += 1;
        } else if is_fixed(at) {
            kept.insert(at);
        } else if !weekend && pile > 0 {
            pile -= 1;
            kept.insert(at);
        }
        at = next(at);
    }
    kept
}

pub(crate) fn working(mut day: Day, place: Where) -> Day {
    while weekday(day) > 4 || is_holiday(day, place) {
        day = next(day);
    }
    day
}

/// Walks so many months: from month to month as long as the day number is not reached, stopping at the end of the last month.
pub(crate) fn months(start: Day, count: u32) -> Day {
    let mut at = start;
    for _ in 0..count {
        // To the first of the next month.
        at = next(at);
        while at.2 != 1 {
            at = next(at);
        }
    }
    while at.2 < start.2 && at.2 < length(at.0, at.1) {
        at = next(at);
    }
    at
}

/// Walks days.
pub(crate) fn days(mut at: Day, count: u32) -> Day {
    for _ in 0..count {
        at = next(at);
    }
    at
}

/// How many days lie in some pauses, looked at one by one. `literal`: both ends with them.
pub(crate) fn out(pauses: &[(Day, Day)], literal: bool) -> u32 {
    let Some(first) = pauses.iter().map(|pause| pause.0).min() else {
        return 0;
    };
    let last = pauses.iter().map(|pause| pause.1).max().unwrap_or(first);
    let mut at = first;
    let mut count = 0;
    while at <= last {
        let inside = |(asked, answered): &(Day, Day)| {
            at >= *asked && (at < *answered || (literal && at == *answered))
        };
        if pauses.iter().any(inside) {
            count += 1;
        }
        at = next(at);
    }
    count
}
