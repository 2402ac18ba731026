//! Who is connected under which client id, and what is remembered for those who will come back.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mqtt_protocol_core::mqtt::common::HashSet;
use tokio::sync::{Notify, OwnedMutexGuard};
use tokio::time::{Instant, timeout};

use super::hearing::Hearing;
use super::inbox::Inbox;
use super::window::Window;

/// What a device may rely on when it comes back with the same client id.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// Packet ids at QoS 2 whose readings are kept and which the device has not released yet (PUBREL).
    pub(crate) received: HashSet<u16>,
    /// Publishes at QoS 2 that the house still has to answer for, and where it will answer.
    pub(crate) in_doubt: Option<(Window, Arc<Inbox>)>,
    /// What the device subscribed to.
    pub(crate) hearing: Hearing,
}

/// All seats. A seat belongs to a device and a client id, so no device can take another's.
#[derive(Debug)]
pub(crate) struct Seats {
    table: Mutex<Table>,
    per_device_max: usize,
    resting_max: usize,
}

#[derive(Debug, Default)]
struct Table {
    devices: HashMap<Arc<str>, Vec<Entry>>,
    /// Seats with a session and nobody in them, by the time the session ends.
    resting: BTreeMap<Rest, (Arc<str>, Arc<Seat>)>,
    next: u64,
}

type Rest = (Instant, u64);

#[derive(Debug)]
struct Entry {
    seat: Arc<Seat>,
    /// Connections in the seat or waiting for it.
    users: usize,
    resting: Option<Rest>,
}

#[derive(Debug)]
struct Seat {
    client_id: Box<str>,
    /// Counts those who came for the seat: the last one is right.
    claims: AtomicU64,
    claimed: Notify,
    /// Held by whoever is in the seat.
    left: Arc<tokio::sync::Mutex<Option<Box<Left>>>>,
}

/// A session left behind, and until when it is remembered.
#[derive(Debug)]
struct Left {
    session: Session,
    until: Instant,
}

/// A connection's hold on a seat. Dropping it leaves the seat.
#[derive(Debug)]
pub(crate) struct Place {
    seats: Arc<Seats>,
    device: Arc<str>,
    seat: Arc<Seat>,
    claim: u64,
    left: Option<OwnedMutexGuard<Option<Box<Left>>>>,
}

/// Every client id that this device may have is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

/// The predecessor did not hand over in time, or a newer connection came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotHandedOver;

impl Seats {
    pub(crate) fn new(limits: &crate::Limits) -> Arc<Self> {
        Arc::new(Self {
            table: Mutex::default(),
            per_device_max: limits.clients_per_device_max,
            resting_max: limits.sessions_max,
        })
    }

    /// Claims the seat of a device and client id. Whoever is in it is told to leave.
    pub(crate) fn claim(
        self: &Arc<Self>,
        device: &str,
        client_id: &str,
        now: Instant,
    ) -> Result<Place, Full> {
        let (device, seat) = {
            let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
            table.forget_ended(now);
            table.enter(device, client_id, self.per_device_max)?
        };
        let claim = seat.claims.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
        seat.claimed.notify_waiters();
        Ok(Place {
            seats: Arc::clone(self),
            device,
            seat,
            claim,
            left: None,
        })
    }

    /// Seats in use or remembered.
    #[cfg(test)]
    fn len(&self) -> usize {
        let table = self.table.lock().unwrap();
        table.devices.values().map(Vec::len).sum()
    }
}

impl Place {
    /// Waits until the predecessor has left, and takes what it left behind.
    pub(crate) async fn take_over(
        &mut self,
        patience: Duration,
    ) -> Result<Option<Session>, NotHandedOver> {
        let left = Arc::clone(&self.seat.left).lock_owned();
        let mut left = timeout(patience, left)
            .await
            .map_err(|_late| NotHandedOver)?;
        if self.is_superseded() {
            return Err(NotHandedOver);
        }
        let session = left.take().map(|left| left.session);
        self.left = Some(left);
        Ok(session)
    }

