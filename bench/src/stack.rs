//! What people build today behind a broker: a subscriber that puts readings into PostgreSQL, encrypted with pgcrypto, in batches.
//!
//! It is run and asked by `cargo xtask bench ingest-stack`: it says `ready`, answers each line it is sent with how many rows are committed,
//! and ends with its input.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Mutex, mpsc};
use tokio_postgres::Client;

use crate::options::{Known, Options};
use crate::packets::{self, Frames, Version};
use crate::postgres::Cluster;

const ABOUT: &str = "stack-subscriber: the part of `cargo xtask bench ingest-stack` that stands between Mosquitto and PostgreSQL.";
const KNOWN: &[Known] = &[
    Known {
        name: "--mqtt",
        default: "127.0.0.1:1883",
        what: "where Mosquitto listens",
    },
    Known {
        name: "--rounds",
        default: "default",
        what: "rounds that make a key of the password: default, or fewest (s2k-count=1024)",
    },
];

/// Rows of one statement.
const BATCH_ROWS: usize = 1_000;
/// A batch that is not full waits no longer.
const BATCH_WAIT: Duration = Duration::from_millis(20);
/// Connections that insert at the same time: twice the cores that this was written on.
const WRITERS: usize = 4;
/// Batches that wait for a writer. Beyond it nothing is read from the broker, which keeps what comes.
const BATCHES_MAX: usize = 8;
/// Bytes read from the broker at once.
const READ_BYTES: usize = 256 << 10;

/// Entry point.
///
/// # Errors
/// What the broker or the database says.
pub async fn run(args: &[String]) -> Result<()> {
    let Some(options) = Options::parse(ABOUT, KNOWN, args)? else {
        return Ok(());
    };
    let mqtt: SocketAddr = options.text("--mqtt").parse().context("--mqtt")?;
    let how = match options.text("--rounds") {
        "default" => "",
        "fewest" => "s2k-count=1024",
        _ => bail!("--rounds is default or fewest"),
    };
    let cluster = Cluster::start().await?;
    cluster
        .client()
        .await?
        .batch_execute("CREATE EXTENSION pgcrypto; CREATE TABLE reading (device text NOT NULL, at timestamptz NOT NULL, data bytea NOT NULL, PRIMARY KEY (device, at))")
        .await?;
    let (broker, mut answers) = TcpStream::connect(mqtt).await?.into_split();
    answers
        .write_all(&packets::connect(Version::V3, "bench-stack", ""))
        .await?;
    answers
        .write_all(&packets::subscribe(Version::V3, "#"))
        .await?;
    // No bound: what waits here is what the broker has not been told, and it sends no more than it may.
    let (acknowledge, acknowledged) = mpsc::unbounded_channel();
    tokio::spawn(told(answers, acknowledged));
    let committed = Arc::new(AtomicUsize::new(0));
    let (batches, queue) = mpsc::channel(BATCHES_MAX);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..WRITERS {
        let writer = Writer {
            db: cluster.client().await?,
            broker: acknowledge.clone(),
            committed: Arc::clone(&committed),
            how,
        };
        let queue = Arc::clone(&queue);
        tokio::spawn(async move {
            if let Err(error) = writer.write(&queue).await {
                println!("failed {error:#}");
            }
        });
    }
    let version = cluster.version().await?;
    let (messages, gathered) = mpsc::channel(BATCH_ROWS);
    tokio::spawn(gather(gathered, batches));
    tokio::spawn(async move {
        if let Err(error) = receive(broker, messages, &version).await {
            println!("failed {error:#}");
        }
    });
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while lines.next_line().await?.is_some() {
        println!("{}", committed.load(Ordering::SeqCst));
    }
    Ok(())
}

/// A message, read as far as a row needs it.
struct Message {
    id: u16,
    device: String,
    at: i64,
    payload: String,
}

/// Takes messages from the broker.
async fn receive(
    mut broker: OwnedReadHalf,
    messages: mpsc::Sender<Message>,
    version: &str,
) -> Result<()> {
    let mut frames = Frames::default();
    let mut buffer = vec![0; READ_BYTES];
    loop {
        let bytes = broker.read(&mut buffer).await?;
        ensure!(bytes > 0, "the broker hangs up");
        frames.push(&buffer[..bytes]);
        while let Some((first, body)) = frames.next()? {
            match first {
                0x20 => drop(packets::connack(Version::V3, body)?),
                0x90 => println!("ready {version}"),
                0x32 | 0x3A => messages.send(read(body)?).await?,
                _ => bail!("the broker sends packet {first:#x}"),
            }
        }
    }
}

