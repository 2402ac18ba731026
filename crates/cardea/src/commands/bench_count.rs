//! `cardea bench-count`: what of the readings of `cargo xtask soak` is stored.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use cardea_gate::Served;
use cardea_store::{ProductIndex, Question, Store, Whose};
use cardea_units::{Clock, HouseholdId, Random, SubjectId, UnixMillis};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::folder::Folder;
use crate::system::{MachineClock, MachineRandom};

/// Count the readings in a folder made for the benchmark, which nobody serves now.
#[derive(Debug, Args)]
pub(crate) struct BenchCount {
    /// The folder
    #[arg(long)]
    dir: PathBuf,
    /// First time, Unix milliseconds
    #[arg(long)]
    from: i64,
    /// Last time, not included
    #[arg(long)]
    until: i64,
}

/// A device of `devices.json`.
#[derive(Debug, Deserialize)]
struct Known {
    device: String,
    household: i64,
}

#[derive(Debug, Serialize)]
struct Stored {
    device: String,
    stretches: Vec<(i64, i64)>,
    counted: i64,
}

/// Milliseconds read at once: readings are a millisecond apart, and an answer has its bound.
const AT_ONCE: i64 = 500_000;

impl BenchCount {
    pub(super) fn run(self) -> Result<ExitCode> {
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let list = self.dir.join("devices.json");
        let text = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
        let known: Vec<Known> = serde_json::from_str(&text)?;
        let house = Folder::at(&self.dir)?.open(
            &[self.dir.join("manifests/bench.yaml")],
            &clock,
            &random,
        )?;
        let mut all = Vec::new();
        for Known { device, household } in known {
            let household =
                HouseholdId::from_column(household).context("a home without a number")?;
            let mut stored = Stored {
                device,
                stretches: Vec::new(),
                counted: 0,
            };
            let mut from = self.from;
            while from < self.until {
                let until = from.saturating_add(AT_ONCE).min(self.until);
                stored.take(&house.store, household, from, until)?;
                from = until;
            }
            stored.count(&house.store, household, self.from, self.until)?;
            all.push(stored);
        }
        writeln!(std::io::stdout(), "{}", serde_json::to_string(&all)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Stored {
    fn take(&mut self, store: &Store, household: HouseholdId, from: i64, until: i64) -> Result<()> {
        for tier in store.read(&question(store, household, from, until)?, Whose::Own)? {
            if tier.every_millis.is_some() {
                continue;
            }
            for row in tier.rows {
                let at = row.at.0;
                match self.stretches.last_mut() {
                    Some((_, last)) if last.saturating_add(1) == at => *last = at,
                    _ => self.stretches.push((at, at)),
                }
            }
        }
        Ok(())
    }

    fn count(
        &mut self,
        store: &Store,
        household: HouseholdId,
        from: i64,
        until: i64,
    ) -> Result<()> {
        let whole = question(store, household, from, until)?;
        let gate = &store
            .products()
            .get(whole.product)
            .context("no product")?
            .gate;
        let (volume, _) = gate
            .purpose_named("volume")
            .context("this folder was made without --counts")?;
        for tier in store.read(&whole, Whose::Purpose(volume))? {
            for value in tier.rows.iter().flat_map(|row| row.values.iter().flatten()) {
                if let Served::Number(number, _) = value {
                    self.counted = self.counted.saturating_add(*number);
                }
            }
        }
        Ok(())
    }
}

fn question(store: &Store, household: HouseholdId, from: i64, until: i64) -> Result<Question> {
    let product = ProductIndex(0);
    let gate = &store.products().get(product).context("no product")?.gate;
    let (stream, _) = gate.stream_named("climate").context("no stream")?;
    Ok(Question {
        household,
        subject: SubjectId::Household(household),
        product,
        stream,
        from: UnixMillis(from),
        until: UnixMillis(until),
    })
}
