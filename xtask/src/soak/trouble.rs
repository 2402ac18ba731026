//! What happens to the server while it is under load.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::disk::Disk;
use crate::bench::process::{self, Server};

/// Between one trouble and the next, in seconds: from, and so many more at most.
const CALM: (u64, u64) = (4, 12);
/// How long the disk stays full.
const FULL: Duration = Duration::from_secs(4);
/// Longest wait for an orderly end.
const ORDERLY: Duration = Duration::from_secs(40);
/// Thirds of the time, for which the memory is told apart.
const THIRDS: usize = 3;

/// Who makes it.
#[derive(Debug)]
pub(super) struct Trouble {
    binary: PathBuf,
    home: PathBuf,
    log: PathBuf,
    mqtt: SocketAddr,
    http: SocketAddr,
    disk: Disk,
    chance: u64,
    made: Made,
}

/// What was made.
#[derive(Debug, Default)]
pub(super) struct Made {
    kills: u32,
    stops: u32,
    clocks: u32,
    fills: u32,
    /// The most memory in each third of the time, KiB.
    pub(super) memory: [u64; THIRDS],
}

impl Made {
    pub(super) fn describe(&self) -> String {
        format!(
            "killed {} times, stopped {}, clock moved {}, disk filled {}",
            self.kills, self.stops, self.clocks, self.fills
        )
    }
}

impl Trouble {
    pub(super) fn new(
        binary: &Path,
        (home, log): (&Path, &Path),
        (mqtt, http): (SocketAddr, SocketAddr),
        disk: Disk,
        seed: u64,
    ) -> Self {
        Self {
            binary: binary.to_owned(),
            home: home.to_owned(),
            log: log.to_owned(),
            mqtt,
            http,
            disk,
            chance: seed | 1,
            made: Made::default(),
        }
    }

    /// Makes trouble until `ends`, then lets the server work until `stop`, and stops it in order. The disk is to be kept until all is
    /// judged.
    pub(super) fn make(mut self, ends: Instant, stop: &AtomicBool) -> Result<(Made, Disk)> {
        let start = Instant::now();
        let whole = ends.saturating_duration_since(start).as_secs_f64();
        let mut server = self.start(None)?;
        let mut next = start + self.calm();
        while !stop.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(100));
            let part = start.elapsed().as_secs_f64() / whole;
            let third = if part < 1.0 / 3.0 {
                0
            } else {
                usize::from(part >= 2.0 / 3.0) + 1
            };
            if let (Some(kib), Some(most)) = (
                process::memory_kib(server.process()),
                self.made.memory.get_mut(third),
            ) {
                *most = kib.max(*most);
            }
            if Instant::now() >= next && Instant::now() < ends {
                server = self.one(server)?;
                next = Instant::now() + self.calm();
            }
        }
        end_in_order(server)?;
        Ok((self.made, self.disk))
    }

    fn one(&mut self, mut server: Server) -> Result<Server> {
        match self.draw(if self.disk.can_be_filled() { 5 } else { 4 }) {
            0 | 1 => {
                drop(server);
                self.made.kills += 1;
                std::thread::sleep(Duration::from_millis(self.draw(2_000)));
                self.start(None)
            }
            2 => {
                end_in_order(server)?;
                self.made.stops += 1;
                self.start(None)
            }
            3 => {
                drop(server);
                self.made.clocks += 1;
                // Ahead now; back at the next start.
                let ahead = if self.draw(2) == 0 { "2h" } else { "3d" };
                self.start(Some(ahead))
            }
            _ => {
                self.made.fills += 1;
                self.disk.fill()?;
                std::thread::sleep(FULL);
                self.disk.free()?;
                // What a full disk did to the server is its own affair, but it must still be there.
                ensure!(
                    server.lives()?,
                    "a full disk ended the server; what it said is in {}",
                    self.log.display()
                );
                Ok(server)
            }
        }
    }

    fn start(&self, ahead: Option<&str>) -> Result<Server> {
        let mut command = Command::new(&self.binary);
        command
            .args([
                "serve",
                "--rehearsal",
                "--mqtt",
                &self.mqtt.to_string(),
                "--http",
                &self.http.to_string(),
                "--dir",
            ])
            .arg(&self.home);
        if let Some(ahead) = ahead {
            command.args(["--clock-ahead", ahead]);
        }
        // Not on the disk that is filled: it is to say what a full disk does.
        let log = self.log.clone();
        Server::start_after(command, self.mqtt, &log)
    }

    fn calm(&mut self) -> Duration {
        Duration::from_secs(CALM.0 + self.draw(CALM.1))
    }

    /// A number below another (xorshift): the seed is printed, so that a run can be made again.
    fn draw(&mut self, below: u64) -> u64 {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        self.chance % below
    }
}

fn end_in_order(mut server: Server) -> Result<()> {
    let told = Command::new("kill")
        .args(["-TERM", &server.process().to_string()])
        .status()?;
    ensure!(told.success(), "the server was gone already");
    let start = Instant::now();
    while server.lives()? {
        ensure!(
            start.elapsed() < ORDERLY,
            "the server does not end after {ORDERLY:?}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
