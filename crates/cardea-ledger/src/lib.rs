//! The transparency log and the receipts drawn from it.
//!
//! An append-only Merkle tree (RFC 6962 hashing) in the open formats C2SP `tlog-tiles`, `tlog-checkpoint` and
//! `signed-note`, so that verifiers and witnesses nobody here wrote can check it.
//!
//! **Invariant:** an entry that [`Ledger::append`] has answered for is on disk, covered by a signed checkpoint, and
//! never changes. No entry holds personal data: people, homes and devices stand in it as [`Commitment`]s. A log that
//! was changed or cut short is not opened.
//!
//! **Trust:** someone who can change the log's file gets nothing but the power to be detected. Someone who also holds
//! the signing key can write a second history; whoever kept an earlier checkpoint or a receipt can prove it
//! ([`verify_log`]). Someone who can change this crate can make "verified" mean nothing, which is why the tests hold a
//! verifier in another language that shares no code with it.
//!
//! | to do | take |
//! | --- | --- |
//! | write down what happened | [`Ledger`], [`Entry`], [`Name`], [`Commitment`], [`Salt`] |
//! | give a person proof | [`Receipt`] |
//! | check a person's proof, offline | [`verify_receipt`] |
//! | check a whole log, offline | [`verify_log`], [`LogAudit`] |
//! | serve the log | [`Ledger::checkpoint`], [`Ledger::tile`], [`Ledger::export_to`] |

mod audit;
mod checkpoint;
mod commitment;
mod entry;
mod key;
mod ledger;
pub mod limits;
mod name;
mod proof;
mod receipt;
mod record;
mod rfc3339;
mod strict_json;
mod tile;
mod tree;
mod verifier_key;

pub use audit::{AuditError, AuditReport, LogAudit, verify_log};
pub use checkpoint::{CheckpointError, SignedCheckpoint};
pub use commitment::{Commitment, Salt};
pub use entry::{ClientChange, ConsentState, Entry, Expression};
pub use key::{KeyError, SigningKey};
pub use ledger::{Appended, Damage, Exported, Ledger, LedgerError, LoggedEntry};
pub use name::{Name, NameError};
pub use proof::{
    ConsistencyProof, InclusionProof, ProofError, verify_consistency, verify_inclusion,
};
pub use receipt::{Receipt, ReceiptError, Verified, VerifyError, verify_receipt};
pub use record::{Record, RecordError};
pub use tlog_tiles::Hash;
pub use verifier_key::{VerifierKey, VerifierKeyError};
