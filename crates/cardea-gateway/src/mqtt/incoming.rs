//! From bytes of a device to readings for the house.

use core::cell::RefCell;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use cardea_gate::Ticket;
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::common::Cursor;
use mqtt_protocol_core::mqtt::connection::Event;
use mqtt_protocol_core::mqtt::packet::{
    GenericPacketTrait, MqttString, Packet, Property, Qos as WireQos, SubEntry, v5_0,
};
use std::time::Duration;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::Instant;

use super::ending::End;
use super::hearing::Granted;
use super::line::Line;
use super::replies;
use super::window::Verdict;
use crate::limits::{READ_BYTES_MAX, TOPIC_BYTES_MAX};
use crate::{Door, Publish, PublishRefusal, Qos, Standing};

thread_local! {
    /// The bytes of one read. They are decoded before anything else runs on this thread, so that a connection
    /// that is silent holds no buffer.
    static READ: RefCell<Box<[u8]>> = RefCell::new(vec![0; READ_BYTES_MAX].into_boxed_slice());
}

const NO_SUBSCRIPTIONS: &str =
    "a device may subscribe to its own directive, cardea/{device}/directive, and to nothing else";

impl<D: Door> Line<D> {
    /// Reads what the device has sent and decodes every complete packet in it. What there is to write is put into
    /// `out`, and `end` is set if the connection has to end.
    pub(crate) fn poll_batch<S: AsyncRead + Unpin>(
        &mut self,
        cx: &mut Context<'_>,
        stream: &mut S,
    ) -> Poll<Vec<D::Reading>> {
        if !self.held.is_empty() {
            return Poll::Ready(self.take_held());
        }
        READ.with_borrow_mut(|read| {
            let mut read = ReadBuf::new(read);
            let result = ready!(Pin::new(stream).poll_read(cx, &mut read));
            let bytes = read.filled();
            if result.is_err() || bytes.is_empty() {
                self.end = Some(End::Gone);
                return Poll::Ready(Vec::new());
            }
            let (readings, taken) = self.take_in(bytes);
            // Only when the window is full.
            if let Some(left) = bytes.get(taken..).filter(|_| self.end.is_none()) {
                self.held.extend_from_slice(left);
            }
            Poll::Ready(readings)
        })
    }

    fn take_held(&mut self) -> Vec<D::Reading> {
        let held = core::mem::take(&mut self.held);
        let bytes = held.get(self.held_from..).unwrap_or_default();
        let (readings, taken) = self.take_in(bytes);
        if taken < bytes.len() && self.end.is_none() {
            self.held_from = self.held_from.saturating_add(taken);
            self.held = held;
        } else {
            self.held_from = 0;
        }
        readings
    }

    /// Decodes packets until the bytes or the window or the connection end. Returns how many bytes were taken.
    fn take_in(&mut self, bytes: &[u8]) -> (Vec<D::Reading>, usize) {
        let mut batch = Batch {
            readings: Vec::new(),
            publishes: 0,
            now: Instant::now(),
        };
        if self.house.door.standing(&self.device) == Standing::Revoked {
            self.end = Some(End::Revoked);
            return (batch.readings, bytes.len());
        }
        let mut cursor = Cursor::new(bytes);
        while !cursor.remaining_slice().is_empty() && self.end.is_none() && self.is_reading() {
            for event in self.codec.recv(&mut cursor) {
                self.heard = batch.now;
                self.take_event(event, &mut batch);
            }
        }
        self.house.counters.publishes.some(batch.publishes);
        self.acknowledge(batch.now);
        let taken = usize::try_from(cursor.position()).unwrap_or(bytes.len());
        (batch.readings, taken)
    }

