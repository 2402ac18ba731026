//! Devices that send until each of their readings is acknowledged, whatever happens in between.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use tokio::io::Interest;
use tokio::net::TcpStream;

use crate::bench::load::Device;
use crate::bench::packets::{self, Frames, Publish, Version};

/// Readings on the way on one connection.
const WINDOW: u16 = 100;
/// Before a device that was cut off tries again.
const AGAIN: Duration = Duration::from_millis(100);
/// Longest wait for the answer to CONNECT, and for any acknowledgement before a device takes its connection for dead.
const SILENCE: Duration = Duration::from_secs(15);
/// Readings that wait to be sent again, beyond which nothing new is sent: a device has so much memory and no more.
const BACKLOG: usize = 10_000;

/// What is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) address: SocketAddr,
    pub(super) devices: Vec<Device>,
    /// Readings a second, of all.
    pub(super) rate: f64,
    /// Unix milliseconds of the first reading; each is a millisecond later.
    pub(super) base: u64,
    pub(super) until: Instant,
    pub(super) drain: Duration,
}

/// What a device sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) device: String,
    /// So many readings, a millisecond apart.
    pub(super) readings: u64,
    /// Of these not acknowledged in the end.
    pub(super) open: Vec<u64>,
    /// How often something was sent again.
    pub(super) again: u64,
    /// How often the server said that it could not keep one.
    pub(super) busy: u64,
}

/// Sends, and comes back when everything is acknowledged or the drain is over.
pub(super) fn run(job: &Job) -> Result<Vec<Sent>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let tasks = tokio::task::LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let running: Vec<_> = job
            .devices
            .iter()
            .map(|device| tokio::task::spawn_local(Sender::new(job, device).run()))
            .collect();
        let mut all = Vec::new();
        for task in running {
            all.push(task.await.map_err(|_| anyhow!("a device stopped"))?);
        }
        Ok(all)
    }))
}

struct Sender {
    job: Job,
    device: Device,
    publish: Publish,
    gap: Duration,
    due: Instant,
    next: u64,
    /// To be sent again, the oldest first.
    again: VecDeque<u64>,
    sent: Sent,
}

impl Sender {
    fn new(job: &Job, device: &Device) -> Self {
        let devices = f64::from(u32::try_from(job.devices.len()).unwrap_or(1));
        Self {
            job: job.clone(),
            publish: Publish::new(Version::V5, &device.topic, &device.payload),
            gap: Duration::from_secs_f64(devices / job.rate),
            due: Instant::now(),
            next: 0,
            again: VecDeque::new(),
            sent: Sent {
                device: device.id.clone(),
                readings: 0,
                open: Vec::new(),
                again: 0,
                busy: 0,
            },
            device: device.clone(),
        }
    }

    async fn run(mut self) -> Sent {
        let end = self.job.until + self.job.drain;
        loop {
            let mut window = vec![None; usize::from(WINDOW)];
            // Why a connection ended does not matter here: what is open is sent again.
            let finished = self.session(&mut window).await.is_ok();
            let mut open: Vec<u64> = window.into_iter().flatten().collect();
            open.sort_unstable();
            for number in open.into_iter().rev() {
                self.again.push_front(number);
            }
            if finished || Instant::now() > end {
                self.sent.readings = self.next;
                self.sent.open = self.again.into_iter().collect();
                return self.sent;
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    /// One connection; `Ok` when everything is acknowledged and the time is over.
    async fn session(&mut self, window: &mut [Option<u64>]) -> Result<()> {
        let stream = TcpStream::connect(self.job.address).await?;
        stream.set_nodelay(true)?;
        let hello = packets::connect(Version::V5, &self.device.id, &self.device.token);
        let mut line = Line {
            stream,
            out: hello,
            frames: Frames::default(),
            heard: Instant::now(),
        };
        while !line.greeted()? {
            line.turn().await?;
        }
        loop {
            let now = Instant::now();
            let over = now >= self.job.until;
            if over && self.again.is_empty() && window.iter().all(Option::is_none) {
                return Ok(());
            }
            self.fill(now, over, window, &mut line.out);
            line.turn().await?;
            while let Some((first, body)) = line.frames.next()? {
                if first & 0xF0 != 0x40 {
                    bail!("the server said good-bye");
                }
                let (id, reason) = packets::acknowledged(body)?;
                let place = window.get_mut(usize::from(id).saturating_sub(1));
                if let Some(number) = place.and_then(Option::take)
                    && reason >= 0x80
                {
                    self.sent.busy += 1;
                    self.again.push_back(number);
                }
            }
        }
    }

    fn fill(&mut self, now: Instant, over: bool, window: &mut [Option<u64>], out: &mut Vec<u8>) {
        for (place, slot) in (1_u16..).zip(window.iter_mut()) {
            if slot.is_some() {
                continue;
            }
            let number = match self.again.pop_front() {
                Some(number) => {
                    self.sent.again += 1;
                    number
                }
                None if over || self.due > now => return,
                None => {
                    self.due += self.gap;
                    self.next += 1;
                    self.next - 1
                }
            };
            *slot = Some(number);
            self.publish.write(place, self.job.base + number, out);
        }
        if self.again.len() > BACKLOG {
            self.due = self.due.max(now);
        }
    }
}

/// A socket with what goes out and what came in.
struct Line {
    stream: TcpStream,
    out: Vec<u8>,
    frames: Frames,
    heard: Instant,
}

impl Line {
    fn greeted(&mut self) -> Result<bool> {
        let Some((first, body)) = self.frames.next()? else {
            return Ok(false);
        };
        if first != 0x20 {
            bail!("the server answers CONNECT with packet {first:#x}");
        }
        packets::connack(Version::V5, body)?;
        Ok(true)
    }

    /// Writes what can be written and reads what is there; waits a little when there is neither.
    async fn turn(&mut self) -> Result<()> {
        let interest = if self.out.is_empty() {
            Interest::READABLE
        } else {
            Interest::READABLE | Interest::WRITABLE
        };
        let wait = Duration::from_millis(2);
        let _ = tokio::time::timeout(wait, self.stream.ready(interest)).await;
        if !self.out.is_empty() {
            match self.stream.try_write(&self.out) {
                Ok(bytes) => drop(self.out.drain(..bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut buffer = [0; 8 << 10];
        match self.stream.try_read(&mut buffer) {
            Ok(0) => bail!("the server hung up"),
            Ok(bytes) => {
                self.frames.push(buffer.get(..bytes).unwrap_or_default());
                self.heard = Instant::now();
            }
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
        if self.heard.elapsed() > SILENCE {
            bail!("the server says nothing");
        }
        Ok(())
    }
}
