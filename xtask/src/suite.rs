//! `cargo xtask test` and `cargo xtask ci`: everything that is checked, in one run.

pub(crate) mod debian;
mod deny;
mod node;
mod python;
mod rust;
mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use self::steps::Steps;
pub(crate) use self::steps::{Outcome, Rules};
use crate::real_parts::{NEEDS, Need, RealPart, TABLE};
use crate::{codegen, tidy};

/// Longest run of one real part, in seconds. It is stopped after that and has failed.
const PART_SECONDS_MAX: u32 = 600;

/// Runs every step, the later ones also when earlier ones failed, and prints what became of each.
pub(crate) fn run(root: &Path, rules: Rules) -> Result<ExitCode> {
    let mut steps = Steps::new(rules);
    steps.run("format", || cargo(&["fmt", "--all", "--check"]));
    steps.run("codegen", || {
        codegen::run(root, codegen::Mode::Check).map(|()| Outcome::Passed)
    });
    steps.run("tidy", || tidy::run(root).map(|()| Outcome::Passed));
    steps.run("clippy", || {
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "--deny",
            "warnings",
        ])
    });
    steps.run("tests", tests);
    steps.run("doc tests", || {
        cargo(&["test", "--workspace", "--doc", "--quiet"])
    });
    let cache = cache(root)?;
    steps.run("licences and bans", || {
        deny::check(root, &cache, deny::Part::Always)
    });
    steps.run("advisories", || {
        deny::check(root, &cache, deny::Part::Advisories)
    });
    let mut binary = None;
    steps.run("build cardea", || {
        binary = Some(build(root)?);
        Ok(Outcome::Passed)
    });
    let parts: Vec<&RealPart> = TABLE.iter().collect();
    real_parts(root, &cache, binary.as_deref(), &parts, &mut steps);
    Ok(steps.summary())
}

fn tests() -> Result<Outcome> {
    let nextest = Command::new("cargo")
        .args(["nextest", "--version"])
        .output();
    if nextest.is_ok_and(|output| output.status.success()) {
        cargo(&[
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--no-tests=pass",
            "--status-level=fail",
        ])
    } else {
        cargo(&[
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
            "--quiet",
        ])
    }
}

fn cargo(args: &[&str]) -> Result<Outcome> {
    let status = Command::new("cargo")
        .args(args)
        .status()
        .context("cargo does not start")?;
    Ok(if status.success() {
        Outcome::Passed
    } else {
        Outcome::failed(format!("cargo {}: {status}", args.join(" ")))
    })
}

/// Builds the binary as users debug it and gives its path.
fn build(root: &Path) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args([
            "build",
            "--quiet",
            "--package",
            "cardea",
            "--message-format=json-render-diagnostics",
        ])
        .current_dir(root)
        .stderr(std::process::Stdio::inherit())
        .output()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    match executable {
        Some(path) if output.status.success() => Ok(path),
        _ => bail!("cargo build --package cardea: {}", output.status),
    }
}

/// Runs the real parts of these names only, or all without names; for people who write one.
pub(crate) fn parts(root: &Path, names: &[&str]) -> Result<ExitCode> {
    let parts: Vec<&RealPart> = TABLE
        .iter()
        .filter(|part| names.is_empty() || names.contains(&part.name))
        .collect();
    if parts.is_empty() {
        let known: Vec<_> = TABLE.iter().map(|part| part.name).collect();
        bail!("no such part; there are: {}", known.join(", "));
    }
    let cache = cache(root)?;
    let binary = build(root)?;
    let mut steps = Steps::new(Rules::Local);
    real_parts(root, &cache, Some(&binary), &parts, &mut steps);
    Ok(steps.summary())
}

/// Where what the parts need is kept between runs.
/// A program of a Python package, installed when it is missing.
pub(crate) fn python_program(
    root: &Path,
    (package, version): (&str, &str),
    program: &str,
) -> Result<PathBuf> {
    let cache = cache(root)?;
    python::provide_apart(&cache, package, version)?;
    Ok(python::programs_apart(&cache, package).join(program))
}

/// The files of a Python package, fetched when they are missing.
pub(crate) fn python_files(root: &Path, (package, version): (&str, &str)) -> Result<PathBuf> {
    python::unpack(&cache(root)?, package, version)
}

/// A program of a Rust package, built when it is missing.
pub(crate) fn rust_program(root: &Path, (package, version): (&str, &str)) -> Result<PathBuf> {
    let cache = cache(root)?;
    rust::provide(&cache, package, version)?;
    Ok(rust::program(&cache, package))
}

fn cache(root: &Path) -> Result<PathBuf> {
    let cache = root.join("target/real-parts");
    fs::create_dir_all(&cache)?;
    Ok(cache)
}

