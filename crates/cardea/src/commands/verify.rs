//! `cardea verify`: receipts and logs, offline, trusting nobody but the key.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_ledger::{VerifierKey, verify_log, verify_receipt};
use clap::Args;

/// Verify a receipt, or a copy of the whole log, offline.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A receipt (JSON), or with --log a folder with a copy of the log
    path: PathBuf,
    /// The log's public key, or a file that holds it (`/log/key` on the server). Ask for it once and keep it
    #[arg(long, value_name = "KEY")]
    key: String,
    /// Check a whole log: a folder with `checkpoint` and `tile/`
    #[arg(long)]
    log: bool,
    /// With --log: an earlier checkpoint that the log must still hold
    #[arg(long, value_name = "FILE", requires = "log")]
    earlier: Vec<PathBuf>,
}

impl Verify {
    pub(super) fn run(self) -> Result<ExitCode> {
        let key_text = if self.key.contains('+') {
            self.key.clone()
        } else {
            fs::read_to_string(&self.key).with_context(|| self.key.clone())?
        };
        let key = VerifierKey::parse(key_text.trim()).context("the key")?;
        if self.log {
            return self.log(&key);
        }
        let json = fs::read_to_string(&self.path)
            .with_context(|| format!("cannot read {}", self.path.display()))?;
        match verify_receipt(&json, &key) {
            Ok(verified) => {
                out!(
                    "verified: entry {} of the log {}, written {}",
                    verified.index,
                    key.name(),
                    verified.record.at
                );
                out!("{}", serde_json::to_string_pretty(&verified.record.entry)?);
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                out!("NOT verified: {error}");
                Ok(ExitCode::FAILURE)
            }
        }
    }

    fn log(&self, key: &VerifierKey) -> Result<ExitCode> {
        if !self.path.is_dir() {
            bail!(
                "{} is not a folder: copy `checkpoint` and `tile/` of the log into one",
                self.path.display()
            );
        }
        let earlier = self
            .earlier
            .iter()
            .map(|path| fs::read_to_string(path).with_context(|| path.display().to_string()))
            .collect::<Result<Vec<_>>>()?;
        match verify_log(&self.path, key, &earlier) {
            Ok(report) => {
                out!(
                    "verified: all {} entries lead to the checkpoint that {} signed; {} earlier checkpoints compared",
                    report.checkpoint.size(),
                    key.name(),
                    report.earlier_checked
                );
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                out!("NOT verified: {error}");
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
