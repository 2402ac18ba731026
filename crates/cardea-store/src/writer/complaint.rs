//! One complaint in the log for what goes wrong again and again.

use cardea_units::UnixMillis;

use crate::limits::COMPLAINT_MILLIS;

/// When something was last complained of, and how often it happened since.
#[derive(Debug, Default)]
pub(crate) struct Complaint {
    said_at: Option<UnixMillis>,
    unsaid: u64,
}

impl Complaint {
    /// It happened again: how often it did without being said, if it is to be said now. A clock that goes back is no reason to be silent.
    pub(crate) fn is_due(&mut self, now: UnixMillis) -> Option<u64> {
        let silent = self
            .said_at
            .is_some_and(|said_at| (0..COMPLAINT_MILLIS).contains(&now.since(said_at)));
        if silent {
            self.unsaid = self.unsaid.saturating_add(1);
            return None;
        }
        self.said_at = Some(now);
        Some(core::mem::take(&mut self.unsaid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_at_once_then_once_in_a_while_with_how_often() {
        let mut complaint = Complaint::default();
        let at = UnixMillis(1_000_000);
        assert_eq!(complaint.is_due(at), Some(0));
        for later in 1..100 {
            assert_eq!(complaint.is_due(at.plus(later)), None);
        }
        assert_eq!(complaint.is_due(at.plus(COMPLAINT_MILLIS)), Some(99));
        assert_eq!(complaint.is_due(at), Some(0), "the clock went back");
    }
}
