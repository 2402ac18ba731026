//! What an archive says of itself.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::ArchiveError;
use crate::limits::{NAME_BYTES_MAX, PARTS_MAX};

/// What an archive says of itself. Nothing in it is about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What is in it.
    pub kind: Kind,
    /// The two archives that one backup makes have the same: 32 hexadecimal digits, drawn for it.
    pub backup: String,
    /// When it was made, in milliseconds since 1970 in UTC.
    pub made_at: i64,
    /// The version of Cardea that made it.
    pub version: String,
    /// The mark of the key that the secrets are locked with.
    pub kek: String,
    /// In the order in which they follow.
    pub parts: Vec<Part>,
}

/// What is in an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What is kept, the evidence, the manifests: opens nothing by itself.
    Data,
    /// The locked secrets and the key of the log.
    Secrets,
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its path in the data folder: names with `/` between them, none of them `.`, `..` or empty.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// Its sha-256, 64 hexadecimal digits in small letters.
    pub sha256: String,
}

impl Header {
    /// Refuses what could not be put into a folder: too many parts, a name that leads out of it, a name twice.
    pub(crate) fn check(&self) -> Result<(), ArchiveError> {
        if self.parts.len() > PARTS_MAX {
            return Err(ArchiveError::Header("it has too many parts"));
        }
        let mut names = HashSet::with_capacity(self.parts.len());
        for part in &self.parts {
            if !is_path_within(&part.name) {
                return Err(ArchiveError::Header("a part has a name that is none"));
            }
            if !names.insert(part.name.as_str()) {
                return Err(ArchiveError::Header("two parts have one name"));
            }
        }
        Ok(())
    }
}

fn is_path_within(name: &str) -> bool {
    name.len() <= NAME_BYTES_MAX
        && !name.contains(['\\', '\0'])
        && name
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
}
