//! The one who writes: readings and changes in one order.
//!
//! **Why one:** a reading is gated in the same order in which consents change. When a withdrawal has been answered, every reading that
//! comes after it is gated with it (law L3).

mod complaint;
mod ended;
mod keep;

use std::sync::Arc;

use cardea_gate::{Acknowledge, Answer, Reading, Ticket};
use cardea_units::{Clock, DeviceId, HouseholdId, Random, UnixMillis};
use cardea_vault::Vault;
use tokio::sync::mpsc;

use crate::engine::{Connection, Transaction};
use crate::homes::Homes;
use crate::journal::{Directory, MarksOnDisk};
use crate::limits::{ACTS_TOGETHER_MAX, BATCH_READINGS_MAX, JOURNAL_BYTES_MAX};
use crate::marks::Marks;
use crate::people::Seats;
use crate::tally::Tallies;
use crate::{Products, StoreError, seal};
pub(crate) use complaint::Complaint;
pub(crate) use ended::EndedEarly;

/// Something to be done with the writer in its turn: a change, or a part of sealing. Acts do not wait behind readings: a withdrawal holds for those
/// that are still in the queue, too.
pub(crate) type Act = Box<dyn FnOnce(&mut Writer) + Send>;

/// What is asked of the writer.
pub(crate) enum Order {
    /// Readings, and who waits for their answers.
    Keep(Vec<(Ticket, Reading)>, Arc<dyn Acknowledge>),
    /// Look whether there is an act to do.
    Look,
    /// Stop, when everything before it is done.
    Stop,
}

impl core::fmt::Debug for Order {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Keep(..) => "Keep",
            Self::Look => "Look",
            Self::Stop => "Stop",
        })
    }
}

/// The state of the one who writes.
#[derive(Debug)]
pub(crate) struct Writer {
    pub(crate) db: Connection,
    pub(crate) vault: Arc<Vault>,
    pub(crate) products: Arc<Products>,
    pub(crate) directory: Arc<Directory>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) homes: Homes,
    pub(crate) seats: Arc<Seats>,
    pub(crate) marks: Marks,
    pub(crate) marks_on_disk: MarksOnDisk,
    pub(crate) tallies: Tallies,
    /// Periods that ended too early.
    pub(crate) ended: EndedEarly,
    /// What the log heard of readings that could not be kept.
    pub(crate) complaint: Complaint,
    /// The next journal row.
    pub(crate) next_row: i64,
    /// Journal rows up to this one are sealed.
    pub(crate) sealed_through: i64,
    /// Bytes of journal that wait to be sealed.
    pub(crate) unsealed_bytes: usize,
    /// Since when something waits.
    pub(crate) unsealed_since: Option<UnixMillis>,
    /// What changes while a stretch of the journal is being sealed beside.
    pub(crate) sealing: Option<seal::Sealing>,
}

/// What a change has before it: the database in a transaction, and what belongs to it.
#[derive(Debug)]
pub struct Desk<'a> {
    pub(crate) tx: Transaction<'a>,
    pub(crate) vault: &'a Vault,
    pub(crate) products: &'a Products,
    pub(crate) random: &'a dyn Random,
    pub(crate) now: UnixMillis,
    /// The last journal row there is.
    pub(crate) last_row: i64,
    pub(crate) touched: Touched,
}

/// What a change made stale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    pub(crate) homes: Vec<HouseholdId>,
    pub(crate) devices: Vec<DeviceId>,
    pub(crate) hubs: Vec<DeviceId>,
}

impl Desk<'_> {
    /// People or consents of this home changed.
    pub(crate) fn touch(&mut self, household: HouseholdId) {
        self.touched.homes.push(household);
    }

    /// This device was claimed, assigned or released.
    pub(crate) fn touch_device(&mut self, device: DeviceId) {
        self.touched.devices.push(device);
    }

    /// What this hub may speak for changed.
    pub(crate) fn touch_hub(&mut self, hub: DeviceId) {
        self.touched.hubs.push(hub);
    }
}

