//! One connection at work: what goes out when, and what comes back.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use tokio::io::Interest;

use super::{Load, Outcome, Pace, SignedIn, Times};
use crate::bench::packets::{self, Frames, Publish};

/// Longest wait for the last acknowledgements, after the measured time.
const DRAIN: Duration = Duration::from_secs(20);

/// Bytes read from a socket at once: a thousand acknowledgements and more.
const READ_BYTES: usize = 16 << 10;

/// When the next message of a connection is due.
#[derive(Debug)]
pub(super) enum Schedule {
    Always,
    Every { next: Instant, gap: Duration },
}

impl Schedule {
    /// Connections of a pace take turns, so that they do not all send at once.
    pub(super) fn new(load: Load, all: usize, number: usize) -> Self {
        match load.pace {
            Pace::Saturate => Self::Always,
            Pace::PerSecond(rate) => {
                let turns = f64::from(u32::try_from(all).unwrap_or(u32::MAX));
                let turn = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
                let gap = Duration::from_secs_f64(turns / rate);
                Self::Every {
                    next: load.times.start + gap.mul_f64(turn / turns),
                    gap,
                }
            }
        }
    }

    /// The time from which latency counts, when a message may go out at `now`.
    fn take(&mut self, now: Instant) -> Option<Instant> {
        match self {
            Self::Always => Some(now),
            Self::Every { next, gap } if *next <= now => {
                let due = *next;
                *next += *gap;
                Some(due)
            }
            Self::Every { .. } => None,
        }
    }

    fn next(&self) -> Option<Instant> {
        match self {
            Self::Always => None,
            Self::Every { next, .. } => Some(*next),
        }
    }
}

/// One connection at work.
pub(super) struct Flow {
    times: Times,
    socket: tokio::net::TcpStream,
    publish: Publish,
    schedule: Schedule,
    outcome: Rc<RefCell<Outcome>>,
    /// When each packet id was sent; ids count from 1.
    sent: Vec<Instant>,
    free: Vec<u16>,
    out: Vec<u8>,
    written: usize,
    frames: Frames,
    /// Device time of the next reading, Unix milliseconds; each reading has its own.
    at: u64,
}

impl Flow {
    pub(super) fn new(
        load: Load,
        connection: SignedIn,
        schedule: Schedule,
        outcome: Rc<RefCell<Outcome>>,
    ) -> Result<Self> {
        let past = SystemTime::now()
            .duration_since(UNIX_EPOCH)?
            .saturating_sub(load.past);
        Ok(Self {
            times: load.times,
            socket: tokio::net::TcpStream::from_std(connection.socket)?,
            publish: connection.publish,
            schedule,
            outcome,
            sent: vec![load.times.start; usize::from(connection.window)],
            free: (1..=connection.window).rev().collect(),
            out: Vec::new(),
            written: 0,
            frames: Frames::default(),
            at: u64::try_from(past.as_millis())?,
        })
    }

    pub(super) async fn run(mut self) -> Result<()> {
        tokio::time::sleep_until(self.times.start.into()).await;
        let mut buffer = vec![0; READ_BYTES];
        loop {
            let now = Instant::now();
            if now < self.times.until {
                self.fill(now);
            } else if self.free.len() == self.sent.len() || now > self.times.until + DRAIN {
                return Ok(());
            }
            self.write()?;
            self.wait().await?;
            self.read(&mut buffer)?;
        }
    }

    /// Puts every message that may go out now into the buffer.
    fn fill(&mut self, now: Instant) {
        let mut sent: u64 = 0;
        while let Some(id) = self.free.last().copied() {
            let Some(from) = self.schedule.take(now) else {
                break;
            };
            self.free.pop();
            if let Some(slot) = self.sent.get_mut(usize::from(id).saturating_sub(1)) {
                *slot = from;
            }
            self.at += 1;
            self.publish.write(id, self.at, &mut self.out);
            sent += 1;
        }
        self.outcome.borrow_mut().sent += sent;
    }

    fn write(&mut self) -> Result<()> {
        while let Some(rest) = self.out.get(self.written..).filter(|rest| !rest.is_empty()) {
            match self.socket.try_write(rest) {
                Ok(bytes) => self.written += bytes,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error).context("the server hung up"),
            }
        }
        self.out.clear();
        self.written = 0;
        Ok(())
    }

    /// Until there is something to read, to write or to send, or the end is near.
    async fn wait(&self) -> Result<()> {
        let interest = if self.out.is_empty() {
            Interest::READABLE
        } else {
            Interest::READABLE | Interest::WRITABLE
        };
        let now = Instant::now();
        let end = if now < self.times.until {
            self.times.until
        } else {
            self.times.until + DRAIN
        };
        let next = self
            .schedule
            .next()
            .filter(|_| !self.free.is_empty() && now < self.times.until);
        let deadline = next.map_or(end, |next| next.min(end));
        match tokio::time::timeout_at(deadline.into(), self.socket.ready(interest)).await {
            Ok(ready) => ready.map(|_| ()).context("the server hung up"),
            Err(_) => Ok(()),
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<()> {
        let bytes = match self.socket.try_read(buffer) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error).context("the server hung up"),
        };
        ensure!(bytes > 0, "the server hung up");
        self.frames.push(buffer.get(..bytes).unwrap_or_default());
        let now = Instant::now();
        let counts = self.times.counts(now);
        let mut outcome = self.outcome.borrow_mut();
        while let Some((first, body)) = self.frames.next()? {
            ensure!(
                first == 0x40,
                "the server sends packet {first:#x} where an acknowledgement was due"
            );
            let (id, reason) = packets::acknowledged(body)?;
            let slot = self.sent.get(usize::from(id).saturating_sub(1));
            let sent = slot.with_context(|| {
                format!("the server acknowledges packet {id}, which was not sent")
            })?;
            outcome.acknowledged += 1;
            outcome.refused += u64::from(reason >= 0x80);
            if counts {
                outcome.counted += 1;
                let micros = u64::try_from(now.saturating_duration_since(*sent).as_micros())
                    .unwrap_or(u64::MAX);
                outcome.latency.saturating_record(micros);
            }
            self.free.push(id);
        }
        Ok(())
    }
}
