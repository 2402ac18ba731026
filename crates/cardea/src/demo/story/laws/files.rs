//! Looks through every file of the data folder for what must not be there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Files that hold any of these bytes.
pub(super) fn found_in(folder: &Path, needles: &[&[u8]]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(found_in(&path, needles)?);
            continue;
        }
        let bytes = fs::read(&path)?;
        let holds = |needle: &&[u8]| bytes.windows(needle.len()).any(|window| window == *needle);
        // The manifests themselves name no home; everything else must not either.
        if needles.iter().any(holds) {
            found.push(path);
        }
    }
    Ok(found)
}
