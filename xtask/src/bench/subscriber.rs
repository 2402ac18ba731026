//! One QoS 1 subscriber that counts what reaches it and acknowledges it.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::load::{self, Times};
use super::packets::{self, Frames, Version};

/// Bytes read from the socket at once.
const READ_BYTES: usize = 256 << 10;

/// With nothing delivered for so long after the end, everything has been delivered that will be.
const SILENCE: Duration = Duration::from_secs(2);

/// What reached the subscriber.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Delivered {
    /// In the measured time.
    pub(crate) counted: u64,
    /// In all, with warm-up and what was still queued at the end.
    pub(crate) total: u64,
    /// When the last of them came.
    pub(crate) last: Instant,
}

/// A subscriber whose subscription the server has confirmed, so that nothing passes it by.
pub(crate) struct Subscriber(TcpStream);

impl Subscriber {
    /// Connects and subscribes to everything.
    pub(crate) fn subscribe(address: SocketAddr, version: Version) -> Result<Self> {
        let (mut socket, _) = load::greet(address, version, "bench-subscriber", "")?;
        socket.set_nonblocking(false)?;
        socket.write_all(&packets::subscribe(version, "#"))?;
        let mut frames = Frames::default();
        loop {
            if let Some((first, _)) = frames.next()? {
                ensure!(
                    first == 0x90,
                    "the server answers SUBSCRIBE with packet {first:#x}"
                );
                socket.set_nonblocking(true)?;
                return Ok(Self(socket));
            }
            let mut byte = [0];
            ensure!(
                socket.read(&mut byte)? > 0,
                "the server hangs up on SUBSCRIBE"
            );
            frames.push(&byte);
        }
    }

    /// Begins to count, on a thread of its own; it ends when nothing comes any more.
    pub(crate) fn count(self, times: Times) -> JoinHandle<Result<Delivered>> {
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(count(self.0, times))
        })
    }
}

async fn count(socket: TcpStream, times: Times) -> Result<Delivered> {
    let mut socket = tokio::net::TcpStream::from_std(socket)?;
    let mut frames = Frames::default();
    let mut buffer = vec![0; READ_BYTES];
    let mut answers = Vec::new();
    let mut delivered = Delivered {
        counted: 0,
        total: 0,
        last: times.start,
    };
    loop {
        let wait = times.until.saturating_duration_since(Instant::now()) + SILENCE;
        let Ok(bytes) = tokio::time::timeout(wait, socket.read(&mut buffer)).await else {
            return Ok(delivered);
        };
        let bytes = bytes?;
        ensure!(bytes > 0, "the server hangs up on its subscriber");
        frames.push(buffer.get(..bytes).unwrap_or_default());
        let now = Instant::now();
        while let Some((first, body)) = frames.next()? {
            // Retries carry the duplicate flag.
            ensure!(
                first & 0xF7 == 0x32,
                "the server sends packet {first:#x} to its subscriber"
            );
            answers.extend_from_slice(&packets::puback(packets::published(body)?));
            delivered.total += 1;
            delivered.counted += u64::from(times.counts(now));
            delivered.last = now;
        }
        socket.write_all(&answers).await?;
        answers.clear();
    }
}
