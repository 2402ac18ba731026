//! What lies on the disk, byte for byte and row for row: looked at past the store.

use std::fs;
use std::path::Path;

use cardea_units::SubjectId;
use rusqlite::Connection;

/// Whether any file of the folder holds these bytes.
pub(crate) fn holds(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

pub(crate) fn data(folder: &Path) -> Connection {
    Connection::open(folder.join("data.db")).unwrap()
}

pub(crate) fn count(folder: &Path, sql: &str) -> i64 {
    data(folder).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The wrapped secret of a subject, as it lies in the secrets file.
pub(crate) fn wrapped_secret(folder: &Path, subject: SubjectId) -> Vec<u8> {
    let secrets = Connection::open(folder.join("secrets.db")).unwrap();
    let sql = "SELECT slot.wrapped FROM subject JOIN slot ON slot.id = subject.slot WHERE subject.subject = ?1";
    secrets
        .query_row(sql, [subject.to_bytes()], |row| row.get(0))
        .unwrap()
}
