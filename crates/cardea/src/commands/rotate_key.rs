//! `cardea rotate-key`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use cardea_ledger::{Entry, Ledger, Name};
use cardea_units::{Clock, Random};
use cardea_vault::{Kek, OldCopies, Rotated, Vault};
use clap::Args;

use crate::folder::Folder;
use crate::system::{MachineClock, MachineRandom};
use crate::{control, keys};

/// Lock the secrets with a new key, also while they are in use.
///
/// The new key is drawn here and takes the place of `secrets/kek`; the old one is overwritten and removed. What is kept is not touched.
#[derive(Debug, Args)]
pub(crate) struct RotateKey {
    /// The data folder
    #[arg(long, env = "CARDEA_DIR", default_value = "cardea-data")]
    dir: PathBuf,
    /// Lock with the key in this file (32 bytes, mode 0600) and leave it there, for a key that comes from a credential; the server must
    /// not run
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

impl RotateKey {
    pub(super) fn run(self) -> Result<ExitCode> {
        // With a key of one's own there is nothing to ask a server: the vault says when it is in use.
        let asked = match self.to {
            Some(_) => None,
            None => control::ask(&self.dir, "rotate-key")?,
        };
        let told = match asked {
            Some(told) => told,
            None => self.offline()?,
        };
        out!("{told}");
        Ok(ExitCode::SUCCESS)
    }

    fn offline(&self) -> Result<String> {
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let folder = Folder::there(&self.dir)?;
        let vault = folder.vault(&random)?;
        let ledger = folder.ledger(&clock, &random)?;
        match &self.to {
            None => rotate(&vault, &ledger, &folder.secrets(), &*random),
            Some(path) => {
                let new = Kek::load(path).context("the new key")?;
                let rotated = vault.rotate(Arc::new(new))?;
                evidence(&ledger)?;
                Ok(tell(&rotated))
            }
        }
    }
}

/// Exchanges the key and writes the evidence of it; answers what to say.
pub(crate) fn rotate(
    vault: &Vault,
    ledger: &Ledger,
    secrets: &Path,
    random: &dyn Random,
) -> Result<String> {
    let rotated = keys::rotate(vault, secrets, random)?;
    evidence(ledger).context("the key was exchanged, but the evidence of it was not written")?;
    Ok(tell(&rotated))
}

fn evidence(ledger: &Ledger) -> Result<()> {
    ledger.append(&[Entry::Administrative {
        what: Name::new("keys_rotated")?,
    }])?;
    Ok(())
}

fn tell(rotated: &Rotated) -> String {
    let left = match rotated.old_copies {
        OldCopies::Gone => "",
        OldCopies::InTheLog => {
            "; another program reads secrets.db, so its write-ahead log still has them as the old key locked them: close that program"
        }
    };
    format!(
        "{} secrets are locked with the key {} now, none with {}{left}; copies of the old key, and backups that it opens, are yours to destroy",
        rotated.secrets, rotated.to, rotated.from
    )
}
