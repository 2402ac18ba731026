//! `cargo xtask fuzz TARGET [SECONDS]`: malformed input, steered by what code it reaches.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

const USAGE: &str = "usage: cargo xtask fuzz TARGET [SECONDS]; the targets are in fuzz/targets";

/// Where no time is said.
const SECONDS: u32 = 60;
/// A run of one input that takes longer is a finding: the largest manifest is read in a second or two.
const INPUT_SECONDS_MAX: u32 = 20;
/// Memory above this is a finding, in MiB.
const MEMORY_MIB_MAX: u32 = 2_048;
/// Bytes of an input: room for a whole manifest and for nonsense beyond its bounds.
const INPUT_BYTES_MAX: u32 = 65_536;

/// What makes the compiler count which code is reached, for libFuzzer.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// Entry point.
pub(crate) fn run(root: &Path, args: &[&str]) -> Result<()> {
    let (target, seconds) = match args {
        [target] => (*target, SECONDS),
        [target, seconds] => (
            *target,
            seconds
                .parse()
                .with_context(|| format!("`{seconds}` is no number of seconds"))?,
        ),
        _ => bail!("{USAGE}"),
    };
    ensure!(
        root.join("fuzz/targets")
            .join(format!("{target}.rs"))
            .is_file(),
        "there is no target `{target}`; {USAGE}"
    );
    let dir = root.join("target/fuzz");
    let program = build(root, &dir, target)?;
    let own = dir.join(target);
    let (corpus, seeds, found) = (own.join("corpus"), own.join("seeds"), own.join("found"));
    for folder in [&corpus, &seeds, &found] {
        fs::create_dir_all(folder)?;
    }
    seed(root, &seeds)?;
    let status = Command::new(program)
        .arg(&corpus)
        .arg(&seeds)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={INPUT_SECONDS_MAX}"))
        .arg(format!("-rss_limit_mb={MEMORY_MIB_MAX}"))
        .arg(format!("-max_len={INPUT_BYTES_MAX}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg("-print_final_stats=1")
        .status()?;
    ensure!(
        status.success(),
        "{target}: {status}; the input is in {}",
        found.display()
    );
    Ok(())
}

fn build(root: &Path, dir: &Path, target: &str) -> Result<PathBuf> {
    let triple = host()?;
    let status = Command::new("cargo")
        // Naming the machine keeps the flags away from build scripts and macros.
        .args([
            "build",
            "--release",
            "--quiet",
            "--bin",
            target,
            "--target",
            &triple,
        ])
        .current_dir(root.join("fuzz"))
        .env("CARGO_TARGET_DIR", dir.join("build"))
        .env("RUSTFLAGS", COVERAGE)
        .status()?;
    ensure!(status.success(), "cargo build of {target}: {status}");
    Ok(dir.join("build").join(triple).join("release").join(target))
}

/// The kind of machine that the compiler runs on.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("rustc does not say what it runs on")
}

/// Every manifest of the repository, the backup that later versions must read, and what others say of their products.
fn seed(root: &Path, seeds: &Path) -> Result<()> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "*.yaml",
            "*.cardea",
            "crates/cardea-import/tests/data/*",
        ])
        .current_dir(root)
        .output()?;
    for (number, file) in String::from_utf8(output.stdout)?.lines().enumerate() {
        let from = root.join(file);
        if from.is_file() {
            fs::copy(from, seeds.join(format!("{number}.yaml")))?;
        }
    }
    Ok(())
}
