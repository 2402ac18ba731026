//! Making a receipt.

use serde_json::Value;

use super::readable::readable;
use super::{EVIDENCE, Evidence, FORMAT, VerifyError, verify_receipt};
use crate::{Ledger, LedgerError, RecordError};

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// The log could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The entry cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// An entry of a kind that concerns nobody in particular, or of which there is no receipt.
    #[error(
        "receipts are given for consents, erasures and devices claimed, released or forgotten; entry {index} is none"
    )]
    Kind {
        /// The entry's position.
        index: u64,
    },
    /// It could not be written as JSON.
    #[error("the receipt could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// It was made and did not hold.
    #[error("the receipt was made and does not verify, so it is not given out: {0}")]
    Unsound(#[from] VerifyError),
}

/// A receipt that has been verified once already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    index: u64,
    json: String,
}

impl Receipt {
    /// Makes the receipt for the entry at `index`: a consent, an erasure, a device claimed, released or forgotten.
    ///
    /// It is verified, with the public key alone, before it is returned.
    pub fn issue(ledger: &Ledger, index: u64) -> Result<Self, ReceiptError> {
        let logged = ledger.entry(index)?;
        let checkpoint = ledger.checkpoint()?;
        let proof = ledger.inclusion_proof(index, checkpoint.size())?;
        let record = logged.record()?;
        let key = ledger.verifier_key();
        let mut document = readable(&record, &logged.text).ok_or(ReceiptError::Kind { index })?;
        let evidence = Evidence {
            format: FORMAT,
            log: key.short(),
            index,
            entry: logged.text,
            inclusion: proof.hashes.iter().map(ToString::to_string).collect(),
            checkpoint: checkpoint.note().to_owned(),
        };
        document.insert(EVIDENCE.to_owned(), serde_json::to_value(&evidence)?);
        let mut json = serde_json::to_string_pretty(&Value::Object(document))?;
        json.push('\n');
        verify_receipt(&json, key)?;
        Ok(Self { index, json })
    }

    /// Position of its entry in the log.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The receipt as the person gets it: `application/ld+json`, indented, with a line end.
    pub fn to_json(&self) -> &str {
        &self.json
    }
}
