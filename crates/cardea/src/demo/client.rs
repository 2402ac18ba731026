//! A simulated device: MQTT 3.1.1 over TCP, QoS 1, as real firmware does it.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::common::Cursor;
use mqtt_protocol_core::mqtt::connection::{Connection, Event};
use mqtt_protocol_core::mqtt::packet::{GenericPacketTrait, Packet, Qos, v3_1_1};
use mqtt_protocol_core::mqtt::role;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::home::Device;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A device that is connected.
pub(super) struct Client {
    stream: TcpStream,
    codec: Connection<role::Client>,
    name: &'static str,
}

impl Client {
    /// Connects and signs in.
    pub(super) async fn connect(
        address: std::net::SocketAddr,
        device: &Device,
        client_id: &str,
    ) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let mut client = Self {
            stream,
            codec: Connection::new(Version::V3_1_1),
            name: device.name,
        };
        let connect = v3_1_1::Connect::builder()
            .client_id(client_id)
            .and_then(|connect| connect.user_name(device.name))
            .and_then(|connect| connect.password(device.token.as_str()))
            .map_err(|error| anyhow::anyhow!("CONNECT: {error:?}"))?
            .clean_session(true)
            .keep_alive(60)
            .build()
            .map_err(|error| anyhow::anyhow!("CONNECT: {error:?}"))?;
        client.send(connect.into()).await?;
        match client.hear().await? {
            Packet::V3_1_1Connack(answer) => {
                let accepted = matches!(
                    answer.return_code(),
                    mqtt_protocol_core::mqtt::result_code::ConnectReturnCode::Accepted
                );
                ensure!(
                    accepted,
                    "the server refused {}: {:?}",
                    device.name,
                    answer.return_code()
                );
            }
            other => bail!("the server answered CONNECT with {other:?}"),
        }
        Ok(client)
    }

    /// Sends a reading and waits until it is acknowledged: it is on disk then, or nobody may have it.
    pub(super) async fn publish(&mut self, stream: &str, payload: &str) -> Result<()> {
        let id = self
            .codec
            .acquire_packet_id()
            .map_err(|error| anyhow::anyhow!("no packet id: {error:?}"))?;
        let publish = v3_1_1::Publish::builder()
            .topic_name(format!("{}/{stream}", self.name))
            .map_err(|error| anyhow::anyhow!("PUBLISH: {error:?}"))?
            .qos(Qos::AtLeastOnce)
            .packet_id(id)
            .payload(payload.as_bytes().to_vec())
            .build()
            .map_err(|error| anyhow::anyhow!("PUBLISH: {error:?}"))?;
        self.send(publish.into()).await?;
        match self.hear().await? {
            Packet::V3_1_1Puback(answer) if answer.packet_id() == id => Ok(()),
            other => bail!("the server answered PUBLISH with {other:?}"),
        }
    }

    async fn send(&mut self, packet: Packet) -> Result<()> {
        for event in self.codec.send(packet) {
            match event {
                Event::RequestSendPacket { packet, .. } => {
                    self.stream
                        .write_all(&packet.to_continuous_buffer())
                        .await?;
                }
                Event::NotifyError(error) => bail!("the packet cannot be sent: {error:?}"),
                _ => {}
            }
        }
        Ok(())
    }

    async fn hear(&mut self) -> Result<Packet> {
        let mut bytes = [0; 4096];
        loop {
            let count = timeout(PATIENCE, self.stream.read(&mut bytes))
                .await
                .context("no answer in time")??;
            ensure!(count > 0, "the server closed the connection");
            let mut cursor = Cursor::new(bytes.get(..count).unwrap_or_default());
            let mut heard = None;
            while !cursor.remaining_slice().is_empty() {
                for event in self.codec.recv(&mut cursor) {
                    match event {
                        Event::NotifyPacketReceived(packet) => heard = Some(packet),
                        Event::NotifyError(error) => {
                            bail!("the server broke the protocol: {error:?}")
                        }
                        _ => {}
                    }
                }
            }
            if let Some(packet) = heard {
                return Ok(packet);
            }
        }
    }
}
