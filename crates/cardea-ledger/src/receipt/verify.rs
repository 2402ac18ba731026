//! Checking a receipt, offline.

use serde_json::Value;
use tlog_tiles::{Hash, record_hash};

use super::readable::readable;
use super::{EVIDENCE, Evidence, FORMAT};
use crate::limits::{PROOF_HASHES_MAX, RECEIPT_JSON_BYTES_MAX};
use crate::{
    CheckpointError, InclusionProof, ProofError, Record, RecordError, SignedCheckpoint,
    VerifierKey, strict_json, verify_inclusion,
};

/// A receipt that holds: this was logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// What was logged, and when.
    pub record: Record,
    /// Its position in the log.
    pub index: u64,
    /// The signed state of the log that it was found in. Compare it with a newer one
    /// ([`verify_consistency`](crate::verify_consistency)) to see that the log has kept it.
    pub checkpoint: SignedCheckpoint,
}

/// Why a receipt does not hold. Said to the person who holds it.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Too large.
    #[error("this is too large to be a receipt: one has at most {RECEIPT_JSON_BYTES_MAX} bytes")]
    Length,
    /// Not JSON, or not in one reading only.
    #[error(
        "this is not a receipt that can be read ({0}): it was changed, or cut short on the way; get the file again"
    )]
    Json(serde_json::Error),
    /// JSON, but no receipt.
    #[error("this is not a receipt of Cardea: the part `{EVIDENCE}` is missing or not in order")]
    NotAReceipt,
    /// A format we do not know.
    #[error(
        "this receipt has format {format}, which this version of Cardea does not know: use a newer one"
    )]
    Format {
        /// The format it has.
        format: u64,
    },
    /// Of another log.
    #[error(
        "this receipt is from the log `{receipt}`, and the key you gave is that of `{key}`: find the key of its log"
    )]
    OtherLog {
        /// The receipt's log.
        receipt: String,
        /// The key's log.
        key: String,
    },
    /// The signed checkpoint.
    #[error("this receipt's checkpoint does not hold: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The proof.
    #[error(
        "this receipt's proof does not lead to the signed checkpoint: the receipt or the log was changed"
    )]
    Proof(#[from] ProofError),
    /// The entry.
    #[error("this receipt's log entry cannot be read: {0}")]
    Record(#[from] RecordError),
    /// An entry of which there are no receipts.
    #[error("this receipt's log entry is not a consent, an erasure or the transfer of a device")]
    Kind,
    /// The readable part.
    #[error("this receipt does not say what was logged ({field}): it was changed")]
    Readable {
        /// Which part of it differs.
        field: String,
    },
}

/// Checks a receipt with the log's public key alone: the checkpoint is signed, the entry leads to it, and the
/// readable part says exactly what the entry says.
pub fn verify_receipt(json: &str, key: &VerifierKey) -> Result<Verified, VerifyError> {
    if json.len() > RECEIPT_JSON_BYTES_MAX {
        return Err(VerifyError::Length);
    }
    let Value::Object(mut document) = strict_json::parse(json).map_err(VerifyError::Json)? else {
        return Err(VerifyError::NotAReceipt);
    };
    let evidence = document.remove(EVIDENCE).ok_or(VerifyError::NotAReceipt)?;
    if let Some(format) = evidence.get("format").and_then(Value::as_u64)
        && format != FORMAT
    {
        return Err(VerifyError::Format { format });
    }
    let evidence: Evidence =
        serde_json::from_value(evidence).map_err(|_| VerifyError::NotAReceipt)?;
    if evidence.log != key.short() {
        return Err(VerifyError::OtherLog {
            receipt: evidence.log,
            key: key.short(),
        });
    }
    let checkpoint = SignedCheckpoint::open(&evidence.checkpoint, key)?;
    let proof = inclusion(&evidence, checkpoint.size())?;
    verify_inclusion(
        &proof,
        &record_hash(evidence.entry.as_bytes()),
        checkpoint.root(),
    )?;
    let record = Record::from_text(&evidence.entry)?;
    let logged = readable(&record, &evidence.entry).ok_or(VerifyError::Kind)?;
    if let Some(field) = difference(&logged, &document) {
        return Err(VerifyError::Readable { field });
    }
    Ok(Verified {
        record,
        index: evidence.index,
        checkpoint,
    })
}

fn inclusion(evidence: &Evidence, size: u64) -> Result<InclusionProof, ProofError> {
    if evidence.inclusion.len() > PROOF_HASHES_MAX {
        return Err(ProofError::Length);
    }
    let hashes = evidence.inclusion.iter().map(|hash| Hash::parse_hash(hash));
    let hashes = hashes
        .collect::<Result<_, _>>()
        .map_err(|_| ProofError::Mismatch)?;
    Ok(InclusionProof {
        index: evidence.index,
        size,
        hashes,
    })
}

/// The first part that does not say what was logged. Only names we write ourselves are repeated.
fn difference(
    logged: &serde_json::Map<String, Value>,
    shown: &serde_json::Map<String, Value>,
) -> Option<String> {
    let changed = logged
        .iter()
        .find(|(name, value)| shown.get(*name) != Some(value));
    let added = || shown.keys().any(|name| !logged.contains_key(name));
    match changed {
        Some((name, _)) => Some(name.clone()),
        None => added().then(|| "a part that was added".to_owned()),
    }
}
