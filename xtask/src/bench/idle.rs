//! Memory of devices that are connected and say nothing: in Cardea and in Mosquitto.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::load::{self, Device};
use super::packets::Version;
use super::process::Server;
use super::{cardea, ingest, machine, mosquitto};

pub(super) const USAGE: &str = "idle [--devices 20000] [--seconds 5]";

/// A device is to take so many times what it takes in Mosquitto, at most.
const RATIO_TARGET: f64 = 1.5;
/// One address has some 28,000 ports for connections to one server.
const DEVICES_MAX: usize = 25_000;
/// Files that a process has open besides its connections.
const FILES_BESIDES: usize = 256;
/// Bytes that the protocol makes a server hold for a 3.1.1 session: the client id, and where the socket and the keep-alive stand.
const SESSION_BYTES: f64 = 64.0;

/// Entry point.
pub(super) fn run(root: &Path, args: &[&str]) -> Result<()> {
    let (mut devices, mut seconds) = (20_000, 5);
    let mut rest = args;
    loop {
        rest = match rest {
            [] => break,
            ["--help", ..] => {
                println!(
                    "{USAGE}\nA minute or two, most of it for making the homes; up to 300 MB of disk. Raises the limit of open files of its own processes."
                );
                return Ok(());
            }
            ["--devices", value, rest @ ..] => {
                devices = value.parse().context("--devices")?;
                rest
            }
            ["--seconds", value, rest @ ..] => {
                seconds = value.parse().context("--seconds")?;
                rest
            }
            _ => bail!("usage: cargo xtask bench {USAGE}"),
        };
    }
    ensure!(
        (1..=DEVICES_MAX).contains(&devices),
        "--devices is from 1 to {DEVICES_MAX}"
    );
    let devices = within_open_files(devices)?;
    let pause = Duration::from_secs(seconds);
    let dir = root.join("target/bench");
    fs::create_dir_all(&dir)?;
    println!("machine     {}", machine::describe());
    println!(
        "work        {devices} devices connected by MQTT 3.1.1, signed in, silent for {seconds} s"
    );
    let broker = {
        let server = mosquitto::start(&dir, mosquitto::INFLIGHT)?;
        println!("\n{}", mosquitto::version());
        measure("mosquitto", &server, &ingest::synthetic(devices), pause)?
    };
    let binary = cardea::build(root)?;
    println!("\n{}", cardea::version(&binary));
    let home = dir.join("idle");
    let (server, list) = cardea::start(&binary, &home, devices, devices)?;
    let own = measure("cardea", &server, &list, pause)?;
    drop(server);
    fs::remove_dir_all(home)?;
    println!(
        "\ndistance    {:.0} times the {SESSION_BYTES:.0} bytes that a session cannot do without",
        own / SESSION_BYTES
    );
    println!(
        "ratio       {:.2} times Mosquitto's memory a device (target at most {RATIO_TARGET})",
        own / broker
    );
    Ok(())
}

/// Bytes of memory for each device: what the process has more when all are connected.
fn measure(name: &str, server: &Server, devices: &[Device], pause: Duration) -> Result<f64> {
    // The first one brings up what is there once for all.
    let first = connect(server.address, devices.get(..1).unwrap_or_default())?;
    std::thread::sleep(pause);
    let before = resident(server.process())?;
    let began = Instant::now();
    let all = connect(server.address, devices.get(1..).unwrap_or_default())?;
    let connected = began.elapsed();
    std::thread::sleep(pause);
    let after = resident(server.process())?;
    let alive = first
        .iter()
        .chain(&all)
        .filter(|socket| is_open(socket))
        .count();
    ensure!(
        alive == devices.len(),
        "{name}: {alive} of {} devices are still connected",
        devices.len()
    );
    let each = (after - before) / exact(all.len().max(1));
    println!(
        "{name:<11} {each:>9.0} bytes a device; {:.1} MiB before, {:.1} MiB with all; {:.0} sign-ins a second, one after the other",
        before / MIB,
        after / MIB,
        exact(all.len()) / connected.as_secs_f64()
    );
    ensure!(
        each > 0.0,
        "{name}: memory did not grow; this many devices are too few to be seen"
    );
    Ok(each)
}

const MIB: f64 = 1_048_576.0;

fn connect(address: SocketAddr, devices: &[Device]) -> Result<Vec<TcpStream>> {
    let open = |device: &Device| {
        let (socket, _) = load::greet(address, Version::V3, &device.id, &device.token)
            .with_context(|| format!("device {}", device.id))?;
        Ok(socket)
    };
    devices.iter().map(open).collect()
}

/// Whether the server has not hung up.
fn is_open(socket: &TcpStream) -> bool {
    let mut byte = [0];
    match socket.peek(&mut byte) {
        Ok(bytes) => bytes > 0,
        Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
    }
}

/// Resident memory of a process that belongs to it alone, in bytes: not its program text, and not what the kernel holds for its sockets.
fn resident(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    parse(&status).context("the kernel does not say how much memory a process has")
}

fn parse(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1_024.0)
}

/// Raises the limit of open files, of this process and so of those it starts; where that is not allowed, answers how many devices fit.
fn within_open_files(devices: usize) -> Result<usize> {
    let wanted = devices + FILES_BESIDES;
    if open_files()? < wanted {
        let process = std::process::id().to_string();
        let limit = format!("--nofile={wanted}:{wanted}");
        // Where it is not allowed, the limit says so.
        drop(
            Command::new("prlimit")
                .args(["--pid", &process, &limit])
                .output(),
        );
    }
    let files = open_files()?;
    let fit = files.saturating_sub(FILES_BESIDES).min(devices);
    ensure!(
        fit > 0,
        "only {files} files may be open; raise the limit with `ulimit -n`"
    );
    if fit < devices {
        println!("note        {files} files may be open here: {fit} devices instead of {devices}");
    }
    Ok(fit)
}

/// How many files this process may have open.
fn open_files() -> Result<usize> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next());
    match soft {
        Some("unlimited") => Ok(usize::MAX),
        Some(number) => number.parse().context("Max open files"),
        None => bail!("the kernel does not say how many files may be open"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn exact(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn memory_is_read_from_the_words_of_the_kernel() {
        let status = "Name:\tx\nVmRSS:\t    2000 kB\nRssAnon:\t    1000 kB\nRssFile:\t 1000 kB\n";
        assert_eq!(super::parse(status), Some(1_024_000.0));
        assert_eq!(super::parse("Name:\tx\n"), None);
    }

    #[test]
    fn devices_are_never_more_than_files_may_be_open() {
        let fit = super::within_open_files(10).unwrap();
        assert_eq!(fit, 10);
    }
}
