//! A device: `mqtt-protocol-core` in the client role over any stream.

use std::collections::VecDeque;
use std::time::Duration;

use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::common::Cursor;
use mqtt_protocol_core::mqtt::connection::{Connection, Event};
use mqtt_protocol_core::mqtt::packet::{
    GenericPacketTrait, Packet, Properties, Property, Qos, SessionExpiryInterval, v3_1_1, v5_0,
};
use mqtt_protocol_core::mqtt::result_code::{ConnectReasonCode, ConnectReturnCode};
use mqtt_protocol_core::mqtt::role;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use super::home::TOKEN;

pub const V3: Version = Version::V3_1_1;
pub const V5: Version = Version::V5_0;
const PATIENCE: Duration = Duration::from_secs(10);

pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// What to say in CONNECT.
#[derive(Clone, Debug)]
pub struct Wish {
    pub version: Version,
    pub client_id: &'static str,
    pub user: Option<&'static str>,
    pub password: Option<&'static str>,
    pub clean: bool,
    pub keep_alive: u16,
    pub will: Option<bool>,
    pub properties: Properties,
}

impl Wish {
    /// The lamp, as a client of its own.
    pub fn lamp(version: Version) -> Self {
        Self {
            version,
            client_id: "lamp-1",
            user: Some("lamp"),
            password: Some(TOKEN),
            clean: true,
            keep_alive: 60,
            will: None,
            properties: Properties::new(),
        }
    }

    /// The lamp, coming back to its session.
    pub fn returning_lamp(version: Version) -> Self {
        let mut wish = Self::lamp(version);
        wish.clean = false;
        if version == V5 {
            wish.properties = vec![SessionExpiryInterval::new(3_600).unwrap().into()];
        }
        wish
    }

    pub fn packet(&self) -> Packet {
        if self.version == V5 {
            let mut connect = v5_0::Connect::builder()
                .client_id(self.client_id)
                .unwrap()
                .clean_start(self.clean)
                .keep_alive(self.keep_alive)
                .props(self.properties.clone());
            if let Some(retain) = self.will {
                let will = ("lamp/will", "gone");
                connect = connect
                    .will_message(will.0, will.1, Qos::AtLeastOnce, retain)
                    .unwrap();
            }
            if let Some(user) = self.user {
                connect = connect.user_name(user).unwrap();
            }
            if let Some(password) = self.password {
                connect = connect.password(password).unwrap();
            }
            return connect.build().unwrap().into();
        }
        let mut connect = v3_1_1::Connect::builder()
            .client_id(self.client_id)
            .unwrap()
            .clean_session(self.clean)
            .keep_alive(self.keep_alive);
        if let Some(retain) = self.will {
            let will = ("lamp/will", "gone");
            connect = connect
                .will_message(will.0, will.1, Qos::AtLeastOnce, retain)
                .unwrap();
        }
        if let Some(user) = self.user {
            connect = connect.user_name(user).unwrap();
        }
        if let Some(password) = self.password {
            connect = connect.password(password).unwrap();
        }
        connect.build().unwrap().into()
    }
}

/// What a device hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Packet(Box<Packet>),
    Closed,
}

pub struct Client {
    pub stream: Box<dyn Stream>,
    pub version: Version,
    codec: Connection<role::Client>,
    heard: VecDeque<Packet>,
    closed: bool,
}

impl Client {
    pub fn new(stream: impl Stream + 'static, version: Version) -> Self {
        Self {
            stream: Box::new(stream),
            version,
            codec: Connection::new(version),
            heard: VecDeque::new(),
            closed: false,
        }
    }

    pub async fn connect(stream: impl Stream + 'static, wish: &Wish) -> (Self, Packet) {
        let mut client = Self::new(stream, wish.version);
        client.send(wish.packet()).await;
        let connack = client.packet().await;
        (client, connack)
    }

    /// Sends through the codec, so that it knows what to expect.
    pub async fn send(&mut self, packet: impl Into<Packet>) {
        let bytes = self.encode(packet.into());
        self.raw(&bytes).await;
    }

