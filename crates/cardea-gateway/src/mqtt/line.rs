//! One connection of a device that has signed in: its state, and what is written to it.

use std::sync::Arc;
use std::time::Duration;

use cardea_gate::{Answer, Ticket};
use cardea_store::Listen;
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::common::{Cursor, HashSet};
use mqtt_protocol_core::mqtt::connection::{Connection, ConnectionOptions, Event};
use mqtt_protocol_core::mqtt::packet::{
    GenericPacketTrait, MaximumPacketSize, Packet, v3_1_1, v5_0,
};
use mqtt_protocol_core::mqtt::result_code::MqttError;
use mqtt_protocol_core::mqtt::role::Server;
use tokio::time::Instant;

use super::connack::Terms;
use super::ending::End;
use super::hearing::Hearing;
use super::hello::{Hello, Reasons};
use super::house::House;
use super::inbox::Inbox;
use super::replies;
use super::seats::Session;
use super::window::{Kind, Verdict, Window};
use crate::Door;
use crate::counters::Tally;

/// One connection of a device that has signed in. The socket is kept beside it.
pub(crate) struct Line<D: Door> {
    pub(crate) house: Arc<House<D>>,
    pub(crate) device: Arc<D::Device>,
    pub(crate) version: Version,
    pub(crate) codec: Connection<Server>,
    pub(crate) window: Window,
    pub(crate) inbox: Arc<Inbox>,
    /// Bytes received and not looked at yet, from here on: what came with the CONNECT, or while the window was full.
    pub(crate) held: Vec<u8>,
    pub(crate) held_from: usize,
    /// Bytes to be written.
    pub(crate) out: Vec<u8>,
    /// Set when the connection has to end once `out` is written.
    pub(crate) end: Option<End>,
    /// When the last packet came.
    pub(crate) heard: Instant,
    /// How long the device may be silent.
    pub(crate) silence_max: Duration,
    /// How long the session is remembered after the connection. Zero: not at all.
    pub(crate) session_expiry: Duration,
    reasons: Reasons,
    /// What the device subscribed to, and what it was told.
    pub(crate) hearing: Hearing,
    /// Packet ids at QoS 2 that the device has a PUBREC for, and has not released. The codec's own list also has
    /// those that were refused halfway.
    pub(crate) received: HashSet<u16>,
    /// Emptied again and again, to spare an allocation a batch.
    answers: Vec<(Ticket, Answer)>,
}

/// What [`Line::new`] is made of.
pub(crate) struct Beginning<D: Door> {
    pub(crate) device: Arc<D::Device>,
    pub(crate) terms: Terms,
    pub(crate) session: Option<Session>,
    /// Bytes that came after the CONNECT.
    pub(crate) rest: Vec<u8>,
    pub(crate) silence_max: Duration,
    pub(crate) session_expiry: Duration,
}

impl<D: Door> Line<D> {
    /// Opens the line; the CONNACK is in `out`.
    pub(crate) fn new(
        house: Arc<House<D>>,
        hello: &Hello,
        begin: Beginning<D>,
        now: Instant,
    ) -> Result<Self, MqttError> {
        let mut codec = codec(hello, begin.terms.packet_bytes_max)?;
        let session = begin.session.unwrap_or_default();
        let received = session.received;
        let hearing = session.hearing;
        let (window, inbox) = session
            .in_doubt
            .unwrap_or_else(|| (Window::new(now), Arc::default()));
        codec.restore_qos2_publish_handled(
            window.in_doubt().chain(received.iter().copied()).collect(),
        );
        let mut line = Self {
            version: hello.version,
            reasons: hello.reasons,
            device: begin.device,
            codec,
            window,
            inbox,
            held: begin.rest,
            held_from: 0,
            out: Vec::new(),
            end: None,
            heard: now,
            silence_max: begin.silence_max,
            session_expiry: begin.session_expiry,
            hearing,
            received,
            answers: Vec::new(),
            house,
        };
        line.let_in(begin.terms)?;
        if !line.hearing.is_deaf() {
            line.listen();
        }
        Ok(line)
    }

