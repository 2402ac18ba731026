//! The publishes of one device (QoS 1 and 2) that it has had no acknowledgement for yet.

use std::collections::{HashMap, VecDeque};

use cardea_gate::Ticket;
use tokio::time::Instant;

use crate::Qos;

/// The ticket of everything at QoS 0: answers to it are counted, and written to nobody.
pub(crate) const NO_ACK: Ticket = Ticket(u32::MAX);

/// Window tickets count up through 31 bits, so they never meet [`NO_ACK`].
const TICKET_MASK: u32 = 0x7FFF_FFFF;

/// Slots kept when the window is empty again, so that a device that once sent a burst does not hold its memory.
const SLOTS_KEPT: usize = 128;

/// What we write to the device about one publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Taken.
    Taken,
    /// The topic of another device.
    NotYours,
    /// Could not be decoded, and why.
    Unreadable(&'static str),
    /// Nothing is written: the device is not waiting for it on this connection.
    Silence,
}

/// What kind of acknowledgement is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// PUBACK.
    AtLeastOnce,
    /// PUBREC.
    ExactlyOnce,
    /// None yet: it came over an earlier connection, and the device has not repeated it over this one.
    ExactlyOnceQuiet,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    packet_id: u16,
    kind: Kind,
    verdict: Option<Verdict>,
}

/// First in, first out: acknowledgements leave in the order the publishes came (MQTT 5, 4.6).
#[derive(Debug)]
pub(crate) struct Window {
    slots: VecDeque<Slot>,
    /// Ticket of the first slot.
    first: u32,
    /// Packet ids at QoS 2 in the slots.
    exact: HashMap<u16, u32>,
    /// Since when the first slot has been first.
    since: Instant,
}

impl Window {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            slots: VecDeque::new(),
            first: 0,
            exact: HashMap::new(),
            since: now,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Since when the first slot has been waiting to be settled, if there is one.
    pub(crate) fn waiting_since(&self) -> Option<Instant> {
        (!self.slots.is_empty()).then_some(self.since)
    }

    /// Opens a slot for a publish. At QoS 0 there is none.
    pub(crate) fn open(&mut self, packet_id: u16, qos: Qos, now: Instant) -> Ticket {
        let number = self.number(self.slots.len());
        let kind = match qos {
            Qos::AtMostOnce => return NO_ACK,
            Qos::AtLeastOnce => Kind::AtLeastOnce,
            Qos::ExactlyOnce => Kind::ExactlyOnce,
        };
        if self.slots.is_empty() {
            self.since = now;
        }
        if kind == Kind::ExactlyOnce {
            self.exact.insert(packet_id, number);
        }
        self.slots.push_back(Slot {
            packet_id,
            kind,
            verdict: None,
        });
        Ticket(number)
    }

    /// Settles a slot. A ticket that is unknown or settled changes nothing: it was answered before.
    pub(crate) fn settle(&mut self, ticket: Ticket, verdict: Verdict) {
        if let Some(slot) = self.waiting(ticket) {
            slot.verdict = Some(verdict);
        }
    }

    /// Settles a slot whose reading was not kept. `Ok` with the packet id when the device is not waiting on this
    /// connection and will simply send it again; `Err` when it is waiting and must be told.
    pub(crate) fn fail(&mut self, ticket: Ticket) -> Result<Option<u16>, Unanswerable> {
        let Some(slot) = self.waiting(ticket) else {
            return Ok(None);
        };
        slot.verdict = Some(Verdict::Silence);
        let Slot {
            packet_id, kind, ..
        } = *slot;
        match kind {
            Kind::AtLeastOnce | Kind::ExactlyOnce => Err(Unanswerable),
            Kind::ExactlyOnceQuiet => {
                self.exact.remove(&packet_id);
                Ok(Some(packet_id))
            }
        }
    }

    /// The next acknowledgement to write, if the first slot is settled.
    pub(crate) fn next_due(&mut self, now: Instant) -> Option<(u16, Kind, Verdict)> {
        let Slot {
            packet_id,
            kind,
            verdict,
        } = *self.slots.front()?;
        let verdict = verdict?;
        self.slots.pop_front();
        self.since = now;
        if kind != Kind::AtLeastOnce && self.exact.get(&packet_id) == Some(&self.first) {
            self.exact.remove(&packet_id);
        }
        self.first = self.first.wrapping_add(1) & TICKET_MASK;
        if self.slots.is_empty() && self.slots.capacity() > SLOTS_KEPT {
            self.slots.shrink_to(SLOTS_KEPT);
        }
        Some((packet_id, kind, verdict))
    }

    /// Whether a publish at QoS 2 with this packet id is still to be acknowledged.
    pub(crate) fn holds(&self, packet_id: u16) -> bool {
        self.exact.contains_key(&packet_id)
    }

    /// The device has repeated a publish at QoS 2. If it is still to be acknowledged, it will be; `true` then.
    pub(crate) fn repeated(&mut self, packet_id: u16) -> bool {
        let Some(&number) = self.exact.get(&packet_id) else {
            return false;
        };
        if let Some(slot) = self.slot(number)
            && slot.kind == Kind::ExactlyOnceQuiet
        {
            slot.kind = Kind::ExactlyOnce;
        }
        true
    }

    /// Packet ids at QoS 2 in the window whose readings are kept, though the device has not been told.
    pub(crate) fn kept(&self) -> impl Iterator<Item = u16> + '_ {
        self.slots
            .iter()
            .filter(|slot| slot.kind != Kind::AtLeastOnce && slot.verdict == Some(Verdict::Taken))
            .map(|slot| slot.packet_id)
    }

    /// Packet ids at QoS 2 that the house still has to answer for.
    pub(crate) fn in_doubt(&self) -> impl Iterator<Item = u16> + '_ {
        self.slots
            .iter()
            .filter(|slot| slot.kind != Kind::AtLeastOnce && slot.verdict.is_none())
            .map(|slot| slot.packet_id)
    }

    /// What a later connection of the same session must know: the publishes at QoS 2 that the house still has to
    /// answer for. `None` if there are none.
    pub(crate) fn carried_over(mut self) -> Option<Self> {
        self.in_doubt().next()?;
        self.exact.clear();
        for (slot, number) in self.slots.iter_mut().zip(0_u32..) {
            if slot.kind != Kind::AtLeastOnce && slot.verdict.is_none() {
                slot.kind = Kind::ExactlyOnceQuiet;
                let number = self.first.wrapping_add(number) & TICKET_MASK;
                self.exact.insert(slot.packet_id, number);
            } else {
                slot.verdict = Some(Verdict::Silence);
            }
        }
        Some(self)
    }

    fn waiting(&mut self, ticket: Ticket) -> Option<&mut Slot> {
        if ticket == NO_ACK {
            return None;
        }
        self.slot(ticket.0).filter(|slot| slot.verdict.is_none())
    }

    fn slot(&mut self, number: u32) -> Option<&mut Slot> {
        let index = number.wrapping_sub(self.first) & TICKET_MASK;
        self.slots.get_mut(usize::try_from(index).ok()?)
    }

    fn number(&self, index: usize) -> u32 {
        // The window is thousands long at most, so the index is far below 31 bits.
        let index = u32::try_from(index).unwrap_or(TICKET_MASK);
        self.first.wrapping_add(index) & TICKET_MASK
    }
}

/// The reading was not kept and the device is waiting for it: the connection has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unanswerable;

#[cfg(test)]
mod tests;
