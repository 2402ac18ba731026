//! The 518 proofs of transparency-dev/merkle, most of them wrong on purpose.
//!
//! 196 of them are about whole trees: those are what the ledger verifies. 322 are about subtrees, which the ledger does
//! not offer; 290 of those are, renumbered, about whole trees, and the ledger has to agree there as well. The remaining
//! 32 begin inside a tree. The reference in [`crate::reference`] is held to all 518: the other tests rely on it.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use cardea_ledger::{ConsistencyProof, Hash, InclusionProof, verify_consistency, verify_inclusion};
use serde::Deserialize;

use crate::reference;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
    leaf_idx: Option<u64>,
    tree_size: Option<u64>,
    size: Option<u64>,
    size1: Option<u64>,
    size2: Option<u64>,
    start: Option<u64>,
    end: Option<u64>,
    root: Option<String>,
    root1: Option<String>,
    root2: Option<String>,
    leaf_hash: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// What a vector asks.
enum Question {
    /// Is the leaf at this index in the subtree with this root?
    Inclusion {
        range: (u64, u64),
        index: u64,
        leaf: Hash,
        root: Hash,
        proof: Vec<Hash>,
    },
    /// Is the subtree with the first root in the tree of this size with the second?
    Subtree {
        range: (u64, u64),
        size: u64,
        sub: Hash,
        whole: Hash,
        proof: Vec<Hash>,
    },
    /// Did the log grow from the first root to the second? Not asked of an empty log.
    Growth {
        old: u64,
        new: u64,
        old_root: Hash,
        new_root: Hash,
        proof: Vec<Hash>,
    },
}

#[test]
fn we_agree_with_every_vector() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/merkle-rfc6962/testdata");
    if !folder.is_dir() {
        skipped("the RFC 6962 vectors are not here");
        return;
    }
    let (mut judged_by_reference, mut judged_by_ledger) = (0, 0);
    for file in files(&folder) {
        let text = fs::read_to_string(&file).unwrap();
        let vector: Vector = serde_json::from_str(&text).unwrap();
        let holds = !vector.want_err;
        let question = question(&vector);
        let by_reference = question.as_ref().is_some_and(ask_reference);
        assert_eq!(by_reference, holds, "the reference, {}", file.display());
        judged_by_reference += 1;
        if let Some(by_ledger) = question.as_ref().map_or(Some(false), ask_ledger) {
            assert_eq!(by_ledger, holds, "the ledger, {}", file.display());
            judged_by_ledger += 1;
        }
    }
    assert_eq!(judged_by_reference, 518);
    assert_eq!(judged_by_ledger, 486);
}

/// `None` when the leaf or root of an inclusion is not 32 bytes: such a proof cannot even be put to us.
fn question(vector: &Vector) -> Option<Question> {
    let proof = vector.proof.as_deref().unwrap_or_default();
    let proof = proof.iter().map(|text| hash(text)).collect();
    if let Some(index) = vector.leaf_idx {
        let of = |text: &Option<String>| Hash::parse_hash(text.as_ref().unwrap()).ok();
        let range = (
            vector.start.unwrap_or(0),
            vector.tree_size.or(vector.end).unwrap(),
        );
        let (leaf, root) = (of(&vector.leaf_hash)?, of(&vector.root)?);
        return Some(Question::Inclusion {
            range,
            index,
            leaf,
            root,
            proof,
        });
    }
    let of = |text: &Option<String>| hash(text.as_ref().unwrap());
    let (first, second) = (of(&vector.root1), of(&vector.root2));
    if let (Some(old), Some(new)) = (vector.size1, vector.size2) {
        return Some(Question::Growth {
            old,
            new,
            old_root: first,
            new_root: second,
            proof,
        });
    }
    let range = (vector.start.unwrap(), vector.end.unwrap());
    let size = vector.size.unwrap();
    Some(Question::Subtree {
        range,
        size,
        sub: first,
        whole: second,
        proof,
    })
}

/// A hash of a vector. Some roots are texts like "don't care 1", equal where it matters that they are, and not of 32
/// bytes, which no [`Hash`] can be: another hash stands for such a text, the same for the same text.
fn hash(text: &str) -> Hash {
    let bytes = BASE64_STANDARD.decode(text).unwrap();
    let stand_in = || reference::leaf_hash(&[b"stands for ", bytes.as_slice()].concat());
    Hash(bytes.as_slice().try_into().unwrap_or_else(|_| stand_in()))
}

fn ask_reference(question: &Question) -> bool {
    let plain = |hashes: &[Hash]| hashes.iter().map(|hash| hash.0).collect::<Vec<_>>();
    match question {
        Question::Inclusion {
            range,
            index,
            leaf,
            root,
            proof,
        } => reference::subtree_includes(*range, *index, &leaf.0, &plain(proof), &root.0),
        Question::Subtree {
            range,
            size,
            sub,
            whole,
            proof,
        } => reference::subtree_consistent(*range, *size, &plain(proof), &sub.0, &whole.0),
        Question::Growth {
            old,
            new,
            old_root,
            new_root,
            proof,
        } => {
            let (old_root, new_root, proof) = (&old_root.0, &new_root.0, plain(proof));
            *old > 0 && reference::subtree_consistent((0, *old), *new, &proof, old_root, new_root)
        }
    }
}

/// `None` when the ledger has no function for the question.
fn ask_ledger(question: &Question) -> Option<bool> {
    match question {
        Question::Inclusion {
            range: (start, end),
            index,
            leaf,
            root,
            proof,
        } => {
            let size = end.checked_sub(*start);
            let aligned = size
                .and_then(u64::checked_next_power_of_two)
                .is_some_and(|power| start.is_multiple_of(power));
            let (Some(size), Some(index), true) = (size, index.checked_sub(*start), aligned) else {
                return None;
            };
            let proof = InclusionProof {
                index,
                size,
                hashes: proof.clone(),
            };
            Some(verify_inclusion(&proof, leaf, root).is_ok())
        }
        // A subtree that begins where the tree begins is a smaller tree.
        Question::Subtree {
            range: (0, old @ 1..),
            size: new,
            sub,
            whole,
            proof,
        }
        | Question::Growth {
            old,
            new,
            old_root: sub,
            new_root: whole,
            proof,
        } => {
            let proof = ConsistencyProof {
                old: *old,
                new: *new,
                hashes: proof.clone(),
            };
            Some(verify_consistency(&proof, sub, whole).is_ok())
        }
        Question::Subtree { .. } => None,
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[expect(clippy::print_stderr, reason = "a test that did not run has to say so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("SKIPPED: {why}");
}
