//! `cargo xtask mutate catalogue`: whether the cases of the pages notice when a check is changed.
//!
//! All mutants are built at once, each behind a switch, into a copy of the tree under `target/mutate`; then the cases run once for each
//! mutant with that one switched on. So a thousand mutants take minutes, not hours.

mod copy;
mod known;
mod points;
mod trial;

use std::path::Path;

use anyhow::{Result, bail, ensure};

use self::known::Known;
use self::points::Mutant;
use self::trial::{Fate, Trial};

/// Of a hundred mutants, fewer than so many may live on unexplained.
const SURVIVORS_PERCENT_MAX: f64 = 5.0;

const USAGE: &str = "usage: cargo xtask mutate catalogue [WORD...]   (only mutants of files whose path has one of the words)";

/// Entry point.
pub(crate) fn run(root: &Path, args: &[&str]) -> Result<()> {
    let ["catalogue", words @ ..] = args else {
        bail!("{USAGE}")
    };
    let known = Known::read(root)?;
    let tree = root.join("target/mutate/tree");
    let mutants = copy::with_switches(root, &tree)?;
    let trial = Trial::build(&tree, &root.join("target/mutate/target"))?;
    ensure!(
        trial.run(None)? == Fate::Survived,
        "the cases fail without any mutant; mend them first"
    );
    let wanted: Vec<&Mutant> = mutants
        .iter()
        .filter(|mutant| words.is_empty() || words.iter().any(|word| mutant.file.contains(word)))
        .collect();
    println!("{} mutants, of {} in all", wanted.len(), mutants.len());
    let survivors = trial.survivors(&wanted)?;
    report(&wanted, &survivors, &known)
}

fn report(wanted: &[&Mutant], survivors: &[&Mutant], known: &Known) -> Result<()> {
    let (explained, open): (Vec<&Mutant>, Vec<&Mutant>) = survivors
        .iter()
        .copied()
        .partition(|mutant| known.why(mutant).is_some());
    for mutant in &explained {
        println!(
            "lives, known: {mutant}: {}",
            known.why(mutant).unwrap_or_default()
        );
    }
    for mutant in &open {
        println!("lives: {mutant}");
    }
    let percent = share(survivors.len(), wanted.len());
    println!(
        "{} killed, {} live ({percent:.1} %), of which {} are explained",
        wanted.len() - survivors.len(),
        survivors.len(),
        explained.len()
    );
    ensure!(
        percent < SURVIVORS_PERCENT_MAX,
        "{percent:.1} % live; fewer than {SURVIVORS_PERCENT_MAX} % may"
    );
    Ok(())
}

fn share(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 {
        0.0
    } else {
        exact(part) * 100.0 / exact(whole)
    }
}
