//! What a person keeps: proof that what was done for them is on record.
//!
//! A receipt is a JSON-LD document after ISO/IEC TS 27560 and the W3C Data Privacy Vocabulary (DPV). Its readable part
//! says what happened; the part `cardea:evidence` holds the log entry, its inclusion proof and a signed checkpoint.
//!
//! **The readable part is computed from the entry and from nothing else.** To verify, it is computed again and compared,
//! so that not a word of it can be changed. The shape of format 1 therefore never changes; a new shape is format 2, and
//! the reader keeps both.
//!
//! **No opening.** The receipt does not hold what turns the person's id into the commitment of the entry. That would be
//! the person's salt, which opens every other entry about them as well: a receipt that is shown to a shop, or lost,
//! would give away when and by whom their data was ever read. That a receipt is *theirs* a person shows by having it,
//! or by asking the service, which can compute the commitment for as long as the salt lives. After an erasure nobody
//! can, which is the point of it.

mod issue;
mod readable;
mod verify;

pub use issue::{Receipt, ReceiptError};
pub use verify::{Verified, VerifyError, verify_receipt};

/// The format of a receipt.
const FORMAT: u64 = 1;

/// The name of the part that holds the proof.
const EVIDENCE: &str = "cardea:evidence";

/// The proof in a receipt, as it stands in JSON.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    format: u64,
    /// Name and number of the log's key.
    log: String,
    /// Position of the entry.
    index: u64,
    /// The entry's text; its bytes are the leaf.
    entry: String,
    /// Hashes of the inclusion proof, base64, from the leaf upwards.
    inclusion: Vec<String>,
    /// The signed checkpoint that the proof leads to.
    checkpoint: String,
}
