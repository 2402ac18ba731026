//! Debian's Mosquitto, set up to be as fast as it can be.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::process::{self, Server};
use crate::suite::debian;

/// Starts it in `dir`. Nobody signs in, nothing is kept on disk, nothing is logged and no queue is bounded, so that it does less
/// than Cardea in every respect and drops nothing. So many messages to the subscriber may wait for their acknowledgement.
pub(crate) fn start(dir: &Path, inflight: u16) -> Result<Server> {
    debian::provide("mosquitto", "mosquitto")?;
    let address = process::free_address()?;
    let config = dir.join("mosquitto.conf");
    fs::write(
        &config,
        format!(
            "listener {} {}\nallow_anonymous true\nset_tcp_nodelay true\npersistence false\nlog_type none\n\
             max_queued_messages 0\nmax_inflight_messages {inflight}\nuser root\n",
            address.port(),
            address.ip()
        ),
    )?;
    let mut command = Command::new(program());
    command.arg("-c").arg(&config);
    Server::start(command, address, &dir.join("mosquitto.log"))
}

/// The fastest of 20, 100, 1,000 and no limit where the subscriber acknowledges at once.
pub(crate) const INFLIGHT: u16 = 100;

/// What it calls itself, such as `mosquitto version 2.0.11`.
pub(crate) fn version() -> String {
    let output = Command::new(program()).arg("-h").output();
    let text = output
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    text.lines()
        .next()
        .unwrap_or("mosquitto, version unknown")
        .to_owned()
}

/// Debian puts it where only root looks.
fn program() -> &'static Path {
    let debian = Path::new("/usr/sbin/mosquitto");
    if debian.exists() {
        debian
    } else {
        Path::new("mosquitto")
    }
}
