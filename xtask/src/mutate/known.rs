//! Mutants that live for a reason: they change nothing that a manifest could show.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::points::Mutant;

/// Where the reasons stand.
const FILE: &str = "crates/cardea-catalogue/mutants.toml";

/// The list of reasons.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    #[serde(default)]
    mutant: Vec<Reason>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    file: String,
    what: String,
    why: String,
}

impl Known {
    /// The list in the tree; none where there is no file.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        toml::from_str(&fs::read_to_string(path)?).context(FILE)
    }

    /// Why a mutant may live.
    pub(super) fn why(&self, mutant: &Mutant) -> Option<&str> {
        self.mutant
            .iter()
            .find(|reason| reason.file == mutant.file && reason.what == mutant.what)
            .map(|reason| reason.why.as_str())
    }
}