    /// Puts the CONNACK into `out`: with the words, or without if the device takes only very small packets.
    fn let_in(&mut self, mut terms: Terms) -> Result<(), MqttError> {
        if self.say_welcome(&terms).is_ok() {
            return Ok(());
        }
        terms.note = None;
        self.say_welcome(&terms)
    }

    fn say_welcome(&mut self, terms: &Terms) -> Result<(), MqttError> {
        let welcome = terms.packet(self.version, self.house.limits.receive_max)?;
        // The codec would end the connection of a device that does not count along, and some widely used ones do
        // not. We slow such a device down instead, as we do with 3.1.1.
        let for_codec = terms.packet(self.version, u16::MAX)?;
        self.send(for_codec)?;
        self.out = welcome.to_continuous_buffer();
        Ok(())
    }

    /// What the session must remember after this connection.
    pub(crate) fn into_session(self, end: End) -> Session {
        let mut received = self.received;
        received.extend(self.window.kept());
        // A house that does not answer would keep the device waiting for ever.
        let in_doubt = if end == End::Unanswered {
            None
        } else {
            self.window.carried_over()
        };
        Session {
            received,
            in_doubt: in_doubt.map(|window| (window, self.inbox)),
            hearing: self.hearing.carried_over(),
        }
    }

    /// Whether we read what the device sends now.
    pub(crate) fn is_reading(&self) -> bool {
        self.window.len() < self.house.limits.window_max
    }

    /// When something has to happen at the latest if nothing else does.
    pub(crate) fn due(&self) -> Option<Instant> {
        let answer = self
            .window
            .waiting_since()
            .and_then(|since| since.checked_add(self.house.limits.answer_timeout));
        let word = self
            .is_reading()
            .then(|| self.heard.checked_add(self.silence_max))
            .flatten();
        let heard = self
            .hearing
            .unacknowledged_since()
            .and_then(|since| since.checked_add(self.house.limits.write_timeout));
        [answer, word, heard, self.hearing.until]
            .into_iter()
            .flatten()
            .min()
    }

    /// Ends the connection if what was due has not happened.
    pub(crate) fn overdue(&mut self, now: Instant) {
        if self.hearing.until.take_if(|until| *until <= now).is_some() {
            self.inbox.ring();
        }
        if self.due().is_none_or(|due| due > now) {
            return;
        }
        let unanswered = self.window.waiting_since().is_some_and(|since| {
            now.saturating_duration_since(since) >= self.house.limits.answer_timeout
        });
        let unheard = self.hearing.unacknowledged_since().is_some_and(|since| {
            now.saturating_duration_since(since) >= self.house.limits.write_timeout
        });
        self.end = Some(if unheard {
            End::Unheard
        } else if unanswered {
            End::Unanswered
        } else {
            End::Silent
        });
    }

    /// Takes the house's answers and puts the acknowledgements that are due into `out`.
    pub(crate) fn settle_answers(&mut self, now: Instant) {
        let mut answers = core::mem::take(&mut self.answers);
        self.inbox.take(&mut answers);
        let mut tally = Tally::default();
        let mut unkept = false;
        for &(ticket, answer) in &answers {
            tally.add(answer);
            match answer {
                Answer::Kept | Answer::Duplicate | Answer::NotPermitted => {
                    self.window.settle(ticket, Verdict::Taken);
                }
                Answer::Unavailable => match self.window.fail(ticket) {
                    Ok(None) => {}
                    Ok(Some(packet_id)) => self.forget_received(packet_id),
                    Err(_waiting) => unkept = true,
                },
            }
        }
        tally.post(&self.house.counters);
        answers.clear();
        self.answers = answers;
        self.acknowledge(now);
        if unkept {
            self.end = self.end.or(Some(End::Busy));
        }
    }

