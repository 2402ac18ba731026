//! The tree grown leaf by leaf, keeping only its edge.

use tlog_tiles::{EMPTY_HASH, Hash, node_hash};

/// The complete subtrees at the right edge of a growing tree: at most 48 hashes, whatever its size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    size: u64,
    /// Level and hash, highest level first.
    subtrees: Vec<(u8, Hash)>,
}

impl Edge {
    /// Entries so far.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. Returns every node that it completes with its level, the leaf itself first: what a log stores.
    pub(crate) fn push(&mut self, leaf: Hash) -> Vec<(u8, Hash)> {
        let mut completed = vec![(0, leaf)];
        let (mut level, mut hash) = (0_u8, leaf);
        while let Some((_, left)) = self.subtrees.pop_if(|(left, _)| *left == level) {
            hash = node_hash(left, hash);
            level = level.saturating_add(1);
            completed.push((level, hash));
        }
        self.subtrees.push((level, hash));
        self.size = self.size.saturating_add(1);
        completed
    }

    /// The hash over everything so far.
    pub(crate) fn root(&self) -> Hash {
        let mut smallest_first = self.subtrees.iter().rev().map(|(_, hash)| *hash);
        let Some(first) = smallest_first.next() else {
            return EMPTY_HASH;
        };
        smallest_first.fold(first, |right, left| node_hash(left, right))
    }
}