    pub fn encode(&mut self, packet: Packet) -> Vec<u8> {
        let mut bytes = Vec::new();
        for event in self.codec.send(packet) {
            match event {
                Event::RequestSendPacket { packet, .. } => {
                    bytes.extend(packet.to_continuous_buffer());
                }
                Event::NotifyError(error) => panic!("the client's codec refuses: {error:?}"),
                _ => {}
            }
        }
        bytes
    }

    pub async fn raw(&mut self, bytes: &[u8]) {
        // The endpoint may have closed the stream by now; the test will hear it.
        let _closed = timeout(PATIENCE, self.stream.write_all(bytes))
            .await
            .unwrap();
    }

    /// Tells the codec that a packet id is in use.
    pub fn know(&mut self, packet_id: u16) {
        let _known = self.codec.register_packet_id(packet_id);
    }

    /// Builds a publish and makes its packet id known to the codec.
    pub fn publish(&mut self, topic: &str, payload: &str, qos: Qos, packet_id: u16) -> Packet {
        let id = (qos != Qos::AtMostOnce).then_some(packet_id);
        if let Some(id) = id {
            let _known = self.codec.register_packet_id(id);
        }
        publish(self.version, topic, payload, qos, packet_id, false)
    }

    pub async fn send_publish(&mut self, payload: &str, qos: Qos, packet_id: u16) {
        let packet = self.publish("lamp/reading", payload, qos, packet_id);
        self.send(packet).await;
    }

    /// Sends a publish once more, marked as such, past the codec.
    pub async fn repeat(&mut self, payload: &str, qos: Qos, packet_id: u16) {
        let packet = publish(self.version, "lamp/reading", payload, qos, packet_id, true);
        self.raw(&packet.to_continuous_buffer()).await;
    }

    /// The next thing heard.
    pub async fn hear(&mut self) -> Heard {
        timeout(PATIENCE, self.listen())
            .await
            .expect("nothing was heard")
    }

    pub async fn packet(&mut self) -> Packet {
        match self.hear().await {
            Heard::Packet(packet) => *packet,
            Heard::Closed => panic!("closed instead of a packet"),
        }
    }

    pub async fn closes(&mut self) {
        assert_eq!(self.hear().await, Heard::Closed);
    }

    /// Nothing is heard for this long.
    pub async fn hears_nothing(&mut self, time: Duration) {
        if let Ok(heard) = timeout(time, self.listen()).await {
            panic!("heard {heard:?}");
        }
    }

    /// The next bytes, past the codec.
    pub async fn bytes(&mut self, count: usize) -> Vec<u8> {
        assert!(self.heard.is_empty());
        let mut bytes = vec![0; count];
        let read = self.stream.read_exact(&mut bytes);
        timeout(PATIENCE, read)
            .await
            .expect("nothing was heard")
            .unwrap();
        bytes
    }

