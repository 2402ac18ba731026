//! The files as such: who may read them, and whether they are whole.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::Report;

/// Permission bits of people who are not the owner.
const OTHERS: u32 = 0o077;

/// The folder, its clips and what is under `secrets/` are for their owner alone.
pub(super) fn modes(folder: &Path, report: &mut Report) {
    let mut open = Vec::new();
    let secrets = folder.join("secrets");
    let mut paths = vec![
        folder.to_owned(),
        secrets.clone(),
        folder.join("operator-token"),
        folder.join("media"),
    ];
    if let Ok(entries) = fs::read_dir(&secrets) {
        paths.extend(entries.flatten().map(|entry| entry.path()));
    }
    for path in paths {
        if let Ok(about) = fs::metadata(&path) {
            let mode = about.permissions().mode() & 0o7777;
            if mode & OTHERS != 0 {
                open.push(format!("{} ({mode:o})", path.display()));
            }
        }
    }
    open.sort();
    if open.is_empty() {
        report.good(
            "modes",
            "the folder and its secrets are closed to other users",
        );
    } else {
        report.finding(
            "modes",
            format!("open to other users: {}", open.join(", ")),
            "run `chmod go-rwx` on each; if others use this machine, run `cardea rotate-key` after it",
        );
    }
}

/// Every page, row and index of the three databases.
pub(super) fn integrity(folder: &Path, report: &mut Report) {
    for (name, file) in [
        ("data.db", "data.db"),
        ("log.db", "log.db"),
        ("secrets.db", "secrets/secrets.db"),
    ] {
        let path = folder.join(file);
        if !path.exists() {
            report.cannot_tell(
                name,
                "is not there",
                "put back the folder that belongs together, or restore a backup",
            );
            continue;
        }
        match cardea_store::integrity(&path) {
            Ok(complaints) if complaints.is_empty() => {
                report.good(name, "every page, row and index is in order");
            }
            Ok(complaints) => report.finding(
                name,
                format!("is damaged: {}", complaints.join("; ")),
                "stop the server, keep the file, and restore a backup with `cardea restore --replaces` this folder",
            ),
            Err(error) => report.cannot_tell(
                name,
                format!("cannot be looked at: {error}"),
                "check the disk and who may read the file",
            ),
        }
    }
}
