//! Node packages, in a folder of the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{debian, python};

/// Makes sure that a package is in the folder.
pub(crate) fn provide(cache: &Path, package: &str, version: &str) -> Result<()> {
    debian::provide("nodejs", "node")?;
    let stamp = modules(cache).join(format!(".{package}-{version}.installed"));
    if stamp.exists() {
        return Ok(());
    }
    debian::provide("npm", "npm")?;
    let folder = cache.join("node");
    fs::create_dir_all(&folder)?;
    let wanted = format!("{package}@{version}");
    let install = Command::new("npm")
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
        ])
        .arg(&folder)
        .arg(&wanted)
        .output();
    python::finish(install).with_context(|| format!("npm install {wanted}"))?;
    fs::write(stamp, "")?;
    Ok(())
}

/// Where `require` finds the packages.
pub(crate) fn modules(cache: &Path) -> PathBuf {
    cache.join("node/node_modules")
}
