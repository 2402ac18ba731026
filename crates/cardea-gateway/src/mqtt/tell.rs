//! How a device is told its directive.

use std::sync::{Arc, Weak};

use cardea_store::Listen;
use tokio::time::{Instant, timeout};

use super::ending::End;
use super::hearing::Message;
use super::line::Line;
use super::replies;
use crate::limits::DIRECTIVE_TIMEOUT;
use crate::{Directives, Door, Qos, Standing};

impl<D: Door> Line<D> {
    /// From now on the device is told of changes, and of how things are at once.
    pub(crate) fn listen(&self) {
        let inbox: Arc<dyn Listen> = Arc::clone(&self.inbox) as _;
        let inbox: Weak<dyn Listen> = Arc::downgrade(&inbox);
        self.house.door.listen(&self.device, inbox);
        self.inbox.ring();
    }

    /// Something may have changed: looks it up and puts what the device has to be told into `out`. When that cannot be found out the connection
    /// ends: a device that is not connected sends nothing (law L8).
    pub(crate) async fn tell(&mut self) {
        if self.house.door.standing(&self.device) == Standing::Revoked {
            self.end = Some(End::Revoked);
            return;
        }
        if self.hearing.is_deaf() {
            return;
        }
        let house = Arc::clone(&self.house);
        let asked = timeout(DIRECTIVE_TIMEOUT, house.door.directives(&self.device)).await;
        let Ok(Some(Directives { told, fresh_for })) = asked else {
            self.end = self.end.or(Some(End::Undecided));
            return;
        };
        let now = Instant::now();
        self.hearing.until = now.checked_add(fresh_for);
        for message in self.hearing.hear(told) {
            self.send_directive(message, now);
        }
        self.send_next(now);
    }

    /// PUBACK: the next one may go.
    pub(crate) fn directive_acknowledged(&mut self, packet_id: u16) {
        self.hearing.acknowledged(packet_id);
        self.send_next(Instant::now());
    }

    fn send_next(&mut self, now: Instant) {
        while let Some(message) = self.hearing.next_due() {
            self.send_directive(message, now);
        }
    }

    fn send_directive(&mut self, message: Message, now: Instant) {
        let packet_id = match (message.qos, message.again) {
            (Qos::AtMostOnce, _) => None,
            (_, Some(id)) if self.codec.register_packet_id(id).is_ok() => Some(id),
            // Never used up: one is under way at a time.
            _ => match self.codec.acquire_packet_id() {
                Ok(id) => Some(id),
                Err(_) => return,
            },
        };
        let sent =
            replies::told(self.version, &message, packet_id).and_then(|packet| self.send(packet));
        match (sent, packet_id) {
            (Ok(()), Some(id)) => self.hearing.sent(id, message.topic, now),
            // It is larger than the device takes (MQTT 5, 3.1.2.11.4): it is not sent, and the device goes by what it knows.
            (Err(_), Some(id)) => drop(self.codec.release_packet_id(id)),
            (_, None) => {}
        }
    }
}
