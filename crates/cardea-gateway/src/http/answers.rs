//! Waits for the answers to all readings of one request.

use std::sync::{Arc, Mutex, PoisonError};

use cardea_gate::{Acknowledge, Answer, Ticket};
use tokio::sync::Notify;

/// Counts of answers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    pub(super) kept: u64,
    pub(super) duplicates: u64,
    pub(super) not_permitted: u64,
    pub(super) unavailable: u64,
}

/// Collects them.
#[derive(Debug)]
pub(super) struct Answers {
    expected: u64,
    so_far: Mutex<Counted>,
    all: Notify,
}

impl Answers {
    pub(super) fn of(expected: usize) -> Arc<Self> {
        Arc::new(Self {
            expected: u64::try_from(expected).unwrap_or(u64::MAX),
            so_far: Mutex::new(Counted::default()),
            all: Notify::new(),
        })
    }

    /// Waits until each reading has its answer. The store answers for every reading it takes.
    pub(super) async fn wait(&self) -> Counted {
        loop {
            let more = self.all.notified();
            let counted = *self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
            if counted.total() >= self.expected {
                return counted;
            }
            more.await;
        }
    }
}

impl Counted {
    const fn total(self) -> u64 {
        self.kept
            .saturating_add(self.duplicates)
            .saturating_add(self.not_permitted)
            .saturating_add(self.unavailable)
    }
}

impl Acknowledge for Answers {
    fn answer(&self, answers: &[(Ticket, Answer)]) {
        let mut counted = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, answer) in answers {
            let count = match answer {
                Answer::Kept => &mut counted.kept,
                Answer::Duplicate => &mut counted.duplicates,
                Answer::NotPermitted => &mut counted.not_permitted,
                Answer::Unavailable => &mut counted.unavailable,
            };
            *count = count.saturating_add(1);
        }
        drop(counted);
        self.all.notify_one();
    }
}
