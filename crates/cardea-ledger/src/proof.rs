//! Proofs about the tree, and their verification with nothing but hashes in hand.

use tlog_tiles::Hash;

use crate::limits::{PROOF_HASHES_MAX, TREE_SIZE_MAX};

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Sizes or index that make no sense together.
    #[error("the proof is about an entry or a size that the log does not have")]
    Range,
    /// More than [`PROOF_HASHES_MAX`] hashes.
    #[error("a proof has at most {PROOF_HASHES_MAX} hashes")]
    Length,
    /// The hashes do not lead where they should.
    #[error(
        "the proof does not lead to the signed checkpoint: it, the entry or the log was changed"
    )]
    Mismatch,
}

/// Shows that one entry is in a log of a certain size.
#[derive(Clone, Debug, PartialEq)]
pub struct InclusionProof {
    /// Position of the entry, from 0.
    pub index: u64,
    /// Entries in the log.
    pub size: u64,
    /// RFC 6962 section 2.1.1, from the leaf upwards.
    pub hashes: Vec<Hash>,
}

/// Shows that a log only grew between two sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsistencyProof {
    /// Entries in the earlier log, at least 1.
    pub old: u64,
    /// Entries in the later log, at least as many.
    pub new: u64,
    /// RFC 6962 section 2.1.2.
    pub hashes: Vec<Hash>,
}

/// Checks that `proof` leads from `leaf` (the hash of the entry) to `root`.
pub fn verify_inclusion(
    proof: &InclusionProof,
    leaf: &Hash,
    root: &Hash,
) -> Result<(), ProofError> {
    if proof.size > TREE_SIZE_MAX || proof.index >= proof.size {
        return Err(ProofError::Range);
    }
    if proof.hashes.len() > PROOF_HASHES_MAX {
        return Err(ProofError::Length);
    }
    tlog_tiles::check_record(&proof.hashes, proof.size, *root, proof.index, *leaf)
        .map_err(|_| ProofError::Mismatch)
}

/// Checks that the log with `new_root` begins with every entry of the log with `old_root`.
///
/// An earlier size of 0 is refused: every log begins with nothing, so there is nothing to prove.
pub fn verify_consistency(
    proof: &ConsistencyProof,
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), ProofError> {
    if proof.new > TREE_SIZE_MAX || proof.old == 0 || proof.old > proof.new {
        return Err(ProofError::Range);
    }
    if proof.hashes.len() > PROOF_HASHES_MAX {
        return Err(ProofError::Length);
    }
    tlog_tiles::check_tree(&proof.hashes, proof.new, *new_root, proof.old, *old_root)
        .map_err(|_| ProofError::Mismatch)
}
