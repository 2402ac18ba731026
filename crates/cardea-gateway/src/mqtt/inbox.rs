//! Where the house leaves its answers for one connection.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use cardea_gate::{Acknowledge, Answer, Ticket};
use cardea_store::Listen;
use tokio::sync::Notify;

/// Answers waiting to be written to a device. Holds at most one for each reading that the house holds, so the
/// house's own queue bounds it. It outlives its connection while the house holds a reading of it.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    answers: Mutex<Vec<(Ticket, Answer)>>,
    /// Whether the directive may have changed. One bit, however often that happens.
    changed: AtomicBool,
    bell: Notify,
}

impl Inbox {
    /// Swaps the answers so far with `emptied`.
    pub(crate) fn take(&self, emptied: &mut Vec<(Ticket, Answer)>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        core::mem::swap(&mut *answers, emptied);
    }

    /// Whether the directive may have changed since the last call.
    pub(crate) fn take_changed(&self) -> bool {
        self.changed.swap(false, Ordering::AcqRel)
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

impl Listen for Inbox {
    fn ring(&self) {
        self.changed.store(true, Ordering::Release);
        self.bell.notify_one();
    }
}
