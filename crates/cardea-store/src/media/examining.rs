//! Clips as a backup and `cardea doctor` look at them: with no store that runs.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use cardea_units::{SubjectId, UnixMillis};
use cardea_vault::{DataKey, PeriodName};

use super::lock::{Head, Piece, TAG, chunks_of, nonces};
use super::reading::{Held, read_row};
use super::{MediaId, Objects};
use crate::StoreError;
use crate::engine::{Connection, Engine, params, sql};
use crate::limits::MEDIA_CHUNK_BYTES;
use crate::sqlite::SqliteFile;

/// The files of clips that have a row in a folder's `data.db`, as paths in a data folder.
///
/// # Errors
/// What the database reports.
pub fn media_files(folder: &Path) -> Result<Vec<String>, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? || !engine.has_table("media")? {
        return Ok(Vec::new());
    }
    engine
        .open_reader()?
        .all(sql!("SELECT id FROM media"), params![], |row| {
            Ok(format!("media/{}", MediaId::from_bytes(row.get(0)?)))
        })
}

/// What came of trying a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    /// Its file is not there.
    NoFile,
    /// There is no key to try.
    NoKey,
    /// Its head and every chunk opened.
    Opened,
    /// Something of it did not.
    Damaged,
}

/// Tries every clip of a folder with the key that `lookup` finds for it, and hands each over.
pub(crate) fn try_all<L>(
    folder: &Path,
    db: &Connection,
    lookup: impl Fn(SubjectId, &PeriodName<'_>) -> L,
    key: impl Fn(&L) -> Option<&DataKey>,
    mut tried: impl FnMut(SubjectId, L, Tried),
) -> Result<(), StoreError> {
    let objects = Objects::in_folder(folder);
    let rows = db.all(
        sql!("SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media ORDER BY household, id"),
        params![],
        read_row,
    )?;
    for held in rows {
        let subject = held.place.subject;
        let found = lookup(subject, &held.period_name());
        let came = match (objects.open(held.place.id), key(&found)) {
            // It may have gone since the rows were read, with its row.
            (Err(_), _) if !is_still_there(db, held.place.id)? => continue,
            (Err(_), _) => Tried::NoFile,
            (Ok(_), None) => Tried::NoKey,
            (Ok(file), Some(key)) if opens(&held, key, &file) => Tried::Opened,
            (Ok(_), Some(_)) => Tried::Damaged,
        };
        tried(subject, found, came);
    }
    Ok(())
}

fn is_still_there(db: &Connection, id: MediaId) -> Result<bool, StoreError> {
    let found = db.first(
        sql!("SELECT id FROM media WHERE id = ?1"),
        params![*id.bytes()],
        |row| row.get::<[u8; 16]>(0),
    )?;
    Ok(found.is_some())
}

fn opens(held: &Held, key: &DataKey, mut file: &File) -> bool {
    let (head_nonce, mut nonces) = nonces(held.base, 0);
    let said = held.place.open(key, Piece::Head, head_nonce, &held.head);
    if !matches!(said, Ok(Some(said)) if Head::read(&said).is_ok()) {
        return false;
    }
    let chunks = chunks_of(held.bytes);
    let mut left = held.bytes;
    let chunk = u64::try_from(MEDIA_CHUNK_BYTES).unwrap_or(u64::MAX);
    for number in 0..chunks {
        let length = left.min(chunk).saturating_add(TAG);
        left = left.saturating_sub(chunk);
        let mut sealed = Vec::new();
        let read = (&mut file).take(length).read_to_end(&mut sealed);
        let Some(nonce) = nonces.next().filter(|_| read.is_ok()) else {
            return false;
        };
        let piece = Piece::of(number, chunks);
        if !matches!(held.place.open(key, piece, nonce, &sealed), Ok(Some(_))) {
            return false;
        }
    }
    // And nothing follows.
    matches!(file.read(&mut [0]), Ok(0))
}

/// How many files have no row, and have lain there since before a time: no upload takes as long.
pub(crate) fn stray_files(
    folder: &Path,
    db: &Connection,
    before: UnixMillis,
) -> Result<u64, StoreError> {
    let known: BTreeSet<MediaId> = db
        .all(
            sql!("SELECT id FROM media UNION SELECT id FROM media_gone"),
            params![],
            |row| row.get(0).map(MediaId::from_bytes),
        )?
        .into_iter()
        .collect();
    let mut strays = 0_u64;
    for id in Objects::in_folder(folder).all()? {
        let Ok(about) = fs::metadata(folder.join("media").join(id.to_string())) else {
            continue;
        };
        let changed = about.modified()?.duration_since(UNIX_EPOCH);
        let millis = changed.map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        });
        if !known.contains(&id) && millis < before.0 {
            strays = strays.saturating_add(1);
        }
    }
    Ok(strays)
}
