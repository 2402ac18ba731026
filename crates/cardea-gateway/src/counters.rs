//! What has happened so far, in numbers. No personal data: nothing here says who.

use std::sync::atomic::{AtomicU64, Ordering};

use cardea_gate::Answer;

/// Declares the counters once: the atomics, the readable copy, and the way from one to the other.
macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Counters of one endpoint, since it was made.
        #[derive(Debug, Default)]
        pub struct Counters {
            $(pub(crate) $name: Count,)+
        }

        /// The counters at one moment.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Counts {
            $($(#[$doc])* pub $name: u64,)+
        }

        impl Counters {
            /// The counters now. Each is exact; together they may be a few messages apart.
            pub fn counts(&self) -> Counts {
                Counts { $($name: self.$name.get(),)+ }
            }
        }
    };
}

counters! {
    /// Sockets open now.
    connections_open,
    /// Sockets accepted.
    connections,
    /// Sockets closed because [`CONNECTIONS_MAX`](crate::limits::CONNECTIONS_MAX) were open.
    connections_over_limit,
    /// Sockets that sent no CONNECT we could read, or none in time.
    connects_unreadable,
    /// Devices that signed in.
    sign_ins,
    /// Sign-ins refused for a wrong or missing id or token.
    sign_ins_bad,
    /// Sign-ins refused unseen, because there were too many failures before.
    sign_ins_slowed,
    /// Sign-ins that could not be checked, or not in time.
    sign_ins_not_now,
    /// Wills that came with a CONNECT and were ignored.
    wills_ignored,
    /// Subscriptions (topic filters) refused.
    subscriptions_refused,
    /// Publishes received, repetitions included.
    publishes,
    /// Readings on disk.
    kept,
    /// Readings that were on disk already.
    duplicate,
    /// Readings that nobody may have, so they were not stored.
    not_permitted,
    /// Readings that could not be stored; at QoS 1 and 2 the device sends them again.
    unavailable,
    /// Publishes in which nothing was declared.
    undeclared,
    /// Publishes to another device's topic.
    not_yours,
    /// Publishes that could not be decoded.
    unreadable,
    /// Publishes at QoS 2 that had come before and were not taken again.
    repeated,
    /// Connections ended for breaking the protocol, packets over the size limit included.
    protocol_errors,
    /// Connections ended because the device was silent longer than its keep-alive.
    keep_alive_timeouts,
    /// Connections that a newer one of the same device and client id replaced.
    taken_over,
    /// Connections ended because the device may not send any more.
    revoked,
    /// Pauses of the accept loop after an error of the machine.
    accept_pauses,
}

/// One counter.
#[derive(Debug, Default)]
pub(crate) struct Count(AtomicU64);

impl Count {
    pub(crate) fn one(&self) {
        self.some(1);
    }

    pub(crate) fn some(&self, more: u64) {
        if more > 0 {
            self.0.fetch_add(more, Ordering::Relaxed);
        }
    }

    pub(crate) fn one_less(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Answers of one batch, added up before they touch the shared counters.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    kept: u64,
    duplicate: u64,
    not_permitted: u64,
    unavailable: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, answer: Answer) {
        let count = match answer {
            Answer::Kept => &mut self.kept,
            Answer::Duplicate => &mut self.duplicate,
            Answer::NotPermitted => &mut self.not_permitted,
            Answer::Unavailable => &mut self.unavailable,
        };
        *count = count.saturating_add(1);
    }

    pub(crate) fn post(&self, counters: &Counters) {
        counters.kept.some(self.kept);
        counters.duplicate.some(self.duplicate);
        counters.not_permitted.some(self.not_permitted);
        counters.unavailable.some(self.unavailable);
    }
}
