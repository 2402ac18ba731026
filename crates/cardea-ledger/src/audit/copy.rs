//! A log as a folder of files: `checkpoint`, `tile/<L>/...`, `tile/entries/...`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use tlog_tiles::{HASH_SIZE, Hash};

use super::{AuditError, AuditReport, LogAudit};
use crate::limits::{CHECKPOINT_BYTES_MAX, ENTRY_BYTES_MAX};
use crate::tile::{self, Rows, TILE_HEIGHT, TILE_WIDTH, TileName};
use crate::{CheckpointError, VerifierKey};

/// Bytes of the largest tile of entries: each with its length in two bytes.
const TILE_BYTES_MAX: usize = 256 * (ENTRY_BYTES_MAX + 2);

/// Checks the copy of a log in `folder`, as [`Ledger::export_to`](crate::Ledger::export_to) writes it or a mirror
/// fetched it: the signature, every entry, every tile of hashes, and that it grew from each of the `earlier`
/// checkpoints. Needs nothing but the public key.
pub fn verify_log(
    folder: &Path,
    key: &VerifierKey,
    earlier: &[String],
) -> Result<AuditReport, AuditError> {
    let note = read(folder, "checkpoint", CHECKPOINT_BYTES_MAX)?;
    let note = String::from_utf8(note).map_err(|_| AuditError::Latest(CheckpointError::Format))?;
    let mut audit = LogAudit::begin(&note, earlier, key)?;
    let size = audit.latest.size();
    let mut hashes = HashTiles::default();
    for name in TileName::all(size).filter(|name| name.rows == Rows::Entries) {
        let bytes = read_tile(folder, &name, TILE_BYTES_MAX)?;
        let broken = || AuditError::Tile { path: name.path() };
        let rows = tile::rows(&bytes).ok_or_else(broken)?;
        let rows = rows.get(..as_usize(name.width)).ok_or_else(broken)?;
        for entry in rows {
            for (level, hash) in audit.push(entry)? {
                hashes.push(folder, level, hash)?;
            }
        }
    }
    hashes.finish(folder)?;
    audit.finish()
}

/// The tiles of hashes as the entries lead to them, compared with the files as each gets full.
#[derive(Default)]
struct HashTiles {
    levels: Vec<Level>,
}

/// One level of tiles: which tile is being filled, and its bytes so far.
#[derive(Default)]
struct Level {
    number: u64,
    bytes: Vec<u8>,
}

impl HashTiles {
    fn push(&mut self, folder: &Path, tree_level: u8, hash: Hash) -> Result<(), AuditError> {
        if !tree_level.is_multiple_of(TILE_HEIGHT) {
            return Ok(());
        }
        let at = tree_level / TILE_HEIGHT;
        if self.levels.len() <= usize::from(at) {
            self.levels.push(Level::default());
        }
        let Some(level) = self.levels.get_mut(usize::from(at)) else {
            return Ok(());
        };
        level.bytes.extend_from_slice(&hash.0);
        if level.width() == TILE_WIDTH {
            level.compare(folder, at)?;
            *level = Level {
                number: level.number.saturating_add(1),
                bytes: Vec::new(),
            };
        }
        Ok(())
    }

    fn finish(&self, folder: &Path) -> Result<(), AuditError> {
        (0..)
            .zip(&self.levels)
            .try_for_each(|(at, level)| level.compare(folder, at))
    }
}

impl Level {
    fn width(&self) -> u64 {
        u64::try_from(self.bytes.len() / HASH_SIZE).unwrap_or(u64::MAX)
    }

    fn compare(&self, folder: &Path, at: u8) -> Result<(), AuditError> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let name = TileName {
            rows: Rows::Hashes(at),
            number: self.number,
            width: self.width(),
        };
        let found = read_tile(
            folder,
            &name,
            as_usize(TILE_WIDTH).saturating_mul(HASH_SIZE),
        )?;
        let Some(found) = found.get(..self.bytes.len()) else {
            return Err(AuditError::Tile { path: name.path() });
        };
        let row = self.bytes.chunks(HASH_SIZE).zip(found.chunks(HASH_SIZE));
        match (0..).zip(row).find(|(_, (ours, theirs))| ours != theirs) {
            None => Ok(()),
            Some((row, _)) if at == 0 => Err(AuditError::Entry {
                index: name.first().saturating_add(row),
            }),
            Some(_) => Err(AuditError::Tile { path: name.path() }),
        }
    }
}

/// Reads a tile; where only its first rows are wanted and a mirror holds it whole by now, the whole one.
fn read_tile(folder: &Path, name: &TileName, bytes_max: usize) -> Result<Vec<u8>, AuditError> {
    match read(folder, &name.path(), bytes_max) {
        Err(AuditError::File { error, .. })
            if error.kind() == io::ErrorKind::NotFound && name.width < TILE_WIDTH =>
        {
            let whole = TileName {
                width: TILE_WIDTH,
                ..*name
            };
            read(folder, &whole.path(), bytes_max).map_err(|_| AuditError::File {
                path: name.path(),
                error,
            })
        }
        read => read,
    }
}

fn read(folder: &Path, path: &str, bytes_max: usize) -> Result<Vec<u8>, AuditError> {
    let failed = |error| AuditError::File {
        path: path.to_owned(),
        error,
    };
    let file = File::open(folder.join(path)).map_err(failed)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > bytes_max {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

fn as_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
