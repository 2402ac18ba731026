//! Opening the store: what a crash left is taken up again.

use std::path::Path;
use std::sync::{Arc, Mutex};

use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use cardea_units::{Clock, DeviceId, Random};
use cardea_vault::Vault;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::mpsc;

use super::Store;
use crate::homes::Homes;
use crate::journal::{Directory, segments};
use crate::limits::QUEUE_HANDINS_MAX;
use crate::marks::Marks;
use crate::people::Seats;
use crate::seal::{self, Sealed};
use crate::tally::Tallies;
use crate::wire::Take;
use crate::writer::Writer;
use crate::{Fingerprinter, Products, StoreError, sqlite};

/// What a store needs to be opened.
#[derive(Debug)]
pub struct Opening {
    /// The manifests to serve, each with its text.
    pub manifests: Vec<(Manifest, Vec<u8>)>,
    /// The secrets.
    pub vault: Arc<Vault>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub random: Arc<dyn Random>,
}

/// The versions of manifests that a data folder has served. None where there is no data yet.
///
/// # Errors
/// What SQLite reports.
pub fn served_versions(folder: &Path) -> Result<Vec<VersionId>, StoreError> {
    let path = folder.join("data.db");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let db = sqlite::open_reader(&path)?;
    let mut select = db.prepare("SELECT version FROM manifest")?;
    let rows = select.query_map([], |row| row.get(0).map(VersionId::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// Opens `data.db` in a folder, or creates it, and starts the one who writes.
    ///
    /// # Errors
    /// When the file cannot be opened, was written by a newer version, or what a crash left cannot be read.
    pub fn open(folder: &Path, opening: Opening) -> Result<Self, StoreError> {
        let Opening {
            manifests,
            vault,
            clock,
            random,
        } = opening;
        let path = folder.join("data.db");
        let db = sqlite::open_writer(&path)?;
        let before = Products::before(&db, &manifests)?;
        let directory = Arc::new(Directory::default());
        let mut marks = Marks::default();
        let unsealed = take_up(&db, &directory, &mut marks)?;
        let sealed_through: i64 = db.query_row(
            "SELECT COALESCE((SELECT min(id) - 1 FROM journal WHERE data IS NOT NULL), max(id), 0) FROM journal",
            [],
            |row| row.get(0),
        )?;
        // The newest row is never deleted, so that numbers never begin again: parts of blocks and cuts are counted by them.
        let next_row: i64 =
            db.query_row("SELECT COALESCE(MAX(id), 0) + 1 FROM journal", [], |row| {
                row.get(0)
            })?;
        let seats = Arc::new(Seats::default());
        let mut writer = Writer {
            db,
            seats: Arc::clone(&seats),
            vault: Arc::clone(&vault),
            products: Arc::new(before.unwrap_or_default()),
            directory: Arc::clone(&directory),
            clock: Arc::clone(&clock),
            random,
            homes: Homes::default(),
            marks,
            tallies: Tallies::default(),
            next_row,
            sealed_through,
            unsealed,
        };
        let products = writer.deploy(manifests)?;
        let (orders, queue) = mpsc::channel(QUEUE_HANDINS_MAX);
        let thread = std::thread::Builder::new()
            .name("cardea-writer".to_owned())
            .spawn(move || writer.run(queue))
            .map_err(|_| StoreError::Refused("no thread could be started to write with"))?;
        let fingerprinter = Fingerprinter::new(&vault.keyed_hash("marks of readings", b""));
        Ok(Self {
            path,
            orders,
            thread: Mutex::new(Some(thread)),
            readers: Mutex::new(Vec::new()),
            products,
            vault,
            directory,
            clock,
            fingerprinter,
            seats,
        })
    }
}

impl Writer {
    /// Goes over to these manifests. What came under other ones is sealed by the rules of those first.
    fn deploy(&mut self, manifests: Vec<(Manifest, Vec<u8>)>) -> Result<Arc<Products>, StoreError> {
        if self.products.iter().next().is_some() {
            let sealed = loop {
                match seal::step(self) {
                    Ok(Sealed::Some) => {}
                    Ok(Sealed::Nothing) => break Ok(()),
                    Err(error) => break Err(error),
                }
            };
            if let Err(error) = sealed {
                tracing::error!(%error, "readings of the manifest before could not be sealed; they will be, by the rules of today's");
            }
        }
        let now = self.clock.now();
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.products = Arc::new(Products::deploy(&tx, manifests, now.0)?);
        tx.commit()?;
        Ok(Arc::clone(&self.products))
    }
}

/// Reads which homes wait in the journal and what was kept lately; answers how many rows wait.
fn take_up(db: &Connection, directory: &Directory, marks: &mut Marks) -> Result<usize, StoreError> {
    let mut unsealed = 0_usize;
    let mut select = db.prepare("SELECT id, data, marks FROM journal ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if let Some(data) = row.get::<_, Option<Vec<u8>>>(1)? {
            unsealed = unsealed.saturating_add(1);
            for segment in segments(id, &data)? {
                directory.add(segment.household, id);
            }
        }
        let bytes: Vec<u8> = row.get(2)?;
        let mut take = Take::new(&bytes);
        for _ in 0..take.count()? {
            let device = DeviceId::from_column(i64::from_be_bytes(take.array()?));
            let mark = u64::from_be_bytes(take.array()?);
            if let Some(device) = device {
                marks.remember(device, mark);
            }
        }
    }
    Ok(unsealed)
}
