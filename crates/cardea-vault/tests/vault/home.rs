//! A folder with a vault in it, and ways to look at its raw files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cardea_units::{FixedRandom, PersonId, Random, SubjectId, UnixMillis};
use cardea_vault::{DataKey, Kek, KeyError, Nonce12, PeriodName, Vault, VaultError};
use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) const NOW: UnixMillis = UnixMillis(1_764_000_000_000);
pub(crate) const NONCE: Nonce12 = Nonce12::from_bytes([7; 12]);

/// Bytes of a wrapped secret that are looked for at a time: too many to be there by chance.
const PART: usize = 16;

#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) folder: TempDir,
    pub(crate) random: Arc<dyn Random>,
}

impl Home {
    pub(crate) fn new(seed: u64) -> Self {
        let random = Arc::new(FixedRandom::seeded(seed));
        Self {
            folder: tempfile::tempdir().unwrap(),
            random,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("secrets.db")
    }

    pub(crate) fn try_open(&self) -> Result<Vault, VaultError> {
        let kek = Kek::load_or_create(&self.folder.path().join("kek"), &*self.random).unwrap();
        Vault::open(&self.path(), Box::new(kek), Arc::clone(&self.random))
    }

    pub(crate) fn open(&self) -> Vault {
        self.try_open().unwrap()
    }

    pub(crate) fn person(&self) -> SubjectId {
        PersonId::draw(&*self.random).unwrap().into()
    }

    pub(crate) fn people(&self, vault: &Vault, count: usize) -> Vec<SubjectId> {
        let people: Vec<_> = (0..count).map(|_| self.person()).collect();
        for person in &people {
            vault.create_subject(*person, NOW).unwrap();
        }
        people
    }

    /// A connection beside the vault's own, as a thief or a backup program has it.
    pub(crate) fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    /// The wrapped secret and salt of a subject, as they lie in the file.
    pub(crate) fn wrapped(&self, subject: SubjectId) -> Vec<u8> {
        self.raw()
            .query_row(
                "SELECT wrapped FROM slot JOIN subject ON slot.id = slot WHERE subject = ?1",
                [subject.to_bytes()],
                |row| row.get(0),
            )
            .unwrap()
    }

    /// The wrapped secrets of all periods that are alive.
    pub(crate) fn wrapped_periods(&self) -> Vec<Vec<u8>> {
        let raw = self.raw();
        let mut statement = raw
            .prepare(
                "SELECT wrapped FROM slot JOIN period ON slot.id = slot \
                 WHERE ended_seq IS NULL ORDER BY period.id",
            )
            .unwrap();
        statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    /// Bytes in the write-ahead log.
    pub(crate) fn log_length(&self) -> u64 {
        fs::metadata(self.folder.path().join("secrets.db-wal")).map_or(0, |about| about.len())
    }

    /// How many of these are, whole or in part, in any file of the folder.
    pub(crate) fn remaining(&self, wrapped: &[Vec<u8>]) -> usize {
        remaining_in(self.folder.path(), wrapped)
    }

    /// The state of the disk as a crash at this moment leaves it.
    pub(crate) fn after_a_crash(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["kek", "secrets.db", "secrets.db-wal"] {
            let from = self.folder.path().join(name);
            if from.exists() {
                fs::copy(from, folder.path().join(name)).unwrap();
            }
        }
        Self {
            folder,
            random: Arc::clone(&self.random),
        }
    }
}

pub(crate) fn remaining_in(folder: &Path, wrapped: &[Vec<u8>]) -> usize {
    let parts: Vec<HashSet<&[u8]>> = wrapped
        .iter()
        .map(|one| one.chunks_exact(PART).collect())
        .collect();
    let looked_for: HashSet<&[u8]> = parts.iter().flatten().copied().collect();
    let mut found: HashSet<Vec<u8>> = HashSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        found.extend(
            bytes
                .windows(PART)
                .filter(|part| looked_for.contains(part))
                .map(<[u8]>::to_vec),
        );
    }
    parts
        .iter()
        .filter(|parts| parts.iter().any(|part| found.contains(*part)))
        .count()
}

pub(crate) fn day(number: i64) -> PeriodName<'static> {
    PeriodName {
        product: "thermostat",
        stream: "climate",
        tier: "day",
        starts_at: UnixMillis(number * UnixMillis::DAY),
    }
}

/// The end of the day with this number.
pub(crate) fn end_of(number: i64) -> UnixMillis {
    UnixMillis((number + 1) * UnixMillis::DAY)
}

pub(crate) fn seal(key: &DataKey, plaintext: &[u8]) -> Result<Vec<u8>, KeyError> {
    let mut sealed = plaintext.to_vec();
    key.seal_in_place(NONCE, b"aad", &mut sealed)?;
    Ok(sealed)
}

pub(crate) fn unseal(key: &DataKey, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
    let mut opened = sealed.to_vec();
    key.open_in_place(NONCE, b"aad", &mut opened)?;
    Ok(opened)
}
