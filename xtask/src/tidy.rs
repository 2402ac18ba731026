//! Checks what rustc and clippy cannot: who may use whom, what files are called, what they may not say.

pub(crate) mod disclosures;
mod files;
mod floors;
mod links;
mod parts;
mod reach;
pub(crate) mod statements;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Folders that hold nothing of ours.
const SKIP: &[&str] = &["target", ".git", "node_modules", "__pycache__"];

/// Files above this many bytes are data, not text for people.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// A text file of the repository.
#[derive(Debug)]
pub(crate) struct Text {
    /// From the root of the repository.
    pub(crate) path: PathBuf,
    /// What it says.
    pub(crate) text: String,
}

impl Text {
    /// Whether its path ends in `.extension`.
    pub(crate) fn is(&self, extension: &str) -> bool {
        self.path.extension().is_some_and(|e| e == extension)
    }

    /// Whether `cargo xtask codegen` wrote it.
    pub(crate) fn is_generated(&self) -> bool {
        self.text.starts_with(crate::codegen::MARK)
    }
}

/// Runs every check and fails with all complaints at once.
pub(crate) fn run(root: &Path) -> Result<()> {
    let texts = texts(root)?;
    let mut complaints = floors::check(root)?;
    complaints.extend(files::check(&texts));
    complaints.extend(words::check(&texts));
    complaints.extend(links::check(root, &texts));
    complaints.extend(disclosures::check(&texts));
    complaints.extend(reach::check(root, &texts)?);
    complaints.extend(parts::check(root)?);
    complaints.extend(statements::check(&texts));
    if complaints.is_empty() {
        return Ok(());
    }
    bail!(
        "{} complaint(s)\n  {}",
        complaints.len(),
        complaints.join("\n  ")
    )
}

/// Every text file of ours, by path. Binary and very large files are left out.
pub(crate) fn texts(root: &Path) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    collect(root, Path::new(""), &mut texts)?;
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(texts)
}

fn collect(root: &Path, folder: &Path, texts: &mut Vec<Text>) -> Result<()> {
    let at = root.join(folder);
    for entry in fs::read_dir(&at).with_context(|| at.display().to_string())? {
        let entry = entry?;
        let name = entry.file_name();
        let path = folder.join(&name);
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIP.iter().any(|skip| name == *skip) {
            collect(root, &path, texts)?;
        } else if kind.is_file() && entry.metadata()?.len() <= FILE_BYTES_MAX {
            texts.extend(
                fs::read_to_string(entry.path())
                    .ok()
                    .map(|text| Text { path, text }),
            );
        }
    }
    Ok(())
}
