//! Cases and unit tests, run with one mutant switched on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use serde_json::Value as Json;

use super::points::Mutant;

/// A mutant that takes longer has made a loop without end, which somebody would notice. All cases take a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A test failed.
    Killed,
    /// All tests passed.
    Survived,
}

/// The built tests.
pub(super) struct Trial {
    cases: PathBuf,
    units: PathBuf,
    folder: PathBuf,
    /// The code of the control in each file of `controls/`.
    codes: BTreeMap<String, String>,
}

impl Trial {
    /// Builds the tests of the mutated tree.
    pub(super) fn build(tree: &Path, target: &Path) -> Result<Self> {
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
        let folder = tree.join("crates/cardea-catalogue");
        Ok(Self {
            cases: built("cases")?,
            units: built("cardea_catalogue")?,
            codes: codes(&folder.join("src"))?,
            folder,
        })
    }

    /// The mutants that no test notices, in their order. One thread a core.
    pub(super) fn survivors<'m>(&self, mutants: &[&'m Mutant]) -> Result<Vec<&'m Mutant>> {
        let next = AtomicUsize::new(0);
        let living = Mutex::new(Vec::new());
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| {
                    scope.spawn(|| -> Result<()> {
                        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                            if self.run(Some(mutant))? == Fate::Survived {
                                living
                                    .lock()
                                    .map_err(|_| anyhow!("another thread stopped"))?
                                    .push(*mutant);
                            }
                        }
                        Ok(())
                    })
                })
                .collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().map_err(|_| anyhow!("a thread stopped"))?)
        })?;
        let mut living = living
            .into_inner()
            .map_err(|_| anyhow!("a thread stopped"))?;
        living.sort_by_key(|mutant| mutant.number);
        Ok(living)
    }

    /// Runs the tests with one mutant on, those that notice it soonest first.
    pub(super) fn run(&self, mutant: Option<&Mutant>) -> Result<Fate> {
        let number = mutant.map_or(0, |mutant| mutant.number).to_string();
        let own = mutant.and_then(|mutant| self.codes.get(&mutant.file));
        if let Some(code) = own
            && !self.passes(&self.cases, &[&format!("{code}::")], &number)?
        {
            return Ok(Fate::Killed);
        }
        // A control's own cases have to notice; what controls share may be noticed by any, its unit tests first since they are fast.
        if !self.passes(&self.units, &[], &number)?
            || (own.is_none() && !self.passes(&self.cases, &[], &number)?)
        {
            return Ok(Fate::Killed);
        }
        Ok(Fate::Survived)
    }

    fn passes(&self, program: &Path, args: &[&str], number: &str) -> Result<bool> {
        let mut child = Command::new(program)
            .args(args)
            .arg("--test-threads=1")
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder)
            .env("CARDEA_MUTANT", number)
            .env("RUST_BACKTRACE", "0")
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
