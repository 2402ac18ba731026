//! Which day it is on a British wall.

use cardea_units::UnixMillis;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The civil day in Europe/London, by zone data that is built in. Times that no calendar has read as its first or last day.
pub fn day_on_the_wall(at: UnixMillis) -> Date {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    let bound = if at.0 < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_millisecond(at.0)
        .unwrap_or(bound)
        .to_zoned_datetime(zone)
        .date()
}
