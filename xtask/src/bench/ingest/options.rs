//! The command line of the benchmark.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::bench::cardea;
use crate::bench::load::Device;
use crate::bench::packets::Version;

pub(crate) const USAGE: &str = "ingest [--connections 32] [--people 1000] [--window 100] [--seconds 10] [--mqtt 3|5] \
     [--only bare|mosquitto|cardea] [--target ADDRESS --devices FILE]";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Bare,
    Mosquitto,
    Cardea,
}

/// The command line.
#[derive(Debug)]
pub(in crate::bench) struct Options {
    pub(in crate::bench) connections: usize,
    pub(in crate::bench) people: usize,
    pub(in crate::bench) window: u16,
    pub(in crate::bench) seconds: Duration,
    pub(in crate::bench) version: Version,
    only: Option<Only>,
    pub(super) target: Option<SocketAddr>,
    pub(super) devices: Option<PathBuf>,
}

impl Options {
    pub(in crate::bench) fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self {
            connections: 32,
            people: 1_000,
            window: 100,
            seconds: Duration::from_secs(10),
            version: Version::V3,
            only: None,
            target: None,
            devices: None,
        };
        let mut args = args.iter();
        while let Some(name) = args.next() {
            let value = *args
                .next()
                .with_context(|| format!("{name} needs a value; usage: {USAGE}"))?;
            let wrong = || format!("{name} {value}");
            match *name {
                "--connections" => options.connections = value.parse().with_context(wrong)?,
                "--people" => options.people = value.parse().with_context(wrong)?,
                "--window" => options.window = value.parse().with_context(wrong)?,
                "--seconds" => {
                    options.seconds = Duration::from_secs(value.parse().with_context(wrong)?);
                }
                "--mqtt" => options.version = version(value)?,
                "--only" => options.only = Some(only(value)?),
                "--target" => options.target = Some(value.parse().with_context(wrong)?),
                "--devices" => options.devices = Some(value.into()),
                _ => bail!("{name} is unknown; usage: {USAGE}"),
            }
        }
        ensure!(
            options.connections > 0 && options.window > 0,
            "connections and window are at least 1"
        );
        ensure!(!options.seconds.is_zero(), "--seconds is at least 1");
        Ok(options)
    }

    pub(super) fn wants(&self, which: Only) -> bool {
        self.only.is_none_or(|only| only == which)
    }

    pub(super) fn known_devices(&self) -> Result<Option<Vec<Device>>> {
        self.devices
            .as_deref()
            .map(cardea::read_devices)
            .transpose()
    }
}

fn version(text: &str) -> Result<Version> {
    match text {
        "3" | "3.1.1" => Ok(Version::V3),
        "5" => Ok(Version::V5),
        _ => bail!("--mqtt is 3 or 5"),
    }
}

fn only(text: &str) -> Result<Only> {
    match text {
        "bare" => Ok(Only::Bare),
        "mosquitto" => Ok(Only::Mosquitto),
        "cardea" => Ok(Only::Cardea),
        _ => bail!("--only is bare, mosquitto or cardea"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_the_defaults_of_the_benchmark_and_refuse_nonsense() {
        let options = Options::parse(&[]).unwrap();
        assert_eq!(
            (options.connections, options.people, options.window),
            (32, 1_000, 100)
        );
        let options = Options::parse(&[
            "--connections",
            "1000",
            "--mqtt",
            "5",
            "--only",
            "mosquitto",
        ])
        .unwrap();
        assert_eq!((options.connections, options.version), (1_000, Version::V5));
        assert!(options.wants(Only::Mosquitto) && !options.wants(Only::Cardea));
        for bad in [
            &["--connections"][..],
            &["--connections", "0"],
            &["--mqtt", "4"],
            &["--fast", "1"],
            &["--seconds", "0"],
        ] {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
    }
}