    async fn listen(&mut self) -> Heard {
        loop {
            if let Some(packet) = self.heard.pop_front() {
                return Heard::Packet(Box::new(packet));
            }
            if self.closed {
                return Heard::Closed;
            }
            let mut bytes = [0; 4096];
            let count = self.stream.read(&mut bytes).await.unwrap_or(0);
            self.closed = count == 0;
            let mut cursor = Cursor::new(&bytes[..count]);
            while !cursor.remaining_slice().is_empty() {
                for event in self.codec.recv(&mut cursor) {
                    match event {
                        Event::NotifyPacketReceived(packet) => self.heard.push_back(packet),
                        Event::NotifyError(error) => {
                            panic!("the endpoint broke the protocol: {error:?}")
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    pub async fn acknowledged(&mut self, packet_id: u16) {
        match self.packet().await {
            Packet::V3_1_1Puback(puback) => assert_eq!(puback.packet_id(), packet_id),
            Packet::V5_0Puback(puback) => {
                assert_eq!(puback.packet_id(), packet_id);
                assert_eq!(puback.reason_code(), None);
            }
            other => panic!("no PUBACK but {other}"),
        }
    }

    pub async fn received(&mut self, packet_id: u16) {
        match self.packet().await {
            Packet::V3_1_1Pubrec(pubrec) => assert_eq!(pubrec.packet_id(), packet_id),
            Packet::V5_0Pubrec(pubrec) => {
                assert_eq!(pubrec.packet_id(), packet_id);
                assert_eq!(pubrec.reason_code(), None);
            }
            other => panic!("no PUBREC but {other}"),
        }
    }

    /// PUBREL, and PUBCOMP for it.
    pub async fn release(&mut self, packet_id: u16) {
        let _known = self.codec.register_packet_id(packet_id);
        let pubrel: Packet = if self.version == V5 {
            v5_0::Pubrel::builder()
                .packet_id(packet_id)
                .build()
                .unwrap()
                .into()
        } else {
            v3_1_1::Pubrel::builder()
                .packet_id(packet_id)
                .build()
                .unwrap()
                .into()
        };
        self.send(pubrel).await;
        match self.packet().await {
            Packet::V3_1_1Pubcomp(pubcomp) => assert_eq!(pubcomp.packet_id(), packet_id),
            Packet::V5_0Pubcomp(pubcomp) => assert_eq!(pubcomp.packet_id(), packet_id),
            other => panic!("no PUBCOMP but {other}"),
        }
    }

    /// A PINGREQ is answered: the connection lives.
    pub async fn ping(&mut self) {
        let ping: Packet = if self.version == V5 {
            v5_0::Pingreq::new().into()
        } else {
            v3_1_1::Pingreq::new().into()
        };
        self.send(ping).await;
        assert!(matches!(
            self.packet().await,
            Packet::V3_1_1Pingresp(_) | Packet::V5_0Pingresp(_)
        ));
    }

    /// Version 5 hears this DISCONNECT and then the end; 3.1.1 only the end. Returns the words.
    pub async fn is_sent_away(&mut self, code: u8) -> String {
        let mut words = String::new();
        if self.version == V5 {
            match self.packet().await {
                Packet::V5_0Disconnect(disconnect) => {
                    assert_eq!(disconnect.reason_code().map(|code| code as u8), Some(code));
                    words = disconnect
                        .props()
                        .as_deref()
                        .map(reason)
                        .unwrap_or_default();
                }
                other => panic!("no DISCONNECT but {other}"),
            }
        }
        self.closes().await;
        words
    }
}

pub fn publish(
    version: Version,
    topic: &str,
    payload: &str,
    qos: Qos,
    packet_id: u16,
    dup: bool,
) -> Packet {
    let id = (qos != Qos::AtMostOnce).then_some(packet_id);
    if version == V5 {
        let packet = v5_0::Publish::builder().topic_name(topic).unwrap().qos(qos);
        let packet = packet.packet_id(id).payload(payload.as_bytes()).dup(dup);
        packet.props(Properties::new()).build().unwrap().into()
    } else {
        let packet = v3_1_1::Publish::builder()
            .topic_name(topic)
            .unwrap()
            .qos(qos);
        let packet = packet.packet_id(id).payload(payload.as_bytes()).dup(dup);
        packet.build().unwrap().into()
    }
}

/// The words in a packet's properties.
pub fn reason(properties: &[Property]) -> String {
    let said = properties.iter().find_map(|property| match property {
        Property::ReasonString(words) => Some(words.val().to_owned()),
        _ => None,
    });
    said.unwrap_or_default()
}

/// Session present, for a CONNACK that lets the device in.
pub fn let_in(connack: &Packet) -> bool {
    match connack {
        Packet::V3_1_1Connack(connack) => {
            assert_eq!(connack.return_code(), ConnectReturnCode::Accepted);
            connack.session_present()
        }
        Packet::V5_0Connack(connack) => {
            assert_eq!(connack.reason_code(), ConnectReasonCode::Success);
            connack.session_present()
        }
        other => panic!("no CONNACK but {other}"),
    }
}

/// The code of a CONNACK that does not.
pub fn not_let_in(connack: &Packet) -> u8 {
    match connack {
        Packet::V3_1_1Connack(connack) => connack.return_code() as u8,
        Packet::V5_0Connack(connack) => {
            assert_ne!(reason(connack.props()), "");
            connack.reason_code() as u8
        }
        other => panic!("no CONNACK but {other}"),
    }
}

/// The properties of a version 5 CONNACK.
pub fn properties(connack: &Packet) -> &[Property] {
    match connack {
        Packet::V5_0Connack(connack) => connack.props(),
        other => panic!("no CONNACK of version 5 but {other}"),
    }
}
