//! Messages from a broker, as they come: MQTT 3.1.1, a subscriber at QoS 0 that publishes nothing.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use cardea_import::Message;
use cardea_units::Clock as _;
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::common::Cursor;
use mqtt_protocol_core::mqtt::connection::{Connection, ConnectionOptions, Event};
use mqtt_protocol_core::mqtt::packet::{
    GenericPacketTrait, Packet, Qos, SubEntry, SubOpts, v3_1_1,
};
use mqtt_protocol_core::mqtt::result_code::{ConnectReturnCode, SubackReturnCode};
use mqtt_protocol_core::mqtt::role;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use super::Eye;
use crate::system::MachineClock;

/// Longest wait for a broker to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// A broker hears from us at least so often, and we from it: an answer is due by then.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// Between two signs of life of ours.
const PING: Duration = Duration::from_secs(15);
/// Bytes read from the socket at once.
const READ_BYTES: usize = 16_384;
/// Bytes of a packet: what a hub says of its devices has some megabytes. A larger one ends the observation.
const PACKET_BYTES_MAX: u32 = 32 * 1024 * 1024;
/// The port of MQTT without TLS.
const PORT: u16 = 1883;

/// Where to listen.
pub(super) struct Broker {
    host: String,
    port: u16,
    sign_in: Option<SignIn>,
}

/// As whom.
pub(super) struct SignIn {
    pub(super) name: String,
    pub(super) password: Option<String>,
}

impl Broker {
    /// Of `HOST`, `HOST:PORT` or `[ADDRESS]:PORT`.
    pub(super) fn of(address: &str, sign_in: Option<SignIn>) -> Result<Self> {
        const HELP: &str = "write a broker as `mqtt://HOST:PORT`";
        let address = address.trim_end_matches('/');
        ensure!(
            !address.contains('@'),
            "a password in a command line is seen by others; use `--username` and `--password-file`"
        );
        let (host, port) = match address.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (
                host,
                port.parse()
                    .map_err(|_| anyhow!("`{port}` is not a port; {HELP}"))?,
            ),
            _ => (address, PORT),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        ensure!(
            !host.is_empty() && !host.contains(['/', ' ']),
            "there is no host in `mqtt://{address}`; {HELP}"
        );
        Ok(Self {
            host: host.to_owned(),
            port,
            sign_in,
        })
    }

    /// Shows every message to the eye for so many milliseconds, until Ctrl-C, or until the broker hangs up.
    pub(super) fn listen(&self, topics: &[String], millis: i64, eye: &mut Eye) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(self.hear(topics, millis, eye))
    }

    async fn hear(&self, topics: &[String], millis: i64, eye: &mut Eye) -> Result<()> {
        let name = format!("{}:{}", self.host, self.port);
        let stream = timeout(
            PATIENCE,
            TcpStream::connect((self.host.as_str(), self.port)),
        )
        .await
        .map_err(|_| anyhow!("{name} did not answer in {} seconds", PATIENCE.as_secs()))?
        .with_context(|| format!("cannot reach {name}"))?;
        let options = ConnectionOptions::new().maximum_packet_size_recv(PACKET_BYTES_MAX);
        let mut line = Line {
            stream,
            codec: Connection::with_options(Version::V3_1_1, options),
            packets: VecDeque::new(),
            bytes: vec![0; READ_BYTES],
        };
        timeout(PATIENCE, line.begin(self.sign_in.as_ref(), topics))
            .await
            .map_err(|_| anyhow!("{name} did not answer in {} seconds", PATIENCE.as_secs()))?
            .with_context(|| format!("{name} does not let us listen"))?;
        eprintln!(
            "Listening at {name} to {} for {}; Ctrl-C ends it earlier.",
            topics.join(", "),
            time_in_words(millis)
        );
        let until = Instant::now()
            .checked_add(Duration::from_millis(millis.unsigned_abs()))
            .context("that is too long")?;
        let mut end = core::pin::pin!(crate::commands::wait_for_the_end());
        let mut ping = tokio::time::interval(PING);
        let mut heard = Instant::now();
        let clock = MachineClock::default();
        loop {
            for message in line.messages(&clock) {
                eye.see(&message);
            }
            tokio::select! {
                more = line.read() => match more {
                    Ok(true) => heard = Instant::now(),
                    Ok(false) => {
                        eprintln!("{name} hung up; what was seen until then counts.");
                        return Ok(());
                    }
                    Err(error) => {
                        eprintln!("{name}: {error:#}; what was seen until then counts.");
                        return Ok(());
                    }
                },
                _ = ping.tick() => {
                    if heard.elapsed() > KEEP_ALIVE.saturating_mul(2) {
                        eprintln!("{name} is silent; what was seen until then counts.");
                        return Ok(());
                    }
                    line.send(v3_1_1::Pingreq::new().into()).await?;
                },
                () = tokio::time::sleep_until(until) => return line.bye().await,
                ended = &mut end => {
                    ended?;
                    return line.bye().await;
                }
            }
        }
    }
}

