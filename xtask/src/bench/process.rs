//! Servers under test: started, waited for, measured, stopped.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Longest wait until a server takes connections.
const START: Duration = Duration::from_secs(30);

/// The kernel counts processor time in hundredths of a second on every machine we know.
const TICKS_A_SECOND: f64 = 100.0;

/// A running server; it is stopped when this goes.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a program that is to listen at `address` and waits until it does. Its words go to `log`.
    pub(crate) fn start(command: Command, address: SocketAddr, log: &Path) -> Result<Self> {
        Self::start_into(command, address, log, fs::File::create(log)?)
    }

    /// The same; what the log says of servers before stays.
    pub(crate) fn start_after(command: Command, address: SocketAddr, log: &Path) -> Result<Self> {
        let out = fs::File::options().create(true).append(true).open(log)?;
        Self::start_into(command, address, log, out)
    }

    fn start_into(
        mut command: Command,
        address: SocketAddr,
        log: &Path,
        out: fs::File,
    ) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("{} does not start", command.get_program().display()))?;
        let mut server = Self { child, address };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            if let Some(status) = server.child.try_wait()? {
                bail!(
                    "the server ended with {status}: {}",
                    fs::read_to_string(log)?.trim()
                );
            }
            if start.elapsed() > START {
                bail!(
                    "nothing listens at {address} after {START:?}: {}",
                    fs::read_to_string(log)?.trim()
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// Whether it still runs.
    pub(crate) fn lives(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Memory that a process holds, in KiB.
pub(crate) fn memory_kib(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Processor seconds that this process has used.
pub(crate) fn own_cpu_seconds() -> Option<f64> {
    cpu_seconds(std::process::id())
}

/// Processor seconds that a process has used, user and system.
pub(crate) fn cpu_seconds(process: u32) -> Option<f64> {
    parse(&fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// User and system time, fields 14 and 15; the second field may hold spaces and brackets.
fn parse(stat: &str) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_A_SECOND)
}

/// A port of 127.0.0.1 that nobody uses just now.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_read_past_a_name_with_brackets() {
        let stat = "12 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0 20 0 1 0 99";
        assert_eq!(parse(stat), Some(2.0));
        assert!(own_cpu_seconds().is_some());
    }

    #[test]
    fn a_server_that_ends_at_once_is_an_error_with_its_words() {
        let log = std::env::temp_dir().join(format!("xtask-server-{}", std::process::id()));
        let mut command = Command::new("sh");
        command.args(["-c", "echo no such option; exit 3"]);
        let error = Server::start(command, free_address().unwrap(), &log).unwrap_err();
        assert!(error.to_string().contains("no such option"), "{error}");
        drop(fs::remove_file(log));
    }
}
