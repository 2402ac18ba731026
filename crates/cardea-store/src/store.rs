//! The store: opened once, used by everyone.

mod expiry;
mod opening;
mod readers;

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use cardea_gate::{Acknowledge, Permissions, Reading, Ticket};
use cardea_rights::clock::Nation;
use cardea_units::{Clock, HouseholdId};
use cardea_vault::Vault;
use tokio::sync::{mpsc, oneshot};

pub use self::opening::{Opening, served_versions};
use self::readers::{Reader, Readers};
use crate::engine::{Engine, LogCopied, params, sql};
use crate::journal::Directory;
use crate::media::{Objects, Turns};
use crate::people::Seats;
use crate::seal::{self, Placing, Sealed, Sealer};
use crate::writer::{Act, Order, Writer};
use crate::{Desk, Fingerprinter, ProductIndex, Products, StoreError, homes};

/// Everything that is kept. Share it in an `Arc`.
#[derive(Debug)]
pub struct Store {
    engine: Arc<dyn Engine>,
    sealer: Arc<Sealer>,
    /// One stretch of the journal is sealed at a time.
    one_sealer: tokio::sync::Mutex<()>,
    closed: Mutex<seal::Closed>,
    orders: mpsc::Sender<Order>,
    acts: mpsc::Sender<Act>,
    thread: Mutex<Option<JoinHandle<()>>>,
    readers: Readers,
    products: Arc<Products>,
    vault: Arc<Vault>,
    directory: Arc<Directory>,
    clock: Arc<dyn Clock>,
    fingerprinter: Fingerprinter,
    seats: Arc<Seats>,
    pub(crate) objects: Arc<Objects>,
    pub(crate) uploads: Arc<Turns>,
    /// When clips were looked for that end sooner by today's manifest, in milliseconds.
    pub(crate) narrowed: AtomicI64,
    /// Whose holidays count for periods of law, by its place in [`Nation::ALL`].
    nation: AtomicUsize,
    /// The day, counted from 1970, on which ages were looked at last.
    ages_seen: AtomicI64,
}

impl Store {
    /// From now on the holidays of this nation count for requests that come in. England and Wales, if nobody says otherwise.
    pub fn keep_days_of(&self, nation: Nation) {
        let place = Nation::ALL.iter().position(|known| *known == nation);
        self.nation.store(place.unwrap_or(0), Ordering::Relaxed);
    }

    /// Whose holidays count for requests that come in.
    pub fn nation(&self) -> Nation {
        let place = self.nation.load(Ordering::Relaxed);
        Nation::ALL.get(place).copied().unwrap_or_default()
    }

    /// Hands readings in. Waits while the queue is full; that is the back-pressure on whoever sends. The answers come through `acks` after
    /// the commit. When the store is stopping the answer is [`cardea_gate::Answer::Unavailable`].
    pub async fn keep(&self, readings: Vec<(Ticket, Reading)>, acks: Arc<dyn Acknowledge>) {
        if let Err(mpsc::error::SendError(Order::Keep(readings, acks))) =
            self.orders.send(Order::Keep(readings, acks)).await
        {
            let answers: Vec<_> = readings
                .iter()
                .map(|(ticket, _)| (*ticket, cardea_gate::Answer::Unavailable))
                .collect();
            acks.answer(&answers);
        }
    }

