//! Who was forgotten, by everything that knows it; and that they stay so.
//!
//! The evidence knows it without naming anybody: an erasure stands there as a commitment under the salt of the one who was forgotten. The salt
//! is destroyed with the secret; so wherever a secret comes back, from whatever copy, its salt comes back with it and gives it away.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use cardea_ledger::{Commitment, Entry, Ledger, Salt};
use cardea_store::ErasureStep;
use cardea_units::{SubjectId, UnixMillis};
use cardea_vault::limits::{LOG_ROWS_MAX, SUBJECTS_DESTROYED_AT_ONCE_MAX};
use cardea_vault::{SubjectState, Vault};

/// Every erasure of the evidence, and when its last entry was written.
pub(crate) struct Known {
    pub(crate) erasures: BTreeSet<Commitment>,
    pub(crate) until: Option<UnixMillis>,
}

/// Reads the evidence through.
pub(crate) fn known(ledger: &Ledger) -> Result<Known> {
    let size = ledger.checkpoint()?.size();
    let mut known = Known {
        erasures: BTreeSet::new(),
        until: None,
    };
    let mut next = 0;
    while next < size {
        let entries = ledger.entries(next..size)?;
        let Some(last) = entries.last() else { break };
        next = last.index.saturating_add(1);
        for entry in &entries {
            let record = entry.record()?;
            known.until = known.until.max(Some(record.at));
            if let Entry::Erasure { subject, .. } = record.entry {
                known.erasures.insert(subject);
            }
        }
    }
    Ok(known)
}

/// Everybody whose erasure was carried out, by the requests in a folder. What was only asked for is taken up with its evidence, when the
/// folder is served.
pub(crate) fn carried_out(folder: &Path) -> Result<Vec<SubjectId>> {
    let all = cardea_store::erased_in(folder)?;
    let done = all
        .into_iter()
        .filter(|(_, step)| *step == ErasureStep::Sweeping);
    Ok(done.map(|(subject, _)| subject).collect())
}

/// Destroys the secrets of everybody who was forgotten by the evidence or by `erased`; answers how many there were.
pub(crate) fn destroy_again(
    vault: &Vault,
    ledger: &Ledger,
    erased: &[SubjectId],
    now: UnixMillis,
) -> Result<usize> {
    let known = known(ledger)?;
    let mut back: BTreeSet<SubjectId> = BTreeSet::new();
    for subject in erased {
        if vault.subject_state(*subject)? == SubjectState::Alive {
            back.insert(*subject);
        }
    }
    let mut after = None;
    while !known.erasures.is_empty() {
        let some = vault.subjects_after(after, LOG_ROWS_MAX)?;
        let Some(last) = some.last() else { break };
        after = Some(*last);
        for subject in some {
            let salt = Salt::from_bytes(*vault.salt(subject)?.as_bytes());
            if known
                .erasures
                .contains(&Commitment::of_subject(&salt, subject))
            {
                back.insert(subject);
            }
        }
    }
    let back: Vec<SubjectId> = back.into_iter().collect();
    for some in back.chunks(SUBJECTS_DESTROYED_AT_ONCE_MAX) {
        let _ = vault.destroy_subjects(some, now)?;
    }
    Ok(back.len())
}
