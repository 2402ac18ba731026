//! How long something stays on a device.

use cardea_manifest::shape::Text;
use cardea_units::CalendarDuration;

/// How long an entry of `other_access` stays where it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lives {
    /// It is gone when the session ends.
    Session,
    /// So long.
    For(CalendarDuration),
    /// Until somebody resets the product or takes the app away.
    UntilReset,
}

impl Lives {
    /// Reads `session`, `until_reset` or a length of time; `None` for anything else.
    pub(crate) fn read(text: &Text) -> Option<Self> {
        match text.as_str() {
            "session" => Some(Self::Session),
            "until_reset" => Some(Self::UntilReset),
            other => other.parse().ok().map(Self::For),
        }
    }

    /// Whether it stays longer than `limit`, months counted at their mean. A session never does, and what waits for a reset always does.
    pub(crate) const fn is_longer_than(self, limit: CalendarDuration) -> bool {
        match self {
            Self::Session => false,
            Self::For(length) => length.mean_seconds() > limit.mean_seconds(),
            Self::UntilReset => true,
        }
    }
}