/// A time of observation in words.
fn time_in_words(millis: i64) -> String {
    let seconds = millis.unsigned_abs() / 1_000;
    let (number, unit) = match seconds {
        0..60 => (seconds, "second"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    let more = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{more}")
}

/// One connection.
struct Line {
    stream: TcpStream,
    codec: Connection<role::Client>,
    /// What came and was not looked at.
    packets: VecDeque<Packet>,
    bytes: Vec<u8>,
}

impl Line {
    async fn begin(&mut self, sign_in: Option<&SignIn>, topics: &[String]) -> Result<()> {
        let what = |error| anyhow!("CONNECT: {error:?}");
        let id = format!("cardea-observe-{:x}", std::process::id());
        let mut connect = v3_1_1::Connect::builder().client_id(id).map_err(what)?;
        if let Some(sign_in) = sign_in {
            connect = connect.user_name(sign_in.name.as_str()).map_err(what)?;
            if let Some(password) = &sign_in.password {
                connect = connect.password(password.as_str()).map_err(what)?;
            }
        }
        let seconds = u16::try_from(KEEP_ALIVE.as_secs()).unwrap_or(u16::MAX);
        let connect = connect
            .clean_session(true)
            .keep_alive(seconds)
            .build()
            .map_err(what)?;
        self.send(connect.into()).await?;
        match self.next().await? {
            Packet::V3_1_1Connack(answer)
                if answer.return_code() == ConnectReturnCode::Accepted => {}
            Packet::V3_1_1Connack(answer) => match answer.return_code() {
                ConnectReturnCode::BadUserNameOrPassword | ConnectReturnCode::NotAuthorized => {
                    bail!(
                        "it wants another name or password; use `--username` and `--password-file`"
                    )
                }
                other => bail!("it refuses: {other:?}"),
            },
            _ => bail!("it does not speak MQTT 3.1.1"),
        }
        let mut entries = Vec::new();
        for topic in topics {
            let entry = SubEntry::new(topic.as_str(), SubOpts::new().set_qos(Qos::AtMostOnce));
            entries.push(entry.map_err(|_| {
                anyhow!("`{topic}` is not a topic filter, such as `zigbee2mqtt/#`")
            })?);
        }
        let id = self
            .codec
            .acquire_packet_id()
            .map_err(|error| anyhow!("no packet id: {error:?}"))?;
        let subscribe = v3_1_1::Subscribe::builder().packet_id(id).entries(entries);
        let subscribe = subscribe
            .build()
            .map_err(|error| anyhow!("SUBSCRIBE: {error:?}"))?;
        self.send(subscribe.into()).await?;
        loop {
            match self.next().await? {
                Packet::V3_1_1Suback(answer) => {
                    let refused = answer
                        .return_codes()
                        .iter()
                        .position(|code| *code == SubackReturnCode::Failure);
                    if let Some(nth) = refused {
                        let topic = topics.get(nth).map_or("", String::as_str);
                        bail!("it refuses the subscription to `{topic}`");
                    }
                    return Ok(());
                }
                // A broker may send what it keeps before it answers.
                Packet::V3_1_1Publish(publish) => {
                    self.packets.push_back(Packet::V3_1_1Publish(publish));
                }
                _ => bail!("it answers SUBSCRIBE with something else"),
            }
        }
    }

    /// The messages that came. One that a broker kept says nothing of when it was sent.
    fn messages(&mut self, clock: &MachineClock) -> Vec<Message> {
        let packets = core::mem::take(&mut self.packets);
        let publishes = packets.into_iter().filter_map(|packet| match packet {
            Packet::V3_1_1Publish(publish) => Some(publish),
            _ => None,
        });
        publishes
            .map(|publish| Message {
                topic: publish.topic_name().to_owned(),
                payload: publish.payload().as_slice().to_vec(),
                at: (!publish.retain()).then(|| clock.now()),
            })
            .collect()
    }

    async fn next(&mut self) -> Result<Packet> {
        loop {
            if let Some(packet) = self.packets.pop_front() {
                return Ok(packet);
            }
            ensure!(self.read().await?, "it hung up");
        }
    }

    /// Reads what comes; `false` when the broker hung up.
    async fn read(&mut self) -> Result<bool> {
        let count = self.stream.read(&mut self.bytes).await?;
        if count == 0 {
            return Ok(false);
        }
        let mut cursor = Cursor::new(self.bytes.get(..count).unwrap_or_default());
        while !cursor.remaining_slice().is_empty() {
            for event in self.codec.recv(&mut cursor) {
                match event {
                    Event::NotifyPacketReceived(packet) => self.packets.push_back(packet),
                    Event::NotifyError(error) => bail!("it breaks the protocol: {error:?}"),
                    _ => {}
                }
            }
        }
        Ok(true)
    }

    async fn send(&mut self, packet: Packet) -> Result<()> {
        for event in self.codec.send(packet) {
            match event {
                Event::RequestSendPacket { packet, .. } => {
                    self.stream
                        .write_all(&packet.to_continuous_buffer())
                        .await?;
                }
                Event::NotifyError(error) => bail!("this cannot be sent: {error:?}"),
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes its leave; a broker that is gone already does not mind.
    async fn bye(&mut self) -> Result<()> {
        let _ = self.send(v3_1_1::Disconnect::new().into()).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_is_a_host_and_a_port() {
        let of = |address: &str| Broker::of(address, None).map(|broker| (broker.host, broker.port));
        assert_eq!(
            of("127.0.0.1:1999").unwrap(),
            ("127.0.0.1".to_owned(), 1999)
        );
        assert_eq!(
            of("broker.example/").unwrap(),
            ("broker.example".to_owned(), PORT)
        );
        assert_eq!(of("[::1]:1884").unwrap(), ("::1".to_owned(), 1884));
        assert_eq!(of("[::1]").unwrap(), ("::1".to_owned(), PORT));
        for wrong in ["", ":1883", "a:b", "ana:secret@broker", "a/b:1", "a:99999"] {
            let error = of(wrong).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