/// Gets what the parts need, then runs each with `CARDEA_BIN` and friends in its environment.
fn real_parts(
    root: &Path,
    cache: &Path,
    binary: Option<&Path>,
    parts: &[&RealPart],
    steps: &mut Steps,
) {
    let needs = parts
        .iter()
        .flat_map(|part| part.needs.iter().copied())
        .collect();
    let lacking = provide(cache, &needs);
    for part in parts {
        steps.run(part.name, || {
            let missing: Vec<_> = part
                .needs
                .iter()
                .filter_map(|need| lacking.get(need))
                .map(String::as_str)
                .collect();
            match binary {
                _ if !missing.is_empty() => Ok(Outcome::Unavailable(missing.join("; "))),
                Some(binary) => run_part(root, cache, binary, part),
                None => bail!("there is no cardea binary to run it against"),
            }
        });
    }
}

/// Installs what any real part may need; for people who write one.
pub(crate) fn provide_all(root: &Path) -> Result<()> {
    let cache = cache(root)?;
    let lacking = provide(&cache, &NEEDS.iter().copied().collect());
    if lacking.is_empty() {
        Ok(())
    } else {
        bail!("{} of {} cannot be had", lacking.len(), NEEDS.len())
    }
}

/// What is needed and could not be had, and why.
fn provide(cache: &Path, needs: &BTreeSet<Need>) -> BTreeMap<Need, String> {
    let mut lacking = BTreeMap::new();
    for need in needs.iter().copied() {
        let provided = match need {
            Need::Debian { package, program } => debian::provide(package, program),
            Need::Python { package, version } => python::provide(cache, package, version),
            Need::PythonApart { package, version } => {
                python::provide_apart(cache, package, version)
            }
            Need::Node { package, version } => node::provide(cache, package, version),
            Need::Rust { package, version } => rust::provide(cache, package, version),
        };
        match provided {
            Ok(()) => println!("have: {need}"),
            Err(why) => {
                println!("cannot: {need}: {why:#}");
                lacking.insert(need, format!("cannot: {need}: {why:#}"));
            }
        }
    }
    lacking
}

fn run_part(root: &Path, cache: &Path, binary: &Path, part: &RealPart) -> Result<Outcome> {
    let scratch = cache
        .join("scratch")
        .join(part.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    fs::create_dir_all(&scratch)?;
    let status = Command::new("timeout")
        .args(["--kill-after=10", &PART_SECONDS_MAX.to_string()])
        .args(part.command)
        .current_dir(root)
        .env("CARDEA_BIN", binary)
        .env("CARDEA_SCRATCH", &scratch)
        .env("CARDEA_CHROMIUM", "/usr/bin/chromium")
        .env("NODE_PATH", node::modules(cache))
        .env("PATH", path(cache, part)?)
        .status()
        .with_context(|| part.command.join(" "))?;
    if !status.success() {
        return Ok(Outcome::failed(format!(
            "{}: {status}",
            part.command.join(" ")
        )));
    }
    fs::remove_dir_all(&scratch)?;
    Ok(Outcome::Passed)
}

/// `PATH` with the Python of the cache in front, then programs that have one of their own, and the folders of system programs behind.
fn path(cache: &Path, part: &RealPart) -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let apart = part.needs.iter().filter_map(|need| match need {
        Need::PythonApart { package, .. } => Some(python::programs_apart(cache, package)),
        _ => None,
    });
    let own = [python::programs(cache)].into_iter().chain(apart);
    let system = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    Ok(std::env::join_paths(
        own.chain(std::env::split_paths(&old)).chain(system),
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a shell line as a real part and says what became of it and whether its folder is still there.
    fn part(name: &'static str, line: &'static str) -> (Outcome, bool) {
        let cache = std::env::temp_dir().join(format!("xtask-suite-{}-{name}", std::process::id()));
        let command: &'static [&'static str] = Box::leak(Box::new(["sh", "-c", line]));
        let part = RealPart {
            name,
            needs: &[],
            command,
        };
        let outcome = run_part(Path::new("/"), &cache, Path::new("/bin/sh"), &part).unwrap();
        let kept = cache.join("scratch").join(name).join("left").exists();
        fs::remove_dir_all(cache).unwrap();
        (outcome, kept)
    }

    #[test]
    fn a_part_gets_the_binary_and_a_folder_which_goes_when_it_passes() {
        let line =
            "test -x \"$CARDEA_BIN\" && test -n \"$NODE_PATH\" && touch \"$CARDEA_SCRATCH/left\"";
        assert_eq!(part("passes", line), (Outcome::Passed, false));
    }

    #[test]
    fn a_part_that_fails_leaves_its_folder_for_a_look() {
        let (outcome, kept) = part("fails", "touch \"$CARDEA_SCRATCH/left\"; exit 3");
        assert!(
            matches!(&outcome, Outcome::Failed(why) if why.contains("exit status: 3")),
            "{outcome:?}"
        );
        assert!(kept);
    }
}
