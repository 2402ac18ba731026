//! Comparisons that need other engines, databases and clients; `cargo xtask bench NAME` builds and runs this.
#![expect(
    clippy::disallowed_methods,
    reason = "a comparison measures time and waits"
)]

#[cfg(feature = "cedar")]
mod decide;
mod footprint;
mod forget;
mod house;
#[path = "../../xtask/src/bench/machine.rs"]
mod machine;
mod options;
#[path = "../../xtask/src/bench/packets.rs"]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the load generator uses the rest of it")
)]
mod packets;
mod postgres;
mod read;
mod stack;
mod statistics;
mod withdraw;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cardea-bench decide | forget | footprint | read | withdraw | stack-subscriber, each with --help";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, args)) = args.split_first() else {
        bail!("{USAGE}");
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    match name.as_str() {
        #[cfg(feature = "cedar")]
        "decide" => decide::run(args),
        "forget" => runtime.block_on(forget::run(args)),
        "footprint" => runtime.block_on(footprint::run(args)),
        "read" => runtime.block_on(read::run(args)),
        "withdraw" => runtime.block_on(withdraw::run(args)),
        "stack-subscriber" => runtime.block_on(stack::run(args)),
        _ => bail!("{USAGE}"),
    }
}
