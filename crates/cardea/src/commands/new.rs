//! `cardea new`.

mod template;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_manifest::model::Kind;
use clap::Args;

/// Write a manifest to begin with.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The kind of product, such as `light` or `smart_speaker`
    #[arg(value_parser = kind)]
    kind: Kind,
    /// Where to write it; `-` prints it. A file that is there stays as it is
    #[arg(long, short, value_name = "FILE", default_value = "cardea.yaml")]
    output: PathBuf,
}

impl New {
    pub(super) fn run(self) -> Result<ExitCode> {
        let text = template::manifest(self.kind)?;
        if self.output.as_os_str() == "-" {
            out!("{}", text.trim_end());
            return Ok(ExitCode::SUCCESS);
        }
        let name = self.output.display();
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.output);
        let mut file = match file {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!(
                    "{name} is there already and stays as it is; name another file with `--output`"
                )
            }
            other => other.with_context(|| format!("cannot write {name}"))?,
        };
        file.write_all(text.as_bytes())
            .with_context(|| format!("cannot write {name}"))?;
        out!(
            "{name} describes a {}. What only you know stands in it behind `# TO SAY`, each with the control that asks for it.\n\
             Next: `cardea check {name}`, and `cardea explain CODE` for each finding.",
            self.kind.word().replace('_', " ")
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// A kind for which there is something to begin with.
fn kind(text: &str) -> Result<Kind, String> {
    let kinds = || {
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| *kind != Kind::Other)
    };
    let found = kinds().find(|kind| kind.word() == text.to_lowercase().replace('-', "_"));
    found.ok_or_else(|| {
        let words: Vec<&str> = kinds().map(Kind::word).collect();
        format!("choose one of {}", words.join(", "))
    })
}