    fn take_event(&mut self, event: Event, batch: &mut Batch<D::Reading>) {
        match event {
            Event::NotifyPacketReceived(packet) => self.take_packet(packet, batch),
            Event::RequestSendPacket { packet, .. } => self.take_request(&packet, batch),
            Event::RequestClose | Event::NotifyError(_) => {
                self.end = self.end.or(Some(End::Broken));
            }
            // We keep the time ourselves, and have no packet ids of our own.
            Event::RequestTimerReset { .. }
            | Event::RequestTimerCancel(_)
            | Event::NotifyPacketIdReleased(_) => {}
        }
    }

    /// The codec wants to send: a farewell after an error, or a PUBREC for a publish that it has seen before. That
    /// one must wait if the house has not answered yet (law L6).
    fn take_request(&mut self, packet: &Packet, batch: &mut Batch<D::Reading>) {
        let repeated = match packet {
            Packet::V3_1_1Pubrec(pubrec) => Some(pubrec.packet_id()),
            Packet::V5_0Pubrec(pubrec) => Some(pubrec.packet_id()),
            _ => None,
        };
        if let Some(packet_id) = repeated {
            batch.publishes = batch.publishes.saturating_add(1);
            self.house.counters.repeated.one();
            if self.window.repeated(packet_id) {
                return;
            }
        }
        self.out.extend_from_slice(&packet.to_continuous_buffer());
    }

    fn take_packet(&mut self, packet: Packet, batch: &mut Batch<D::Reading>) {
        match packet {
            Packet::V3_1_1Publish(publish) => self.take_publish(
                &Publish {
                    topic: publish.topic_name(),
                    payload: publish.payload().as_slice(),
                    qos: qos(publish.qos()),
                    dup: publish.dup(),
                    packet_id: publish.packet_id(),
                    ticket: Ticket(0),
                },
                batch,
            ),
            // We said Retain Available 0 (MQTT 5, 3.2.2.3.5).
            Packet::V5_0Publish(publish) if publish.retain() => self.end = Some(End::Retained),
            Packet::V5_0Publish(publish) => self.take_publish(
                &Publish {
                    topic: publish.topic_name(),
                    payload: publish.payload().as_slice(),
                    qos: qos(publish.qos()),
                    dup: publish.dup(),
                    packet_id: publish.packet_id(),
                    ticket: Ticket(0),
                },
                batch,
            ),
            Packet::V3_1_1Pubrel(pubrel) => self.take_release(pubrel.packet_id()),
            Packet::V5_0Pubrel(pubrel) => self.take_release(pubrel.packet_id()),
            Packet::V3_1_1Subscribe(subscribe) => {
                self.subscribe(subscribe.packet_id(), subscribe.entries());
            }
            Packet::V5_0Subscribe(subscribe) => {
                self.subscribe(subscribe.packet_id(), subscribe.entries());
            }
            Packet::V3_1_1Unsubscribe(unsubscribe) => {
                self.unsubscribe(unsubscribe.packet_id(), unsubscribe.entries());
            }
            Packet::V5_0Unsubscribe(unsubscribe) => {
                self.unsubscribe(unsubscribe.packet_id(), unsubscribe.entries());
            }
            Packet::V3_1_1Pingreq(_) | Packet::V5_0Pingreq(_) => {
                self.reply(None, |version, _| Ok(replies::pong(version)));
            }
            Packet::V3_1_1Disconnect(_) => self.end = Some(End::Left),
            Packet::V5_0Disconnect(disconnect) => self.take_leave(&disconnect),
            Packet::V3_1_1Puback(puback) => self.directive_acknowledged(puback.packet_id()),
            Packet::V5_0Puback(puback) => self.directive_acknowledged(puback.packet_id()),
            // AUTH without an authentication method, or what only a server sends.
            _ => self.end = Some(End::ProtocolError),
        }
    }

