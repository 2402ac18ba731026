//! What the clock of a request says today.

use cardea_units::Date;

use super::{RequestKind, RequestState};
use crate::clock::{Reading, RightDue, WARNING_DAYS, complaint_due, month_later};

/// The days that matter for a request, as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// The last day, by the stricter reading; alarms go by it. Of a complaint, the last day to acknowledge it, and nothing once that is done:
    /// then it is answered without undue delay. Nothing when it has ended.
    pub due: Option<Date>,
    /// The last day by the literal reading of a pause, where that is another.
    pub due_literal: Option<Date>,
    /// Whether it would be so if what is waited for came today: while it waits, the last day moves with each day.
    pub is_moving: bool,
    /// The last day on which an extension can be told of; nothing once it was, or where there is none.
    pub notice_due: Option<Date>,
    /// The day by which the house wants it done.
    pub target: Option<Date>,
    /// How pressing it is.
    pub alarm: Alarm,
}

/// How pressing a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alarm {
    /// There is time, or it has ended.
    None,
    /// The house's own target of 28 days is over.
    Target,
    /// It is due in [`WARNING_DAYS`] or less.
    Soon,
    /// It was due before today.
    Overdue,
}

impl Alarm {
    /// As it is written in the API.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Target => "target_passed",
            Self::Soon => "due_soon",
            Self::Overdue => "overdue",
        }
    }
}

impl Deadlines {
    const ENDED: Self = Self {
        due: None,
        due_literal: None,
        is_moving: false,
        notice_due: None,
        target: None,
        alarm: Alarm::None,
    };

    pub(super) fn of(
        kind: RequestKind,
        state: RequestState,
        clock: &RightDue,
        acknowledged: bool,
        today: Date,
    ) -> Self {
        if !state.is_open() {
            return Self::ENDED;
        }
        if kind == RequestKind::Complaint {
            return Self::of_complaint(clock, acknowledged, today);
        }
        let due = clock.due(Reading::Strict);
        let literal = clock.due(Reading::Literal);
        let target = clock.target();
        Self {
            due: Some(due),
            due_literal: (literal != due).then_some(literal),
            is_moving: matches!(
                state,
                RequestState::IdentityCheck | RequestState::Clarification
            ),
            notice_due: (!clock.extended).then(|| clock.notice_due()),
            target: Some(target),
            alarm: alarm(due, due, Some(target).filter(|_| !clock.extended), today),
        }
    }

    /// A complaint has to be acknowledged; its outcome has no day in law, so that the house's target is a month.
    fn of_complaint(clock: &RightDue, acknowledged: bool, today: Date) -> Self {
        let target = month_later(clock.received, 1);
        let open = complaint_due(clock.received, clock.nation).filter(|_| !acknowledged);
        let Some(open) = open else {
            let alarm = if today > target {
                Alarm::Target
            } else {
                Alarm::None
            };
            return Self {
                target: Some(target),
                alarm,
                ..Self::ENDED
            };
        };
        Self {
            due: Some(open.due),
            target: Some(target),
            alarm: alarm(open.due, open.alarm, None, today),
            ..Self::ENDED
        }
    }
}

/// `warned` is the day that is warned of, which may be before `due`.
fn alarm(due: Date, warned: Date, target: Option<Date>, today: Date) -> Alarm {
    let days_left = today
        .until(warned)
        .map_or(i64::MAX, |span| i64::from(span.get_days()));
    if today > due {
        Alarm::Overdue
    } else if days_left <= WARNING_DAYS {
        Alarm::Soon
    } else if target.is_some_and(|target| today > target) {
        Alarm::Target
    } else {
        Alarm::None
    }
}
