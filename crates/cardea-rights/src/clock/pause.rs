//! Time that does not count, because the person was asked what their request is about.

use jiff::civil::Date;

/// One pause: from the day on which clarification was asked for to the day on which it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    /// The day on which it was asked.
    pub asked: Date,
    /// The day on which the answer came; not before `asked`.
    pub answered: Date,
}

/// How UK GDPR Art 12A(5) is read: the period "beginning with" the day of asking and "ending with" the day of the answer does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The days between: alarms go by it, since it ends sooner.
    Strict,
    /// Both ends with them, as it is written.
    Literal,
}

/// How many days of some pauses do not count. A day in two of them is one day.
pub(super) fn days_out(pauses: &[Pause], reading: Reading) -> i64 {
    let mut pauses = pauses.to_vec();
    pauses.sort_unstable();
    let mut days = 0_i64;
    let mut counted_to: Option<Date> = None;
    for Pause { asked, answered } in pauses {
        // The first day out, and the first one in again.
        let end = match reading {
            Reading::Strict => answered,
            Reading::Literal => answered.tomorrow().unwrap_or(answered),
        };
        let start = counted_to.map_or(asked, |to| asked.max(to));
        if end > start {
            days = days.saturating_add(days_between(start, end));
            counted_to = Some(end);
        }
    }
    days
}

/// Days from one day to a later one.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
