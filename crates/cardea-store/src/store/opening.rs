//! Opening the store: what a crash left is taken up again.

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicUsize};
use std::sync::{Arc, Mutex};

use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use cardea_units::{Clock, Random};
use cardea_vault::Vault;
use tokio::sync::mpsc;

use super::Store;
use crate::engine::{Connection, Engine, params, sql};
use crate::homes::Homes;
use crate::journal::{self, Directory, MarksOnDisk, segments};
use crate::limits::{QUEUE_ACTS_MAX, QUEUE_HANDINS_MAX};
use crate::marks::Marks;
use crate::media::Objects;
use crate::people::{Seats, supersede};
use crate::seal::{self, Sealed, Sealer};
use crate::sqlite::SqliteFile;
use crate::tally::Tallies;
use crate::writer::{Complaint, EndedEarly, Writer};
use crate::{Fingerprinter, Products, StoreError};

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
/// What the database reports.
pub fn served_versions(folder: &Path) -> Result<Vec<VersionId>, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? {
        return Ok(Vec::new());
    }
    let versions = sql!("SELECT version FROM manifest");
    engine.open_reader()?.all(versions, params![], |row| {
        row.get(0).map(VersionId::from_bytes)
    })
}

impl Store {
    /// Opens `data.db` in a folder, or creates it, and starts the one who writes.
    ///
    /// # Errors
    /// When the file cannot be opened, was written by a newer version, or what a crash left cannot be read.
    pub fn open(folder: &Path, opening: Opening) -> Result<Self, StoreError> {
        Self::open_on(
            Arc::new(SqliteFile::in_folder(folder)),
            Objects::in_folder(folder),
            opening,
        )
    }

    /// Opens it wherever an engine keeps it.
    pub(crate) fn open_on(
        engine: Arc<dyn Engine>,
        objects: Objects,
        opening: Opening,
    ) -> Result<Self, StoreError> {
        let Opening {
            manifests,
            vault,
            clock,
            random,
        } = opening;
        let db = engine.open_writer()?;
        Self::sweep_broken_uploads(&objects, &db)?;
        let before = Products::before(&db, &manifests)?;
        let directory = Arc::new(Directory::default());
        let (mut marks, mut marks_on_disk) = (Marks::default(), MarksOnDisk::default());
        let unsealed_bytes = take_up(&db, &directory, &mut marks, &mut marks_on_disk)?;
        let (sealed_through, next_row) = journal_rows(&db)?;
        let seats = Arc::new(Seats::default());
        let mut writer = Writer {
            db,
            seats: Arc::clone(&seats),
            vault: Arc::clone(&vault),
            products: Arc::new(before.unwrap_or_default()),
            directory: Arc::clone(&directory),
            clock: Arc::clone(&clock),
            random: Arc::clone(&random),
            homes: Homes::default(),
            marks,
            marks_on_disk,
            tallies: Tallies::default(),
            ended: EndedEarly::unknown(),
            complaint: Complaint::default(),
            next_row,
            sealed_through,
            unsealed_bytes,
            unsealed_since: (unsealed_bytes > 0).then(|| clock.now()),
            sealing: None,
        };
        let products = writer.deploy(manifests)?;
        let (orders, queue) = mpsc::channel(QUEUE_HANDINS_MAX);
        let (acts, acts_queue) = mpsc::channel(QUEUE_ACTS_MAX);
        let thread = std::thread::Builder::new()
            .name("cardea-writer".to_owned())
            .spawn(move || writer.run(queue, acts_queue))
            .map_err(|_| StoreError::Refused("no thread could be started to write with"))?;
        let sealer = Arc::new(Sealer {
            engine: Arc::clone(&engine),
            vault: Arc::clone(&vault),
            products: Arc::clone(&products),
            clock: Arc::clone(&clock),
            random,
            db: Mutex::new(None),
            copier: Mutex::new(None),
        });
        Ok(Self {
            engine,
            sealer,
            one_sealer: tokio::sync::Mutex::new(()),
            closed: Mutex::default(),
            orders,
            acts,
            thread: Mutex::new(Some(thread)),
            readers: super::readers::Readers::default(),
            products,
            fingerprinter: Fingerprinter::new(&vault.keyed_hash("marks of readings", b"")),
            vault,
            directory,
            clock,
            seats,
            objects: Arc::new(objects),
            uploads: Arc::default(),
            narrowed: AtomicI64::new(i64::MIN),
            nation: AtomicUsize::new(0),
            ages_seen: AtomicI64::new(i64::MIN),
        })
    }
}

impl Writer {
    /// Goes over to these manifests. What came under other ones is sealed by the rules of those first.
    fn deploy(&mut self, manifests: Vec<(Manifest, Vec<u8>)>) -> Result<Arc<Products>, StoreError> {
        if self.products.iter().next().is_some() {
            let sealed = loop {
                match seal::in_turn(self) {
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
        let tx = self.db.write()?;
        self.products = Arc::new(Products::deploy(&tx, manifests, now.0)?);
        // What no longer counts says so before a door opens; the gate would not let it through either.
        for (_, product) in self.products.iter() {
            supersede(&tx, product, now)?;
        }
        tx.commit()?;
        Ok(Arc::clone(&self.products))
    }
}

/// Up to which row the journal is sealed, and the number of its next row.
fn journal_rows(db: &Connection) -> Result<(i64, i64), StoreError> {
    let sealed_through = db.only(
        sql!("SELECT COALESCE((SELECT min(id) - 1 FROM journal WHERE data IS NOT NULL), max(id), 0) FROM journal"),
        params![],
        |row| row.get(0),
    )?;
    // The newest row is never deleted, so that numbers never begin again: parts of blocks and cuts are counted by them. A cut may know of a
    // number whose row was never written.
    let next_row = db.only(
        sql!("SELECT COALESCE(max(number), 0) + 1 FROM (SELECT max(id) AS number FROM journal UNION ALL SELECT max(journal) AS number FROM cut) AS numbers"),
        params![],
        |row| row.get(0),
    )?;
    Ok((sealed_through, next_row))
}

/// Reads which homes wait in the journal and what was kept lately; answers how many bytes wait to be sealed.
fn take_up(
    db: &Connection,
    directory: &Directory,
    marks: &mut Marks,
    on_disk: &mut MarksOnDisk,
) -> Result<usize, StoreError> {
    let mut unsealed = 0_usize;
    let rows = sql!("SELECT id, data, marks FROM journal ORDER BY id");
    db.each(rows, params![], |row| {
        let id = row.get(0)?;
        if let Some(data) = row.get::<Option<&[u8]>>(1)? {
            unsealed = unsealed.saturating_add(data.len());
            for segment in segments(id, data)? {
                directory.add(segment.household, id);
            }
        }
        let mut count = 0_usize;
        journal::read_marks(row.get(2)?, |device, mark| {
            marks.remember(device, mark);
            count = count.saturating_add(1);
        })?;
        on_disk.add(id, count);
        Ok(())
    })?;
    Ok(unsealed)
}
