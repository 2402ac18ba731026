//! A copy of the log as plain files, to serve or to hand to an auditor.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::read::tile_bytes;
use super::{Ledger, LedgerError};
use crate::SignedCheckpoint;
use crate::tile::TileName;

/// What a copy holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The checkpoint it was made for, also in its file `checkpoint`.
    pub checkpoint: SignedCheckpoint,
    /// Files that were written; those that were there already, byte for byte, are not counted.
    pub files_written: u64,
}

impl Ledger {
    /// Writes `checkpoint` and every tile into `folder`, laid out as C2SP `tlog-tiles` serves them; any web server
    /// can serve it, and [`verify_log`](crate::verify_log) checks it.
    ///
    /// The checkpoint is written last and every file appears whole or not at all: who reads while it is being
    /// written finds a log that is in order. Appends go on meanwhile and are not in the copy.
    pub fn export_to(&self, folder: &Path) -> Result<Exported, LedgerError> {
        let checkpoint = self.checkpoint()?;
        let mut files_written = 0_u64;
        for name in TileName::all(checkpoint.size()) {
            let bytes = self.reading(|connection, _| tile_bytes(connection, &name))?;
            let written = put(&folder.join(name.path()), &bytes)?;
            files_written = files_written.saturating_add(written);
        }
        let written = put(&folder.join("checkpoint"), checkpoint.note().as_bytes())?;
        files_written = files_written.saturating_add(written);
        Ok(Exported {
            checkpoint,
            files_written,
        })
    }
}

/// Writes a file beside its place and moves it there. Returns how many files were written: 0 or 1.
fn put(path: &Path, bytes: &[u8]) -> io::Result<u64> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(0);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    Ok(1)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}
