//! Our own tools; `cargo xtask` prints what there is.
#![expect(clippy::print_stdout, reason = "a tool talks to the terminal")]
#![expect(
    clippy::disallowed_methods,
    reason = "a tool reads its environment, measures and waits"
)]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a tool counts its own doings; an overflow stops it, nobody's data"
)]

mod bench;
mod book;
mod codegen;
mod fuzz;
mod mutate;
mod real_parts;
mod soak;
mod suite;
mod tidy;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::suite::Rules;

const USAGE: &str = "\
usage: cargo xtask COMMAND
  test                    everything that is checked; what is missing on the machine is installed
  ci                      the same; what cannot be installed is a failure
  codegen [--check]       the clauses of law and the list of controls, from their sources
  tidy                    floors, names, words, links, disclosures, statements
  disclosures [--write]   where a person's data leaves its guarded type; with --write, the reviewed list anew
  statements [--write]    what the store asks of its database; with --write, its list in contracts/ anew
  parts [NAME...]         checks against real software only, all or those of these names
  provide                 installs what checks against real software need
  mutate catalogue [WORD...]
                          changes each comparison of each check, and tells which change no case notices
  book                    the book, with a page for each control, to target/book
  soak [OPTION...]        minutes of load with kill -9, SIGTERM, clock jumps and a full disk; then acknowledged against stored
  fuzz TARGET [SECONDS]   malformed input to what reads it: manifest, check
  bench NAME [OPTION...]  a comparison, measured on this machine; without a name, which there are";

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        println!("{error:#}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask stands in the workspace")?;
    std::env::set_current_dir(root)?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["test"] => return suite::run(root, rules()),
        ["ci"] => return suite::run(root, Rules::Ci),
        ["codegen"] => codegen::run(root, codegen::Mode::Write)?,
        ["codegen", "--check"] => codegen::run(root, codegen::Mode::Check)?,
        ["tidy"] => tidy::run(root)?,
        ["disclosures"] => tidy::disclosures::places(root)?
            .iter()
            .for_each(|place| println!("{place}")),
        ["disclosures", "--write"] => tidy::disclosures::write(root)?,
        ["statements"] => println!("{}", tidy::statements::list(root)?.trim_end()),
        ["statements", "--write"] => tidy::statements::write(root)?,
        ["parts", names @ ..] => return suite::parts(root, names),
        ["provide"] => suite::provide_all(root)?,
        ["book"] => book::run(root)?,
        ["fuzz", rest @ ..] => fuzz::run(root, rest)?,
        ["mutate", rest @ ..] => mutate::run(root, rest)?,
        ["bench", rest @ ..] => bench::run(root, rest)?,
        ["soak", rest @ ..] => soak::run(root, rest)?,
        _ => bail!("{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// The rules of CI where the environment says so.
fn rules() -> Rules {
    match std::env::var("CI").as_deref() {
        Ok("" | "0" | "false") | Err(_) => Rules::Local,
        Ok(_) => Rules::Ci,
    }
}
