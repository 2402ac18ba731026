//! Sealing beside the writer.

use std::sync::{Arc, Mutex, PoisonError};

use cardea_units::{Clock, Random};
use cardea_vault::Vault;

use super::{Bench, Prepared, prepare};
use crate::engine::{Connection, Engine, LogCopied};
use crate::{Products, StoreError};

/// Who prepares stretches of the journal, on a connection of their own that only reads.
#[derive(Debug)]
pub(crate) struct Sealer {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) products: Arc<Products>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) db: Mutex<Option<Connection>>,
    pub(crate) copier: Mutex<Option<Connection>>,
}

impl Sealer {
    /// Prepares the stretch after a row, on a snapshot of now.
    pub(crate) fn prepare(&self, after: i64) -> Result<Option<Prepared>, StoreError> {
        self.on_snapshot(|bench| prepare(bench, after))
    }

    /// Brings a long log of the database to where it belongs. Nobody seals meanwhile: a snapshot would hold the log.
    pub(crate) fn copy_log(&self) -> Result<LogCopied, StoreError> {
        let mut held = self.copier.lock().unwrap_or_else(PoisonError::into_inner);
        let db = match held.as_mut() {
            Some(db) => db,
            None => held.insert(self.engine.open_copier()?),
        };
        db.copy_log()
    }

    /// Does something on a snapshot of now.
    pub(super) fn on_snapshot<T>(
        &self,
        act: impl FnOnce(Bench<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut held = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let db = match held.as_mut() {
            Some(db) => db,
            None => held.insert(self.engine.open_reader()?),
        };
        let snapshot = db.snapshot()?;
        act(Bench {
            db: &snapshot,
            vault: &self.vault,
            products: &self.products,
            random: &*self.random,
            now: self.clock.now(),
        })
    }
}