    /// Waits until a newer connection claims this seat.
    pub(crate) async fn superseded(&self) {
        loop {
            let claimed = self.seat.claimed.notified();
            if self.is_superseded() {
                return;
            }
            claimed.await;
        }
    }

    /// Leaves a session behind, to be remembered until then.
    pub(crate) fn leave_behind(&mut self, session: Session, until: Instant) {
        if let Some(left) = &mut self.left {
            **left = Some(Box::new(Left { session, until }));
        }
    }

    fn is_superseded(&self) -> bool {
        self.seat.claims.load(Ordering::SeqCst) != self.claim
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // First out of the seat, then out of the table: a newcomer in between finds the seat, not an empty place.
        self.left = None;
        let mut table = self
            .seats
            .table
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        table.exit(&self.device, &self.seat);
        while table.resting.len() > self.seats.resting_max {
            table.forget_first();
        }
    }
}

impl Table {
    fn enter(
        &mut self,
        device: &str,
        client_id: &str,
        per_device_max: usize,
    ) -> Result<(Arc<str>, Arc<Seat>), Full> {
        let device = match self.devices.get_key_value(device) {
            Some((device, _)) => Arc::clone(device),
            None => Arc::from(device),
        };
        let entries = self.devices.entry(Arc::clone(&device)).or_default();
        if let Some(entry) = entries
            .iter_mut()
            .find(|entry| *entry.seat.client_id == *client_id)
        {
            entry.users = entry.users.saturating_add(1);
            if let Some(rest) = entry.resting.take() {
                self.resting.remove(&rest);
            }
            return Ok((device, Arc::clone(&entry.seat)));
        }
        if entries.len() >= per_device_max {
            let ends_first = entries.iter().filter_map(|entry| entry.resting).min();
            let rest = ends_first.ok_or(Full)?;
            self.resting.remove(&rest);
            entries.retain(|entry| entry.resting != Some(rest));
        }
        let seat = Arc::new(Seat {
            client_id: client_id.into(),
            claims: AtomicU64::new(0),
            claimed: Notify::new(),
            left: Arc::default(),
        });
        entries.push(Entry {
            seat: Arc::clone(&seat),
            users: 1,
            resting: None,
        });
        Ok((device, seat))
    }

    fn exit(&mut self, device: &Arc<str>, seat: &Arc<Seat>) {
        let Some(entries) = self.devices.get_mut(device) else {
            return;
        };
        let Some(index) = entries
            .iter()
            .position(|entry| Arc::ptr_eq(&entry.seat, seat))
        else {
            return;
        };
        let Some(entry) = entries.get_mut(index) else {
            return;
        };
        entry.users = entry.users.saturating_sub(1);
        if entry.users > 0 {
            return;
        }
        // Nobody is in the seat any more, so nobody holds the lock.
        let until = seat.left.try_lock().ok();
        if let Some(until) = until.and_then(|left| left.as_ref().map(|left| left.until)) {
            let rest = (until, self.next);
            self.next = self.next.wrapping_add(1);
            entry.resting = Some(rest);
            self.resting
                .insert(rest, (Arc::clone(device), Arc::clone(seat)));
            return;
        }
        entries.swap_remove(index);
        if entries.is_empty() {
            self.devices.remove(device);
        }
    }

    fn forget_ended(&mut self, now: Instant) {
        while self
            .resting
            .first_key_value()
            .is_some_and(|((end, _), _)| *end <= now)
        {
            self.forget_first();
        }
    }

    fn forget_first(&mut self) {
        let Some((_, (device, seat))) = self.resting.pop_first() else {
            return;
        };
        let Some(entries) = self.devices.get_mut(&device) else {
            return;
        };
        entries.retain(|entry| !Arc::ptr_eq(&entry.seat, &seat));
        if entries.is_empty() {
            self.devices.remove(&device);
        }
    }
}

#[cfg(test)]
mod tests;
