//! What the log hands out: entries, proofs, tiles.

use core::ops::Range;

use rusqlite::{Connection, OptionalExtension};
use tlog_tiles::{Tile, prove_record, prove_tree};

use super::nodes::{column, with_nodes};
use super::{Damage, Ledger, LedgerError};
use crate::limits::ENTRIES_PER_READ_MAX;
use crate::tile::{self, Rows, TILE_HEIGHT, TileName};
use crate::{ConsistencyProof, InclusionProof, Record, RecordError};

/// An entry as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEntry {
    /// Its position, from 0.
    pub index: u64,
    /// Its text; the bytes of it are the leaf of the tree.
    pub text: String,
}

impl LoggedEntry {
    /// What the text says.
    pub fn record(&self) -> Result<Record, RecordError> {
        Record::from_text(&self.text)
    }
}

impl Ledger {
    /// The entry at `index`. [`LedgerError::Range`] when there is none.
    pub fn entry(&self, index: u64) -> Result<LoggedEntry, LedgerError> {
        self.reading(|connection, head| {
            if index >= head.size() {
                return Err(LedgerError::Range { size: head.size() });
            }
            Ok(LoggedEntry {
                index,
                text: body(connection, index)?,
            })
        })
    }

    /// The entries of `range` that there are, oldest first, at most [`ENTRIES_PER_READ_MAX`]: ask again from the last
    /// index plus one for more.
    pub fn entries(&self, range: Range<u64>) -> Result<Vec<LoggedEntry>, LedgerError> {
        self.reading(|connection, head| {
            let end = range.end.min(head.size());
            let end = end.min(range.start.saturating_add(ENTRIES_PER_READ_MAX));
            (range.start..end)
                .map(|index| {
                    Ok(LoggedEntry {
                        index,
                        text: body(connection, index)?,
                    })
                })
                .collect()
        })
    }

    /// Shows that the entry at `index` is in the log when it had `size` entries. `index < size <=` size now.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Result<InclusionProof, LedgerError> {
        self.reading(|connection, head| {
            if index >= size || size > head.size() {
                return Err(LedgerError::Range { size: head.size() });
            }
            let hashes = with_nodes(connection, |nodes| prove_record(size, index, nodes))?;
            Ok(InclusionProof {
                index,
                size,
                hashes,
            })
        })
    }

    /// Shows that the log only grew between `old` and `new` entries. `1 <= old <= new <=` size now.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<ConsistencyProof, LedgerError> {
        self.reading(|connection, head| {
            if old == 0 || old > new || new > head.size() {
                return Err(LedgerError::Range { size: head.size() });
            }
            let hashes = with_nodes(connection, |nodes| prove_tree(new, old, nodes))?;
            Ok(ConsistencyProof { old, new, hashes })
        })
    }

    /// The bytes of a tile by its C2SP path, `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`.
    ///
    /// `None` when the log does not reach that far yet. [`LedgerError::TilePath`] when it is no such path, whoever
    /// wrote it. A whole tile never changes and may be cached for ever.
    pub fn tile(&self, path: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let name = TileName::parse(path).ok_or(LedgerError::TilePath)?;
        self.reading(|connection, head| {
            if !name.is_within(head.size()) {
                return Ok(None);
            }
            tile_bytes(connection, &name).map(Some)
        })
    }
}

/// The bytes of a tile that is within the log.
pub(super) fn tile_bytes(connection: &Connection, name: &TileName) -> Result<Vec<u8>, LedgerError> {
    match name.rows {
        Rows::Hashes(level) => {
            let width = u32::try_from(name.width).map_err(|_| LedgerError::TilePath)?;
            let hashes = Tile::new(TILE_HEIGHT, level, name.number, width, false);
            with_nodes(connection, |nodes| hashes.read_data(nodes))
        }
        Rows::Entries => {
            let mut bytes = Vec::new();
            let first = name.first();
            for index in first..first.saturating_add(name.width) {
                let entry = body(connection, index)?;
                let row = tile::row(entry.as_bytes()).ok_or(Damage::Entry { index })?;
                bytes.extend(row);
            }
            Ok(bytes)
        }
    }
}

fn body(connection: &Connection, index: u64) -> Result<String, LedgerError> {
    let mut select = connection.prepare_cached("SELECT body FROM entry WHERE position = ?1")?;
    let body = select
        .query_row([column(index)?], |row| row.get(0))
        .optional()?;
    body.ok_or(LedgerError::Damaged(Damage::Entry { index }))
}
