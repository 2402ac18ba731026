//! `cargo xtask mutate catalogue`: whether the cases of the pages notice when a check is changed.
//!
//! All mutants are built at once, each behind a switch, into a copy of the tree under `target/mutate`. One process reads all cases, notes
//! which of them come past which switch, and judges for each mutant only those, until one comes out otherwise. What no case notices is
//! tried by the unit tests. So thousands of mutants take minutes, on one core and after everything else on the machine.

mod bench;
mod copy;
mod known;
mod points;
mod trial;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use self::known::Known;
use self::points::Mutant;
use self::trial::Trial;

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
    let sources = root.join(copy::CRATE).join("src");
    let trial = Trial::build(&tree, &root.join("target/mutate/target"), sources)?;
    let wanted: Vec<&Mutant> = mutants
        .iter()
        .filter(|mutant| words.is_empty() || words.iter().any(|word| mutant.file.contains(word)))
        .collect();
    let begun = Instant::now();
    let survivors = trial.survivors(&wanted)?;
    println!("tried in {} s", begun.elapsed().as_secs());
    report(&wanted, &survivors, &known)
}

fn report(wanted: &[&Mutant], survivors: &[(&Mutant, usize)], known: &Known) -> Result<()> {
    let mut explained = 0_usize;
    for (mutant, reaching) in survivors {
        if let Some(why) = known.why(mutant) {
            explained += 1;
            println!("lives, known: {mutant}: {why}");
        } else {
            println!("lives: {mutant} ({reaching} cases come past it)");
        }
    }
    let percent = share(survivors.len(), wanted.len());
    println!(
        "{} killed, {} live ({percent:.1} %), of which {} are explained",
        wanted.len() - survivors.len(),
        survivors.len(),
        explained
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