    /// Puts the acknowledgements that are due into `out`, as long as the connection is sound.
    pub(crate) fn acknowledge(&mut self, now: Instant) {
        while self.end.is_none() {
            let Some((packet_id, kind, verdict)) = self.window.next_due(now) else {
                return;
            };
            let refused = self.version == Version::V5_0 && verdict != Verdict::Taken;
            if verdict == Verdict::Silence {
                continue;
            }
            if kind != Kind::AtLeastOnce && !refused {
                self.received.insert(packet_id);
            }
            if kind == Kind::ExactlyOnceQuiet {
                continue;
            }
            let words = match verdict {
                Verdict::Unreadable(words) => Some(words),
                Verdict::NotYours => Some("this topic belongs to another device"),
                Verdict::Taken | Verdict::Silence => None,
            };
            self.reply(words, |version, words| {
                replies::acknowledgement(version, kind, packet_id, verdict, words)
            });
        }
    }

    /// Sends a reply: with words if there are some, the device wants them and they fit; without them otherwise.
    pub(crate) fn reply(
        &mut self,
        words: Option<&'static str>,
        build: impl Fn(Version, Option<&'static str>) -> replies::Reply,
    ) {
        let version = self.version;
        let words = words.filter(|_| self.reasons == Reasons::Wanted);
        if words.is_some() && build(version, words).is_ok_and(|packet| self.send(packet).is_ok()) {
            return;
        }
        let sent = build(version, None).and_then(|packet| self.send(packet));
        if sent.is_err() {
            self.end = self.end.or(Some(End::Malformed));
        }
    }

    /// Says goodbye, if the version has a word for it. Reasons may be given here even where they are not wanted
    /// elsewhere (MQTT 5, 3.1.2.11.7).
    pub(crate) fn say_goodbye(&mut self, end: End) {
        let Some((code, words)) = end.goodbye().filter(|_| self.version == Version::V5_0) else {
            return;
        };
        let explained = replies::goodbye(code, Some(words)).and_then(|packet| self.send(packet));
        if explained.is_err() {
            // The device takes only very small packets, or the codec has already said goodbye.
            let _said = replies::goodbye(code, None).and_then(|packet| self.send(packet));
        }
    }

    /// Passes a packet through the codec into `out`.
    pub(crate) fn send(&mut self, packet: Packet) -> Result<(), MqttError> {
        for event in self.codec.send(packet) {
            match event {
                Event::RequestSendPacket { packet, .. } => {
                    self.out.extend_from_slice(&packet.to_continuous_buffer());
                }
                Event::NotifyError(error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// A publish of an earlier connection was not kept after all: the device's repetition is to be taken as new.
    fn forget_received(&mut self, packet_id: u16) {
        let mut received = self.codec.get_qos2_publish_handled();
        received.remove(&packet_id);
        self.codec.restore_qos2_publish_handled(received);
    }
}

/// A codec that has seen the device's CONNECT, or rather one of ours in its place: the codec needs only what we say
/// here, never has the token, and a Topic Alias Maximum of 0, which MQTT allows, would make its version 0.7.9 panic.
fn codec(hello: &Hello, packet_bytes_max: u32) -> Result<Connection<Server>, MqttError> {
    let options = ConnectionOptions::new().maximum_packet_size_recv(packet_bytes_max);
    let mut codec = Connection::with_options(hello.version, options);
    let connect = match hello.version {
        Version::V5_0 => {
            let connect = v5_0::Connect::builder().clean_start(true);
            let connect = match hello.packet_bytes_max {
                Some(bytes) => connect.props(vec![MaximumPacketSize::new(bytes)?.into()]),
                None => connect,
            };
            connect.build()?.to_continuous_buffer()
        }
        _ => v3_1_1::Connect::builder()
            .clean_session(true)
            .build()?
            .to_continuous_buffer(),
    };
    let seen = codec.recv(&mut Cursor::new(connect.as_slice()));
    match seen.as_slice() {
        [Event::NotifyPacketReceived(_)] => Ok(codec),
        _ => Err(MqttError::PacketProcessFailed),
    }
}