impl Writer {
    /// Works until told to stop. Runs on a thread of its own.
    pub(crate) fn run(mut self, mut orders: mpsc::Receiver<Order>, mut acts: mpsc::Receiver<Act>) {
        self.work(&mut orders, &mut acts);
        // Whoever waits for an act hears that nobody does it.
        drop(acts);
        // Who handed in after the stop is told, and told now.
        orders.close();
        while let Some(order) = orders.blocking_recv() {
            if let Order::Keep(readings, acks) = order {
                let given: Vec<_> = readings
                    .iter()
                    .map(|(ticket, _)| (*ticket, Answer::Unavailable))
                    .collect();
                acks.answer(&given);
            }
        }
        if let Err(error) = seal::write_tallies(&mut self) {
            tracing::error!(%error, "counts of what was not kept are lost");
        }
    }

    fn work(&mut self, orders: &mut mpsc::Receiver<Order>, acts: &mut mpsc::Receiver<Act>) {
        let mut waiting: Option<Order> = None;
        loop {
            for _ in 0..ACTS_TOGETHER_MAX {
                match acts.try_recv() {
                    Ok(act) => act(self),
                    Err(_) => break,
                }
            }
            let order = match waiting.take() {
                Some(order) => order,
                None => match orders.blocking_recv() {
                    Some(order) => order,
                    None => return,
                },
            };
            match order {
                // What was handed in before is done before.
                Order::Stop => {
                    while let Ok(act) = acts.try_recv() {
                        act(self);
                    }
                    return;
                }
                Order::Look => {}
                Order::Keep(readings, waiter) => {
                    let mut handed = vec![(readings, waiter)];
                    let mut count = handed.first().map_or(0, |(readings, _)| readings.len());
                    while count < BATCH_READINGS_MAX && waiting.is_none() {
                        match orders.try_recv() {
                            Ok(Order::Keep(readings, waiter)) => {
                                count = count.saturating_add(readings.len());
                                handed.push((readings, waiter));
                            }
                            Ok(other) => waiting = Some(other),
                            Err(_) => break,
                        }
                    }
                    self.keep(&handed);
                    if self.unsealed_bytes > JOURNAL_BYTES_MAX {
                        self.seal_some();
                    }
                }
            }
        }
    }

    /// Seals a stretch of the journal, because who seals beside cannot keep up; what fails is tried again, and said.
    pub(crate) fn seal_some(&mut self) {
        if let Err(error) = seal::in_turn(self) {
            tracing::error!(%error, "sealing the journal failed; it is tried again");
        }
    }

    /// Does a change in one transaction. It is durable when this returns `Ok`, and gone when it returns an error.
    pub(crate) fn change<T>(
        &mut self,
        act: impl FnOnce(&mut Desk<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (result, touched) = self.transact(act)?;
        let heard = touched.clone();
        for household in touched.homes {
            self.homes.forget(household);
            if let Some(sealing) = &mut self.sealing {
                sealing.touched.insert(household);
            }
        }
        for device in touched.devices {
            self.homes.forget_device(device);
        }
        for hub in touched.hubs {
            self.seats.refresh(&self.db, &self.products, hub);
        }
        // Last: who hears it finds everything as it is now.
        self.seats.ring(&self.db, &heard);
        result
    }

    /// Commits a change, or takes it back. Answers what it made stale, too.
    fn transact<T>(
        &mut self,
        act: impl FnOnce(&mut Desk<'_>) -> Result<T, StoreError>,
    ) -> Result<(Result<T, StoreError>, Touched), StoreError> {
        let now = self.clock.now();
        let tx = self.db.write()?;
        let mut desk = Desk {
            tx,
            vault: &self.vault,
            products: &self.products,
            random: &*self.random,
            now,
            last_row: self.next_row.saturating_sub(1),
            touched: Touched::default(),
        };
        let done = act(&mut desk);
        let Desk { tx, touched, .. } = desk;
        let result = match done {
            Ok(value) => tx.commit().map(|()| value),
            Err(error) => Err(error),
        };
        Ok((result, touched))
    }
}
