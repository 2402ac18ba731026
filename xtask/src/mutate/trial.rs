//! The mutants, tried one after the other: first by the cases on the bench, then by the unit tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::bench::{Answer, Bench};
use super::points::Mutant;

/// How often it says how far it is.
const PROGRESS: Duration = Duration::from_secs(10);
/// Unit tests that take longer are in a loop without end, which somebody would notice. All take a second or two.
const PATIENCE: Duration = Duration::from_mins(1);

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A test failed.
    Killed,
    /// All tests passed; so many cases had asked for it.
    Lives(usize),
}

/// The built tests.
pub(super) struct Trial {
    cases: PathBuf,
    units: PathBuf,
    folder: PathBuf,
    /// Where the pages are read.
    sources: PathBuf,
    /// The code of the control in each file of `controls/`.
    codes: BTreeMap<String, String>,
}

impl Trial {
    /// Builds the tests of the mutated tree. Pages are read from `sources`, the crate's own.
    pub(super) fn build(tree: &Path, target: &Path, sources: PathBuf) -> Result<Self> {
        let output = Command::new("cargo")
            .args([
                "test",
                "--no-run",
                "--message-format=json-render-diagnostics",
                "-p",
                "cardea-catalogue",
                "--lib",
                "--test",
                "cases",
            ])
            .env("CARGO_TARGET_DIR", target)
            // Thousands of runs: a little optimisation is soon paid for.
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
            // Switches make code that no lint was written for.
            .env("RUSTFLAGS", "--cap-lints=allow")
            .current_dir(tree)
            .stderr(Stdio::inherit())
            .output()?;
        ensure!(output.status.success(), "the mutated tree does not build");
        let built = |name: &str| -> Result<PathBuf> {
            let found = String::from_utf8_lossy(&output.stdout)
                .lines()
                .filter_map(|line| serde_json::from_str::<Json>(line).ok())
                .filter(|message| {
                    message.pointer("/target/name").is_some_and(|it| it == name)
                        && message
                            .pointer("/profile/test")
                            .is_some_and(|it| it == true)
                })
                .find_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)));
            found.with_context(|| format!("no test program {name} was built"))
        };
        Ok(Self {
            cases: built("cases")?,
            units: built("cardea_catalogue")?,
            folder: tree.join("crates/cardea-catalogue"),
            codes: codes(&sources)?,
            sources,
        })
    }

    /// The mutants that no test notices, in their order, each with how many cases ask for it.
    pub(super) fn survivors<'m>(&self, mutants: &[&'m Mutant]) -> Result<Vec<(&'m Mutant, usize)>> {
        ensure!(
            self.units_pass(0)?,
            "the unit tests fail without any mutant; mend them first"
        );
        let mut bench = Bench::open(&self.cases, &self.folder, &self.sources)?;
        println!(
            "{} cases on the bench; {} mutants to try",
            bench.cases(),
            mutants.len()
        );
        let (mut living, mut said) = (Vec::new(), Instant::now());
        for (tried, mutant) in mutants.iter().enumerate() {
            if said.elapsed() >= PROGRESS {
                println!("{tried} of {} tried, {} live", mutants.len(), living.len());
                said = Instant::now();
            }
            if let Fate::Lives(reaching) = self.fate(&mut bench, mutant)? {
                living.push((*mutant, reaching));
            }
        }
        Ok(living)
    }

    /// A control's own cases have to notice; what controls share may be noticed by the cases of any. Unit tests count for both.
    fn fate(&self, bench: &mut Bench, mutant: &Mutant) -> Result<Fate> {
        let code = self.codes.get(&mutant.file).map_or("-", String::as_str);
        let Answer::Lives(reaching) = bench.ask(mutant.number, code)? else {
            return Ok(Fate::Killed);
        };
        Ok(if self.units_pass(mutant.number)? {
            Fate::Lives(reaching)
        } else {
            Fate::Killed
        })
    }

    fn units_pass(&self, number: u32) -> Result<bool> {
        let mut child = super::bench::gently(&self.units)
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder)
            .env("CARDEA_MUTANT", number.to_string())
            .env("RUST_BACKTRACE", "0")
            .arg("--test-threads=1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status.success());
            }
            if start.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Ok(false);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Files of controls, from the root of the sources, with the code that each holds.
fn codes(sources: &Path) -> Result<BTreeMap<String, String>> {
    let mut codes = BTreeMap::new();
    for family in fs::read_dir(sources.join("controls"))? {
        for file in fs::read_dir(family?.path())? {
            let path = file?.path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path)?;
            let code = text
                .split_once("code")
                .and_then(|(_, rest)| rest.split('"').nth(1))
                .with_context(|| format!("{} has no code", path.display()))?;
            let inside = path.strip_prefix(sources)?.to_string_lossy().into_owned();
            codes.insert(inside, code.to_owned());
        }
    }
    Ok(codes)
}
