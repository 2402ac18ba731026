//! Every check against real software is in the table, and every line of the table has its file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::Result;

use crate::real_parts::TABLE;

/// Where such checks stand.
const FOLDERS: &[&str] = &["stories", "tests/real"];

pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let named = |path: &str| TABLE.iter().any(|part| part.command.contains(&path));
    for folder in FOLDERS {
        let Ok(entries) = fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().display());
            let metadata = entry.metadata()?;
            if metadata.is_file() && metadata.permissions().mode() & 0o111 != 0 && !named(&path) {
                complaints.push(format!(
                    "{path}: runs nowhere, add it to xtask/src/real_parts.rs"
                ));
            }
        }
    }
    let ours = |word: &&&str| FOLDERS.iter().any(|folder| word.starts_with(folder));
    for part in TABLE {
        for path in part
            .command
            .iter()
            .filter(ours)
            .filter(|path| !root.join(path).is_file())
        {
            complaints.push(format!(
                "xtask/src/real_parts.rs: `{}` runs {path}, which is not there",
                part.name
            ));
        }
    }
    Ok(complaints)
}