    /// Makes a change, in its turn among the readings. Durable when it returns `Ok`.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Desk<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.with_writer(move |writer| writer.change(act)).await?
    }

    /// Seals, when enough waits in the journal or something has waited long: [`crate::limits::SEAL_AFTER_MILLIS`].
    ///
    /// # Errors
    /// Those of [`Store::seal`].
    pub async fn seal_what_is_due(&self) -> Result<(), StoreError> {
        if self.with_writer(|writer| writer.sealing_is_due()).await? {
            return self.seal().await;
        }
        let _one = self.one_sealer.lock().await;
        self.copy_log().await
    }

    /// Moves what is journalled by now into blocks, and blocks of an older manifest to the tiers of today's.
    ///
    /// # Errors
    /// What the database or the vault reports; the journal is then as it was.
    pub async fn seal(&self) -> Result<(), StoreError> {
        let _one = self.one_sealer.lock().await;
        let until = self
            .with_writer(|writer| writer.next_row.saturating_sub(1))
            .await?;
        while self.seal_stretch().await?.is_some_and(|last| last < until) {
            self.copy_log().await?;
        }
        while self.with_writer(seal::relay::step).await?? == Sealed::Some {}
        self.copy_log().await
    }

    /// Brings a long log of the database to where it belongs; whoever calls it is the one who seals. Where that fails the log is longer, and it is
    /// tried again.
    async fn copy_log(&self) -> Result<(), StoreError> {
        let sealer = Arc::clone(&self.sealer);
        let copied = tokio::task::spawn_blocking(move || sealer.copy_log())
            .await
            .map_err(|_| StoreError::Stopped)?;
        let done = match copied {
            Ok(LogCopied::NotYet) => Ok(()),
            Ok(LogCopied::Nearly) => {
                self.with_writer(|writer| writer.db.copy_rest_of_log())
                    .await?
            }
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "the log of the database could not be made shorter; it is tried again");
        }
        Ok(())
    }

    /// Seals one stretch of the journal; answers up to which row. `None` when nothing waits.
    async fn seal_stretch(&self) -> Result<Option<i64>, StoreError> {
        let after = self.with_writer(Writer::begin_sealing).await?;
        let sealer = Arc::clone(&self.sealer);
        let prepared = tokio::task::spawn_blocking(move || sealer.prepare(after))
            .await
            .map_err(|_| StoreError::Stopped)??;
        let Some(prepared) = prepared else {
            self.with_writer(Writer::tidy_journal).await??;
            return Ok(None);
        };
        match self.with_writer(|writer| writer.place(prepared)).await?? {
            Placing::Done(last) => Ok(Some(last)),
            // Rare: the writer could not wait and went ahead. Its own turn cannot be overtaken.
            Placing::Again => {
                self.with_writer(|writer| {
                    seal::in_turn(writer)
                        .map(|sealed| (sealed == Sealed::Some).then_some(writer.sealed_through))
                })
                .await?
            }
        }
    }

    /// Writes something that changes nothing, in the writer's turn, and syncs it: whether readings could be kept now.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn try_to_write(&self) -> Result<(), StoreError> {
        self.change(|desk| {
            desk.tx
                .execute(sql!("UPDATE swept SET seq = seq"), params![])?;
            Ok(())
        })
        .await
    }

    pub(crate) async fn with_writer<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Writer) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, waits) = oneshot::channel();
        let act = Box::new(move |writer: &mut Writer| {
            // Whoever asked may have gone away; the act is done all the same.
            let _ = answer.send(act(writer));
        });
        self.acts.send(act).await.map_err(|_| StoreError::Stopped)?;
        // Where the queue is full the writer is at work, and looks for acts between any two things.
        let _ = self.orders.try_send(Order::Look);
        waits.await.map_err(|_| StoreError::Stopped)
    }

    /// What the people of a home permit for a product now.
    ///
    /// # Errors
    /// What the database reports.
    pub fn permits(
        &self,
        household: HouseholdId,
        product: ProductIndex,
    ) -> Result<Permissions, StoreError> {
        let product = self
            .products
            .get(product)
            .ok_or(StoreError::Unknown("product"))?;
        let reader = self.reader()?;
        let now = self.clock.now();
        let (home, _) = homes::home(&reader, &self.vault, product, household, now)?;
        Ok(home.permissions(&product.gate, now))
    }

    /// The products that are served.
    pub fn products(&self) -> &Products {
        &self.products
    }

    /// The secrets.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// What marks repetitions.
    pub const fn fingerprinter(&self) -> &Fingerprinter {
        &self.fingerprinter
    }

    pub(crate) const fn ages_seen(&self) -> &AtomicI64 {
        &self.ages_seen
    }

    pub(crate) const fn sealer(&self) -> &Arc<Sealer> {
        &self.sealer
    }

    pub(crate) const fn one_sealer(&self) -> &tokio::sync::Mutex<()> {
        &self.one_sealer
    }

    pub(crate) fn closed(&self) -> std::sync::MutexGuard<'_, seal::Closed> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn seats(&self) -> &Seats {
        &self.seats
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Stops the writer after everything handed in before.
    pub fn stop(&self) {
        // The channel may be full: the writer empties it, and a blocking send from a thread of its own waits for that.
        let orders = self.orders.clone();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let stopper = std::thread::spawn(move || {
                let _ = orders.blocking_send(Order::Stop);
                let _ = thread.join();
            });
            let _ = stopper.join();
        }
    }

    /// A connection for reading, given back when dropped. Waits while [`crate::limits::READERS_AT_ONCE_MAX`] are lent.
    pub(crate) fn reader(&self) -> Result<Reader<'_>, StoreError> {
        self.readers.borrow(&*self.engine)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.stop();
    }
}
