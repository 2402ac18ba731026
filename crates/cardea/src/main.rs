//! The one binary: commands, configuration, wiring, clock, signals, exit codes.
//!
//! **Invariant:** only here is the clock read, chance drawn, text printed and an exit code chosen: 0 kept, 1 broken, 2 could not judge or work.
#![expect(clippy::print_stderr, reason = "the roof talks to the terminal")]

/// Prints a line. When nobody reads any more (`cardea check | head`) there is nobody to tell.
macro_rules! out {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

mod commands;
mod control;
mod demo;
mod folder;
mod forgotten;
mod keys;
mod openapi;
mod server;
mod system;
mod web;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;

/// The privacy engine behind consumer IoT products.
#[derive(Debug, Parser)]
#[command(name = "cardea", version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