    fn take_publish(&mut self, publish: &Publish<'_>, batch: &mut Batch<D::Reading>) {
        batch.publishes = batch.publishes.saturating_add(1);
        if !is_topic(publish.topic) {
            self.end = Some(End::BadTopic);
            return;
        }
        if publish.packet_id == Some(0) {
            self.end = Some(End::Malformed);
            return;
        }
        let packet_id = publish.packet_id.unwrap_or_default();
        let ticket = self.window.open(packet_id, publish.qos, batch.now);
        let publish = Publish { ticket, ..*publish };
        match self.house.door.read(&self.device, &publish) {
            Ok(Some(reading)) => batch.readings.push(reading),
            Ok(None) => {
                self.house.counters.undeclared.one();
                self.window.settle(ticket, Verdict::Taken);
            }
            Err(PublishRefusal::Unreadable(reason)) => {
                self.house.counters.unreadable.one();
                self.window.settle(ticket, Verdict::Unreadable(reason));
            }
            Err(PublishRefusal::NotYours) => {
                self.house.counters.not_yours.one();
                // 3.1.1 cannot refuse one publish, and QoS 0 has no acknowledgement to refuse it in.
                if self.version == Version::V5_0 && publish.qos != Qos::AtMostOnce {
                    self.window.settle(ticket, Verdict::NotYours);
                } else {
                    self.window.settle(ticket, Verdict::Silence);
                    self.end = Some(End::NotYours);
                }
            }
        }
    }

    /// PUBREL: the device knows that we have it, and will not send it again.
    fn take_release(&mut self, packet_id: u16) {
        if self.window.holds(packet_id) {
            // It cannot know: we have not said so yet.
            self.end = Some(End::ProtocolError);
            return;
        }
        self.received.remove(&packet_id);
        self.reply(None, |version, _| replies::completed(version, packet_id));
    }

    /// A hub hears that it may listen to anything, because programs written for a broker end otherwise; it hears directives alone.
    fn subscribe(&mut self, packet_id: u16, entries: &[SubEntry]) {
        let kind = self.house.door.kind(&self.device);
        let name = self.house.door.name(&self.device);
        let granted: Vec<Granted> = entries
            .iter()
            .map(|entry| self.hearing.subscribe(entry, name, kind))
            .collect();
        let refused = granted
            .iter()
            .filter(|granted| !matches!(granted, Granted::At(_)))
            .count();
        let words = (refused > 0).then_some(NO_SUBSCRIPTIONS);
        let count = u64::try_from(refused).unwrap_or(u64::MAX);
        self.house.counters.subscriptions_refused.some(count);
        self.reply(words, |version, words| {
            replies::subscribed(version, packet_id, &granted, words)
        });
        if !self.hearing.is_deaf() {
            self.listen();
        }
    }

    fn unsubscribe(&mut self, packet_id: u16, filters: &[MqttString]) {
        let existed: Vec<bool> = filters
            .iter()
            .map(|filter| self.hearing.unsubscribe(filter.as_str()))
            .collect();
        self.reply(None, |version, _| {
            replies::unsubscribed(version, packet_id, &existed)
        });
    }

    /// A version 5 device may say on leaving how long its session is to be remembered.
    fn take_leave(&mut self, disconnect: &v5_0::Disconnect) {
        self.end = Some(End::Left);
        for property in disconnect.props().iter().flatten() {
            if let Property::SessionExpiryInterval(secs) = property {
                let wish = Duration::from_secs(u64::from(secs.val()));
                if self.session_expiry.is_zero() && !wish.is_zero() {
                    // MQTT 5, 3.14.2.2.2.
                    self.end = Some(End::ProtocolError);
                } else {
                    self.session_expiry = wish.min(self.house.limits.session_expiry_max);
                }
            }
        }
    }
}

struct Batch<R> {
    readings: Vec<R>,
    publishes: u64,
    now: Instant,
}

fn is_topic(topic: &str) -> bool {
    !topic.is_empty() && topic.len() <= TOPIC_BYTES_MAX && !topic.contains(['+', '#', '\0'])
}

const fn qos(qos: WireQos) -> Qos {
    match qos {
        WireQos::AtMostOnce => Qos::AtMostOnce,
        WireQos::AtLeastOnce => Qos::AtLeastOnce,
        WireQos::ExactlyOnce => Qos::ExactlyOnce,
    }
}