fn read(body: &[u8]) -> Result<Message> {
    let (topic, id, payload) = message(body)?;
    let json: serde_json::Value = serde_json::from_slice(payload)?;
    let at = json
        .get("at")
        .and_then(serde_json::Value::as_i64)
        .context("a reading without its time")?;
    Ok(Message {
        id,
        device: topic.to_owned(),
        at,
        payload: std::str::from_utf8(payload)?.to_owned(),
    })
}

/// Topic, packet id and payload of a 3.1.1 QoS 1 PUBLISH body.
fn message(body: &[u8]) -> Result<(&str, u16, &[u8])> {
    let id = packets::published(body)?;
    let parts = body.split_first_chunk::<2>().and_then(|(length, rest)| {
        let (topic, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        Some((std::str::from_utf8(topic).ok()?, rest.get(2..)?))
    });
    let (topic, payload) = parts.context("a PUBLISH packet whose topic is no text")?;
    Ok((topic, id, payload))
}

/// Tells the broker what is committed.
async fn told(mut answers: OwnedWriteHalf, mut acknowledged: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(packets) = acknowledged.recv().await {
        // That the broker has hung up is said by who reads from it.
        if answers.write_all(&packets).await.is_err() {
            return;
        }
    }
}

/// Makes batches of them: full ones, and smaller ones when nothing comes for a while.
async fn gather(mut messages: mpsc::Receiver<Message>, batches: mpsc::Sender<Vec<Message>>) {
    let mut batch = Vec::new();
    loop {
        let wait = if batch.is_empty() {
            Duration::MAX
        } else {
            BATCH_WAIT
        };
        let room = BATCH_ROWS - batch.len();
        let more = tokio::time::timeout(wait, messages.recv_many(&mut batch, room)).await;
        let full = batch.len() >= BATCH_ROWS || more.is_err();
        // Nobody writes any more, or nobody sends.
        if more == Ok(0) || (full && batches.send(std::mem::take(&mut batch)).await.is_err()) {
            return;
        }
    }
}

struct Writer {
    db: Client,
    broker: mpsc::UnboundedSender<Vec<u8>>,
    committed: Arc<AtomicUsize>,
    how: &'static str,
}

impl Writer {
    /// Inserts batch by batch, and acknowledges what is committed.
    async fn write(self, queue: &Mutex<mpsc::Receiver<Vec<Message>>>) -> Result<()> {
        let insert = self
            .db
            .prepare(
                "INSERT INTO reading SELECT device, to_timestamp(at / 1000.0), pgp_sym_encrypt(data, 'a password of the service', $4)
                 FROM unnest($1::text[], $2::bigint[], $3::text[]) AS t (device, at, data) ON CONFLICT DO NOTHING",
            )
            .await?;
        loop {
            let Some(batch) = queue.lock().await.recv().await else {
                return Ok(());
            };
            let devices: Vec<&str> = batch
                .iter()
                .map(|message| message.device.as_str())
                .collect();
            let times: Vec<i64> = batch.iter().map(|message| message.at).collect();
            let texts: Vec<&str> = batch
                .iter()
                .map(|message| message.payload.as_str())
                .collect();
            self.db
                .execute(&insert, &[&devices, &times, &texts, &self.how])
                .await?;
            self.committed.fetch_add(batch.len(), Ordering::SeqCst);
            self.broker.send(
                batch
                    .iter()
                    .flat_map(|message| packets::puback(message.id))
                    .collect(),
            )?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_topic_id_and_payload() {
        assert_eq!(
            message(&[0, 3, b'a', b'/', b'b', 1, 2, b'{', b'}']).unwrap(),
            ("a/b", 0x0102, &b"{}"[..])
        );
        for bad in [
            &[0][..],
            &[0, 3, b'a'],
            &[0, 1, 0xFF, 1, 2],
            &[0, 1, b'a', 1],
        ] {
            assert!(message(bad).is_err(), "{bad:x?}");
        }
    }
}
