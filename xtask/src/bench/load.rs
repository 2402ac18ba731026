//! The load generator: many connections, a window of unacknowledged messages on each, and when the acknowledgement came.
//!
//! Two threads, each with its share of the connections on one event loop. Packets are encoded once and patched. What it costs
//! itself is measured too, so that a figure says whether it was the server's or ours.

mod flow;

use std::cell::RefCell;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;
use serde::Deserialize;

use self::flow::{Flow, Schedule};
use super::packets::{self, Frames, Publish, Version};

/// Event loops. Servers under test have the same two cores.
const THREADS: usize = 2;

/// Longest wait for the answer to a CONNECT packet.
const SIGN_IN: Duration = Duration::from_secs(10);

/// Latencies are counted in microseconds up to a minute, to three digits.
const LATENCY_MICROS_MAX: u64 = 60_000_000;

/// The payload where a device brings none of its own: 100 bytes, six fields.
pub(crate) const PAYLOAD: &str = r#"{"at":{at},"temperature":21.{dd},"humidity":48.{dd},"co2":612.{dd},"battery":97.{dd},"rssi":-61.{dd}}"#;

/// A device that may sign in, one line of `devices.json`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Device {
    /// Client id and user name.
    #[serde(rename = "device")]
    pub(crate) id: String,
    /// Password; empty to sign in without one.
    pub(crate) token: String,
    /// Where it publishes.
    pub(crate) topic: String,
    /// What it publishes, with `{at}` and `{dd}` as in [`Publish::new`].
    #[serde(default = "payload")]
    pub(crate) payload: String,
}

fn payload() -> String {
    PAYLOAD.to_owned()
}

/// How hard to push.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pace {
    /// As fast as acknowledgements come.
    Saturate,
    /// So many messages a second over all connections, on schedule whatever the server does.
    PerSecond(f64),
}

/// What to do, on connections that have signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) pace: Pace,
    pub(crate) times: Times,
    /// How far in the past the time of a device begins. Each of its readings is a millisecond later than the one before, so that
    /// none is a duplicate; two runs of the same devices must begin far enough apart.
    pub(crate) past: Duration,
}

/// When acknowledgements count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// When the first message goes out.
    pub(crate) start: Instant,
    /// From here.
    pub(crate) from: Instant,
    /// Until here; nothing is sent after.
    pub(crate) until: Instant,
}

impl Times {
    /// Begins now, after the connections are made.
    pub(crate) fn new(warm_up: Duration, measured: Duration) -> Self {
        let start = Instant::now();
        let from = start + warm_up;
        Self {
            start,
            from,
            until: from + measured,
        }
    }

    /// Whether something that happens at `now` counts.
    pub(crate) fn counts(&self, now: Instant) -> bool {
        self.from <= now && now < self.until
    }

    /// Length of the measured time, in seconds.
    pub(crate) fn seconds(&self) -> f64 {
        (self.until - self.from).as_secs_f64()
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Acknowledged in the measured time.
    pub(crate) counted: u64,
    /// Sent in all, with warm-up.
    pub(crate) sent: u64,
    /// Acknowledged in all.
    pub(crate) acknowledged: u64,
    /// Of those, refused by an MQTT 5 reason.
    pub(crate) refused: u64,
    /// From send (or, when paced, from its time on the schedule) to acknowledgement, microseconds.
    pub(crate) latency: Histogram<u64>,
}

impl Outcome {
    fn empty() -> Result<Self> {
        let latency = Histogram::new_with_max(LATENCY_MICROS_MAX, 3)?;
        Ok(Self {
            counted: 0,
            sent: 0,
            acknowledged: 0,
            refused: 0,
            latency,
        })
    }

    fn add(&mut self, other: &Self) -> Result<()> {
        self.counted += other.counted;
        self.sent += other.sent;
        self.acknowledged += other.acknowledged;
        self.refused += other.refused;
        self.latency.add(&other.latency)?;
        Ok(())
    }
}

/// A connection that has signed in.
#[derive(Debug)]
pub(crate) struct SignedIn {
    socket: TcpStream,
    window: u16,
    publish: Publish,
}

/// Opens a connection for each device, one after the other.
pub(crate) fn sign_in(
    address: SocketAddr,
    version: Version,
    window: u16,
    devices: &[Device],
) -> Result<Vec<SignedIn>> {
    let open = |device: &Device| {
        let (socket, accepted) = greet(address, version, &device.id, &device.token)?;
        let publish = Publish::new(version, &device.topic, &device.payload);
        anyhow::Ok(SignedIn {
            socket,
            window: window.min(accepted.receive_maximum),
            publish,
        })
    };
    let connections = devices
        .iter()
        .map(|device| open(device).with_context(|| format!("device {}", device.id)));
    connections.collect()
}

/// Connects and signs in, blocking; the socket comes back non-blocking.
pub(crate) fn greet(
    address: SocketAddr,
    version: Version,
    client: &str,
    token: &str,
) -> Result<(TcpStream, packets::Accepted)> {
    let mut socket = TcpStream::connect(address).with_context(|| address.to_string())?;
    socket.set_nodelay(true)?;
    socket.set_read_timeout(Some(SIGN_IN))?;
    socket.write_all(&packets::connect(version, client, token))?;
    let mut frames = Frames::default();
    loop {
        if let Some((first, body)) = frames.next()? {
            ensure!(
                first == 0x20,
                "the server answers CONNECT with packet {first:#x}"
            );
            let accepted = packets::connack(version, body)?;
            socket.set_nonblocking(true)?;
            return Ok((socket, accepted));
        }
        let mut byte = [0];
        ensure!(
            socket.read(&mut byte)? > 0,
            "the server hangs up on CONNECT"
        );
        frames.push(&byte);
    }
}

/// Sends until `load.times.until`, then waits for what is outstanding.
pub(crate) fn run(load: Load, connections: Vec<SignedIn>) -> Result<Outcome> {
    let all = connections.len();
    let mut shares: Vec<Vec<(usize, SignedIn)>> = (0..THREADS).map(|_| Vec::new()).collect();
    for (number, connection) in connections.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(number % THREADS) {
            share.push((number, connection));
        }
    }
    let threads: Vec<_> = shares
        .into_iter()
        .map(|share| std::thread::spawn(move || drive(load, all, share)))
        .collect();
    let mut outcome = Outcome::empty()?;
    for thread in threads {
        let share = thread
            .join()
            .map_err(|_| anyhow::anyhow!("a thread of the load generator stopped"))??;
        outcome.add(&share)?;
    }
    Ok(outcome)
}

/// One event loop with its share of the connections.
fn drive(load: Load, all: usize, share: Vec<(usize, SignedIn)>) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let outcome = Rc::new(RefCell::new(Outcome::empty()?));
    let tasks = tokio::task::LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let mut running = Vec::new();
        for (number, connection) in share {
            let schedule = Schedule::new(load, all, number);
            let flow = Flow::new(load, connection, schedule, Rc::clone(&outcome))?;
            running.push(tokio::task::spawn_local(flow.run()));
        }
        for task in running {
            task.await??;
        }
        anyhow::Ok(())
    }))?;
    drop(tasks);
    Ok(Rc::try_unwrap(outcome)
        .map_err(|_| anyhow::anyhow!("a connection is still running"))?
        .into_inner())
}

#[cfg(test)]
mod tests;
