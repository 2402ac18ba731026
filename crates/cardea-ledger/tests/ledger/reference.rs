//! RFC 6962 a second time, slow and obvious, sharing nothing with the ledger but SHA-256's name: the tree by its
//! recursive definition, and the verifiers of RFC 9162 with its extension to subtrees.

use sha2::{Digest, Sha256};

pub(crate) type Hash = [u8; 32];

pub(crate) fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(entry)
        .finalize()
        .into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// Largest power of two smaller than `n`, for `n` of 2 or more.
fn split(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

/// MTH of RFC 6962 section 2.1, over leaf hashes.
pub(crate) fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// PATH of RFC 6962 section 2.1.1.
pub(crate) fn path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    let (mut hashes, other) = if m < k {
        (path(m, left), root(right))
    } else {
        (path(m - k, right), root(left))
    };
    hashes.push(other);
    hashes
}

/// PROOF of RFC 6962 section 2.1.2.
pub(crate) fn proof(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    subproof(m, leaves, true)
}

fn subproof(m: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if whole {
            Vec::new()
        } else {
            vec![root(leaves)]
        };
    }
    let k = split(leaves.len());
    let (left, right) = leaves.split_at(k);
    let (mut hashes, other) = if m <= k {
        (subproof(m, left, whole), root(right))
    } else {
        (subproof(m - k, right, false), root(left))
    };
    hashes.push(other);
    hashes
}

/// Whether `[start, end)` is the leaves of one node, or of the right edge of one: what can have a proof of its own.
fn is_subtree(start: u64, end: u64) -> bool {
    start < end
        && (end - start)
            .checked_next_power_of_two()
            .is_some_and(|k| start.is_multiple_of(k))
}

/// Whether the leaf at `index` is in the subtree `[start, end)` with this root.
pub(crate) fn subtree_includes(
    (start, end): (u64, u64),
    index: u64,
    leaf: &Hash,
    proof: &[Hash],
    wanted: &Hash,
) -> bool {
    if !is_subtree(start, end) || index < start || index >= end {
        return false;
    }
    // RFC 9162 section 2.1.3.2
    let (mut at, mut last, mut hash) = (index - start, end - start - 1, *leaf);
    for other in proof {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(other, &hash);
            while at % 2 == 0 && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            hash = node_hash(&hash, other);
        }
        (at, last) = (at / 2, last / 2);
    }
    last == 0 && hash == *wanted
}

/// Whether the subtree `[start, end)` with root `sub` is in the tree of `size` leaves with root `whole`. With a start
/// of 0 this is the consistency proof of RFC 9162 section 2.1.4.2.
pub(crate) fn subtree_consistent(
    (start, end): (u64, u64),
    size: u64,
    proof: &[Hash],
    sub: &Hash,
    whole: &Hash,
) -> bool {
    if start == end {
        // No leaves at all: a part of every tree, and nothing to prove.
        return end <= size && proof.is_empty() && *sub == root(&[]);
    }
    if !is_subtree(start, end) || end > size {
        return false;
    }
    let (mut first, mut last, mut end_of_tree) = (start, end - 1, size - 1);
    if last == end_of_tree {
        while first != last {
            (first, last, end_of_tree) = (first / 2, last / 2, end_of_tree / 2);
        }
    } else {
        while first != last && last % 2 == 1 {
            (first, last, end_of_tree) = (first / 2, last / 2, end_of_tree / 2);
        }
    }
    let mut rest = proof.iter();
    let from = if first == last {
        Some(sub)
    } else {
        rest.next()
    };
    let Some(from) = from else { return false };
    let (mut sub_hash, mut whole_hash) = (*from, *from);
    for other in rest {
        if end_of_tree == 0 {
            return false;
        }
        if last % 2 == 1 || last == end_of_tree {
            if first < last {
                sub_hash = node_hash(other, &sub_hash);
            }
            whole_hash = node_hash(other, &whole_hash);
            while last % 2 == 0 && last != 0 {
                (first, last, end_of_tree) = (first / 2, last / 2, end_of_tree / 2);
            }
        } else {
            whole_hash = node_hash(&whole_hash, other);
        }
        (first, last, end_of_tree) = (first / 2, last / 2, end_of_tree / 2);
    }
    end_of_tree == 0 && sub_hash == *sub && whole_hash == *whole
}
