//! The findings that a product has today, so that only new ones stop a build. It hides nothing: it decides the exit code alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::checked::{Checked, Found, State};

/// Version of the file. A file of another is refused, never guessed at.
const VERSION: u32 = 1;
/// Bytes of a baseline: some hundred thousand entries. A larger file is refused.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
const WRITE_ANEW: &str = "write it anew with `cardea check --write-baseline FILE`";

/// What is known, by manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    manifests: BTreeMap<String, Vec<Entry>>,
}

/// Findings of one control at one key. Their lines may move and their words may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The control.
    pub(crate) code: String,
    /// `broken` or `cannot_tell`: what could not be told and is now broken is new.
    pub(crate) outcome: String,
    /// Where, by keys; empty for the whole file.
    pub(crate) key: String,
    /// How many there are. One more is new.
    pub(crate) count: usize,
    /// What the first of them says, for those who read the file. Not compared.
    pub(crate) message: String,
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cardea_baseline: u32,
    manifests: Vec<Known>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    path: String,
    findings: Vec<Entry>,
}

/// What all versions of the file have.
#[derive(Debug, Deserialize)]
struct Versioned {
    cardea_baseline: u32,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read, is no baseline, is one of another version, or says something twice.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let name = path.display();
        let mut text = String::new();
        fs::File::open(path)
            .and_then(|file| {
                file.take(BYTES_MAX.saturating_add(1))
                    .read_to_string(&mut text)
            })
            .with_context(|| format!("cannot read the baseline {name}; {WRITE_ANEW}"))?;
        if u64::try_from(text.len()).is_ok_and(|bytes| bytes > BYTES_MAX) {
            bail!("the baseline {name} is larger than {BYTES_MAX} bytes; {WRITE_ANEW}");
        }
        Self::parse(&text).with_context(|| format!("the baseline {name} cannot be used"))
    }

    fn parse(text: &str) -> Result<Self> {
        let versioned: Versioned = serde_json::from_str(text)
            .with_context(|| format!("this is not a baseline of Cardea; {WRITE_ANEW}"))?;
        if versioned.cardea_baseline != VERSION {
            bail!(
                "it has version {}, and this Cardea reads version {VERSION}; {WRITE_ANEW}",
                versioned.cardea_baseline
            );
        }
        let file: File =
            serde_json::from_str(text).with_context(|| format!("it is not whole; {WRITE_ANEW}"))?;
        let mut manifests = BTreeMap::new();
        for Known { path, findings } in file.manifests {
            let mut places = BTreeSet::new();
            for entry in &findings {
                let again = !places.insert(entry.place());
                if again || entry.count == 0 {
                    let what = if again {
                        "stands twice"
                    } else {
                        "is counted as 0"
                    };
                    bail!(
                        "{} at `{}` of {path} {what}; remove it",
                        entry.code,
                        entry.key
                    );
                }
            }
            if manifests.insert(path.clone(), findings).is_some() {
                bail!("{path} stands twice; remove one of the two");
            }
        }
        Ok(Self { manifests })
    }

    /// Everything that was found, but for what a waiver covers.
    pub(crate) fn of(all: &[Checked]) -> Self {
        let mut manifests = BTreeMap::new();
        for checked in all {
            let Ok(judged) = &checked.result else {
                continue;
            };
            let mut entries: Vec<Entry> = Vec::new();
            let open = judged
                .found
                .iter()
                .filter(|found| !matches!(found.state, State::Waived { .. }));
            for found in open {
                match entries.iter_mut().find(|entry| entry.fits(found)) {
                    Some(entry) => entry.count = entry.count.saturating_add(1),
                    None => entries.push(Entry {
                        code: found.control.code.to_owned(),
                        outcome: found.outcome().to_owned(),
                        key: found.key.clone(),
                        count: 1,
                        message: found.message.clone(),
                    }),
                }
            }
            entries.sort_by(|a, b| a.place().cmp(&b.place()));
            if !entries.is_empty() {
                manifests.insert(checked.name.clone(), entries);
            }
        }
        Self { manifests }
    }

    /// Writes it, a line an entry at least, so that a change to it can be reviewed.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let file = File {
            cardea_baseline: VERSION,
            manifests: self
                .manifests
                .iter()
                .map(|(path, findings)| Known {
                    path: path.clone(),
                    findings: findings.clone(),
                })
                .collect(),
        };
        let text = format!("{}\n", serde_json::to_string_pretty(&file)?);
        fs::write(path, text)
            .with_context(|| format!("cannot write the baseline {}", path.display()))
    }

    /// How many findings it holds.
    pub(crate) fn count(&self) -> usize {
        let entries = self.manifests.values().flatten();
        entries.map(|entry| entry.count).sum()
    }

    /// Marks the findings of a manifest that are known, the first ones where there are more than before, and gives the entries that
    /// are not found any more, with how many are missing.
    pub(crate) fn compare(&self, manifest: &str, found: &mut [Found]) -> Vec<Entry> {
        let mut left = self.manifests.get(manifest).cloned().unwrap_or_default();
        for one in found {
            if one.state != State::New {
                continue;
            }
            let entry = left
                .iter_mut()
                .find(|entry| entry.count > 0 && entry.fits(one));
            if let Some(entry) = entry {
                entry.count = entry.count.saturating_sub(1);
                one.state = State::Known;
            }
        }
        left.retain(|entry| entry.count > 0);
        left
    }
}

impl Entry {
    fn place(&self) -> (&str, &str, &str) {
        (&self.code, &self.key, &self.outcome)
    }

    fn fits(&self, found: &Found) -> bool {
        self.place() == (found.control.code, found.key.as_str(), found.outcome())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        format!("{:#}", Baseline::parse(text).unwrap_err())
    }

    #[test]
    fn a_file_that_is_not_a_baseline_is_refused_with_what_to_do() {
        for (text, said) in [
            ("", "not a baseline"),
            ("[]", "not a baseline"),
            (r#"{"manifests": []}"#, "cardea_baseline"),
            (r#"{"cardea_baseline": 2, "future": 1}"#, "version 2"),
            (r#"{"cardea_baseline": 1}"#, "not whole"),
            (r#"{"cardea_baseline": 1, "manifests": [], "x": 1}"#, "`x`"),
        ] {
            let refusal = refusal(text);
            assert!(refusal.contains(said), "{text}: {refusal}");
            assert!(refusal.contains("--write-baseline"), "{refusal}");
        }
    }

    #[test]
    fn what_stands_twice_or_is_none_is_refused() {
        let entry = r#"{"code":"STO-01","outcome":"broken","key":"","count":1,"message":"m"}"#;
        let file = |findings: &str| {
            format!(
                r#"{{"cardea_baseline":1,"manifests":[{{"path":"a","findings":[{findings}]}}]}}"#
            )
        };
        assert_eq!(Baseline::parse(&file(entry)).unwrap().count(), 1);
        assert!(refusal(&file(&format!("{entry},{entry}"))).contains("STO-01"));
        assert!(refusal(&file(&entry.replace(":1,", ":0,"))).contains("counted as 0"));
        let twice = file("").replace(
            r#"{"path":"a","findings":[]}"#,
            r#"{"path":"a","findings":[]},{"path":"a","findings":[]}"#,
        );
        assert!(refusal(&twice).contains("a stands twice"));
    }
}
