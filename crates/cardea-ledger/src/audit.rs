//! Checking a whole log, offline, with its public key and whatever checkpoints one has kept.

mod copy;
mod error;

use tlog_tiles::{Hash, record_hash};

pub use copy::verify_log;
pub use error::AuditError;

use crate::limits::{EARLIER_CHECKPOINTS_MAX, ENTRY_BYTES_MAX};
use crate::tree::Edge;
use crate::{SignedCheckpoint, VerifierKey};

/// A log that was found to be in order.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditReport {
    /// The checkpoint that all entries lead to.
    pub checkpoint: SignedCheckpoint,
    /// How many earlier checkpoints the log was compared with and grew from.
    pub earlier_checked: usize,
}

/// Checks a log entry by entry, wherever the entries come from. It keeps a few dozen hashes, whatever their number.
#[derive(Debug)]
pub struct LogAudit {
    latest: SignedCheckpoint,
    /// By size, smallest first.
    earlier: Vec<SignedCheckpoint>,
    edge: Edge,
    /// How many of `earlier` have been compared.
    compared: usize,
    /// Size of the first earlier checkpoint that the entries do not lead to.
    forked: Option<u64>,
}

impl LogAudit {
    /// Begins with the checkpoint the log has now and those kept from before (at most [`EARLIER_CHECKPOINTS_MAX`]),
    /// all signed by `key`. An error when a signature is wrong or the log is shorter than it was.
    pub fn begin(latest: &str, earlier: &[String], key: &VerifierKey) -> Result<Self, AuditError> {
        let latest = SignedCheckpoint::open(latest, key).map_err(AuditError::Latest)?;
        if earlier.len() > EARLIER_CHECKPOINTS_MAX {
            return Err(AuditError::TooMany);
        }
        let mut opened = Vec::with_capacity(earlier.len());
        for (number, note) in (1..).zip(earlier) {
            let checkpoint = SignedCheckpoint::open(note, key)
                .map_err(|error| AuditError::Earlier { number, error })?;
            if checkpoint.size() > latest.size() {
                return Err(AuditError::CutShort {
                    then: checkpoint.size(),
                    now: latest.size(),
                });
            }
            opened.push(checkpoint);
        }
        opened.sort_by_key(SignedCheckpoint::size);
        let mut audit = Self {
            latest,
            earlier: opened,
            edge: Edge::default(),
            compared: 0,
            forked: None,
        };
        audit.compare();
        Ok(audit)
    }

    /// Takes the next entry, oldest first.
    pub fn entry(&mut self, entry: &[u8]) -> Result<(), AuditError> {
        self.push(entry).map(|_| ())
    }

    /// Every entry has been given: says whether the log is in order.
    pub fn finish(self) -> Result<AuditReport, AuditError> {
        let (found, signed) = (self.edge.size(), self.latest.size());
        if found < signed {
            return Err(AuditError::Missing { found, signed });
        }
        if self.edge.root() != *self.latest.root() {
            return Err(AuditError::Altered);
        }
        match self.forked {
            Some(size) => Err(AuditError::Forked { size }),
            None => Ok(AuditReport {
                checkpoint: self.latest,
                earlier_checked: self.compared,
            }),
        }
    }

    /// Position of the entry that comes next.
    const fn next(&self) -> u64 {
        self.edge.size()
    }

    /// Takes the next entry. Returns the nodes of the tree that it completes.
    fn push(&mut self, entry: &[u8]) -> Result<Vec<(u8, Hash)>, AuditError> {
        if self.next() >= self.latest.size() {
            return Err(AuditError::Excess {
                signed: self.latest.size(),
            });
        }
        if entry.len() > ENTRY_BYTES_MAX {
            return Err(AuditError::Entry { index: self.next() });
        }
        let completed = self.edge.push(record_hash(entry));
        self.compare();
        Ok(completed)
    }

    /// Compares with the earlier checkpoints of just this size.
    fn compare(&mut self) {
        while let Some(earlier) = self.earlier.get(self.compared) {
            if earlier.size() != self.edge.size() {
                return;
            }
            if *earlier.root() != self.edge.root() {
                self.forked.get_or_insert(earlier.size());
            }
            self.compared = self.compared.saturating_add(1);
        }
    }
}
