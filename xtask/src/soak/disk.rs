//! The disk under the data folder: a small file system of its own where that can be had, so that it can be filled.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Its size: what twenty minutes come to, and room.
const BYTES: u64 = 6 << 30;
/// What is written at once to fill it.
const PIECE: usize = 1 << 20;

/// A file system in a file, mounted; or just a folder.
#[derive(Debug)]
pub(super) struct Disk {
    folder: PathBuf,
    mounted: bool,
}

impl Disk {
    pub(super) fn prepare(dir: &Path) -> Result<Self> {
        let folder = dir.join("disk");
        let image = dir.join("disk.img");
        let _ = quiet(Command::new("umount").arg(&folder));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        File::create(&image)?.set_len(BYTES)?;
        let made = quiet(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image));
        let mounted = made
            && quiet(
                Command::new("mount")
                    .args(["-o", "loop"])
                    .arg(&image)
                    .arg(&folder),
            );
        if !mounted {
            fs::remove_file(&image)?;
        }
        Ok(Self { folder, mounted })
    }

    pub(super) fn describe(&self) -> String {
        if self.mounted {
            format!(
                "a file system of {} GiB of its own, which is filled now and then",
                BYTES >> 30
            )
        } else {
            "a folder; no file system of its own could be mounted, so a full disk is NOT tried"
                .to_owned()
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) const fn can_be_filled(&self) -> bool {
        self.mounted
    }

    /// Fills it to the last byte.
    pub(super) fn fill(&self) -> Result<()> {
        ensure!(self.mounted, "this disk is not ours alone");
        let mut ballast = File::create(self.ballast())?;
        let mut piece = vec![0; PIECE];
        while !piece.is_empty() {
            while ballast.write_all(&piece).is_ok() {}
            piece.truncate(piece.len() / 2);
        }
        Ok(())
    }

    pub(super) fn free(&self) -> Result<()> {
        fs::remove_file(self.ballast()).context("the ballast is gone")
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.mounted {
            quiet(Command::new("umount").arg(&self.folder));
            drop(fs::remove_file(self.folder.with_extension("img")));
        }
    }
}

fn quiet(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
