//! Where the house leaves its answers for one connection.

use std::sync::{Mutex, PoisonError};

use cardea_gate::{Acknowledge, Answer, Ticket};
use tokio::sync::Notify;

/// Answers waiting to be written to a device. Holds at most one for each reading that the house holds, so the
/// house's own queue bounds it. It outlives its connection while the house holds a reading of it.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    answers: Mutex<Vec<(Ticket, Answer)>>,
    bell: Notify,
}

impl Inbox {
    /// Swaps the answers so far with `emptied`.
    pub(crate) fn take(&self, emptied: &mut Vec<(Ticket, Answer)>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        core::mem::swap(&mut *answers, emptied);
    }

    /// Waits for answers. Returns at once if some came since the last call; sometimes for nothing.
    pub(crate) async fn rung(&self) {
        self.bell.notified().await;
    }
}

impl Acknowledge for Inbox {
    fn answer(&self, answers: &[(Ticket, Answer)]) {
        self.answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(answers);
        self.bell.notify_one();
    }
}
