//! Bank holidays: by rule, and a dated list of days that came once.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

use super::Nation;
use super::month::plus_days;

/// From when on the rules and the list hold. Of days before it only the rules are known.
pub const HOLIDAYS_KNOWN_FROM: Date = date(2018, 1, 1);

/// The day as of which the list of days that came once is complete: the horizon. A day that is proclaimed later has to be added here; until
/// then a period ends by rule, which is never later than with it.
pub const HOLIDAYS_LISTED_ON: Date = date(2026, 11, 25);

/// A bank holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day on which it is kept; a working day of the week.
    pub day: Date,
    /// What it is called.
    pub name: &'static str,
}

/// A day that came once.
struct Once {
    day: Date,
    name: &'static str,
    /// Where it was kept.
    nations: &'static [Nation],
    /// The day by rule that it took the place of.
    instead_of: Option<Date>,
}

/// Where to look what is new: <https://www.gov.uk/bank-holidays>. They are proclaimed under the Banking and Financial Dealings Act 1971.
const ONCE: &[Once] = &[
    Once {
        day: date(2020, 5, 8),
        name: "Early May bank holiday (75 years of VE Day)",
        nations: &Nation::ALL,
        instead_of: Some(date(2020, 5, 4)),
    },
    Once {
        day: date(2022, 6, 2),
        name: "Spring bank holiday",
        nations: &Nation::ALL,
        instead_of: Some(date(2022, 5, 30)),
    },
    Once {
        day: date(2022, 6, 3),
        name: "Platinum Jubilee",
        nations: &Nation::ALL,
        instead_of: None,
    },
    Once {
        day: date(2022, 9, 19),
        name: "State Funeral of Queen Elizabeth II",
        nations: &Nation::ALL,
        instead_of: None,
    },
    Once {
        day: date(2023, 5, 8),
        name: "Coronation of King Charles III",
        nations: &Nation::ALL,
        instead_of: None,
    },
    Once {
        day: date(2026, 6, 15),
        name: "World Cup",
        nations: &[Nation::Scotland],
        instead_of: None,
    },
];

/// The bank holidays that a nation keeps in a year, in no particular order. None outside the years that the calendar has.
pub fn holidays(nation: Nation, year: i16) -> Vec<Holiday> {
    let mut days = Vec::new();
    for (month, day, name) in fixed(nation) {
        if let Ok(day) = Date::new(year, *month, *day) {
            days.push(Holiday { day, name });
        }
    }
    let mut kept = substituted(&days);
    let mut add = |day: Option<Date>, name| kept.extend(day.map(|day| Holiday { day, name }));
    let easter = easter(year);
    let from_easter = |days: i64| easter.map(|easter| plus_days(easter, days));
    add(from_easter(-2), "Good Friday");
    if nation != Nation::Scotland {
        add(from_easter(1), "Easter Monday");
    }
    add(monday(year, 5, 1), "Early May bank holiday");
    add(monday(year, 5, -1), "Spring bank holiday");
    let summer = if nation == Nation::Scotland { 1 } else { -1 };
    add(monday(year, 8, summer), "Summer bank holiday");
    for once in ONCE
        .iter()
        .filter(|once| once.day.year() == year && once.nations.contains(&nation))
    {
        kept.retain(|holiday| Some(holiday.day) != once.instead_of);
        kept.push(Holiday {
            day: once.day,
            name: once.name,
        });
    }
    kept
}

/// Holidays of a date: month, day, name.
const fn fixed(nation: Nation) -> &'static [(i8, i8, &'static str)] {
    const NEW_YEAR: (i8, i8, &str) = (1, 1, "New Year’s Day");
    const CHRISTMAS: (i8, i8, &str) = (12, 25, "Christmas Day");
    const BOXING: (i8, i8, &str) = (12, 26, "Boxing Day");
    match nation {
        Nation::EnglandAndWales => &[NEW_YEAR, CHRISTMAS, BOXING],
        Nation::Scotland => &[
            NEW_YEAR,
            (1, 2, "2nd January"),
            (11, 30, "St Andrew’s Day"),
            CHRISTMAS,
            BOXING,
        ],
        Nation::NorthernIreland => &[
            NEW_YEAR,
            (3, 17, "St Patrick’s Day"),
            (7, 12, "Battle of the Boyne"),
            CHRISTMAS,
            BOXING,
        ],
    }
}

/// A holiday at a weekend is kept on the next weekday that is no holiday itself.
fn substituted(days: &[Holiday]) -> Vec<Holiday> {
    let (weekend, mut kept): (Vec<Holiday>, Vec<Holiday>) =
        days.iter().partition(|holiday| is_weekend(holiday.day));
    for Holiday { day, name } in weekend {
        let later = day.series(1.day());
        let free = later
            .skip(1)
            .find(|day| !is_weekend(*day) && !kept.iter().any(|holiday| holiday.day == *day));
        kept.extend(free.map(|day| Holiday { day, name }));
    }
    kept
}

/// Saturday or Sunday.
pub(super) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The so-manieth Monday of a month; the last for -1.
fn monday(year: i16, month: i8, nth: i8) -> Option<Date> {
    Date::new(year, month, 1)
        .and_then(|first| first.nth_weekday_of_month(nth, Weekday::Monday))
        .ok()
}

/// Easter Sunday, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let of = |number: i32, by: i32| (number.div_euclid(by), number.rem_euclid(by));
    let golden = year_number.rem_euclid(19);
    let (century, rest) = of(year_number, 100);
    let (leap_centuries, century_rest) = of(century, 4);
    let eighth = century.wrapping_add(8).div_euclid(25);
    let third = century.wrapping_sub(eighth).wrapping_add(1).div_euclid(3);
    let epact = golden
        .wrapping_mul(19)
        .wrapping_add(century)
        .wrapping_sub(leap_centuries)
        .wrapping_sub(third)
        .wrapping_add(15)
        .rem_euclid(30);
    let (leaps, leap_rest) = of(rest, 4);
    let weekday = 32_i32
        .wrapping_add(century_rest.wrapping_mul(2))
        .wrapping_add(leaps.wrapping_mul(2))
        .wrapping_sub(epact)
        .wrapping_sub(leap_rest)
        .rem_euclid(7);
    let late = golden
        .wrapping_add(epact.wrapping_mul(11))
        .wrapping_add(weekday.wrapping_mul(22))
        .div_euclid(451);
    let (month, day) = of(
        epact
            .wrapping_add(weekday)
            .wrapping_sub(late.wrapping_mul(7))
            .wrapping_add(114),
        31,
    );
    let day = i8::try_from(day.wrapping_add(1)).ok()?;
    Date::new(year, i8::try_from(month).ok()?, day).ok()
}
