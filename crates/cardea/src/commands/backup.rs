//! `cardea backup`: two archives with different lives.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use cardea_archive::{Header, Kind, Part, hash, write};
use cardea_store::{copy_database, media_files};
use cardea_units::{Clock, Random};
use cardea_vault::{copy_secrets, kek_of};
use clap::Args;

use crate::folder::Folder;
use crate::keys;
use crate::system::{MachineClock, MachineRandom};

/// Back up a data folder, also while it is served: what is kept and its secrets, apart.
///
/// The archive of the data opens nothing by itself and may be kept long; the archive of the secrets holds them locked, and who was forgotten
/// is in it until it is destroyed: keep it short, and apart. Neither has the key-encryption key unless you ask for it.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The data folder
    #[arg(long, env = "CARDEA_DIR", default_value = "cardea-data")]
    dir: PathBuf,
    /// Where to write the archive of the data, the evidence and the manifests
    #[arg(long, value_name = "FILE", required_unless_present = "secrets")]
    data: Option<PathBuf>,
    /// Where to write the archive of the locked secrets and the key of the log
    #[arg(long, value_name = "FILE")]
    secrets: Option<PathBuf>,
    /// Put the key-encryption key into the archive of the secrets: whoever has it then has every secret
    #[arg(long, requires = "secrets")]
    with_key: bool,
}

impl Backup {
    pub(super) fn run(self) -> Result<ExitCode> {
        let folder = Folder::there(&self.dir)?;
        for archive in [&self.data, &self.secrets].into_iter().flatten() {
            if archive.exists() {
                bail!(
                    "{} is there already: choose another name",
                    archive.display()
                );
            }
        }
        let mut drawn = [0; 16];
        if !MachineRandom::new().fill(&mut drawn) {
            bail!("the system gave no random numbers");
        }
        let header = |kind, kek: String| Header {
            kind,
            backup: format!("{:032x}", u128::from_be_bytes(drawn)),
            made_at: MachineClock::default().now().0,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            kek,
            parts: Vec::new(),
        };
        let beside = |path: &Path| {
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            parent.unwrap_or(Path::new(".")).to_owned()
        };
        // The data first: of whoever comes meanwhile the secret is in the copy. The evidence last: of whoever goes meanwhile the erasure is.
        let database = folder.secrets().join("secrets.db");
        let staged = match &self.data {
            Some(archive) => {
                let stage = Stage::in_folder(&beside(archive))?;
                stage.copy("data.db", |to| {
                    Ok(copy_database(&folder.path().join("data.db"), to)?)
                })?;
                // Those that have a row; what is being sent now has none yet.
                for name in media_files(stage.0.path())? {
                    stage.copy(&name, |to| link_file(&folder.path().join(&name), to))?;
                }
                Some((archive, stage))
            }
            None => None,
        };
        let kek = kek_of(&database)?.map_or(String::new(), |kek| kek.to_string());
        if let Some(archive) = &self.secrets {
            let stage = Stage::in_folder(&beside(archive))?;
            stage.copy("secrets/secrets.db", |to| Ok(copy_secrets(&database, to)?))?;
            stage.copy("secrets/log-key", |to| {
                copy_file(&folder.secrets().join("log-key"), to)
            })?;
            if self.with_key {
                let key = keys::credential().unwrap_or_else(|| folder.secrets().join("kek"));
                stage.copy("secrets/kek", |to| copy_file(&key, to))?;
            }
            // A rotation between the copy and now would make it the archive of another key.
            let copied = kek_of(&stage.0.path().join("secrets/secrets.db"))?;
            let copied = copied.map_or(String::new(), |kek| kek.to_string());
            if copied != kek {
                bail!("the key was exchanged at this moment: run it again");
            }
            stage.into_archive(archive, header(Kind::Secrets, kek.clone()))?;
        }
        if let Some((archive, stage)) = staged {
            stage.copy("log.db", |to| {
                Ok(copy_database(&folder.path().join("log.db"), to)?)
            })?;
            for manifest in folder.manifests()? {
                let name = manifest.file_name().and_then(|name| name.to_str());
                let name = name.context("a manifest has a name that is not UTF-8")?;
                stage.copy(&format!("manifests/{name}"), |to| copy_file(&manifest, to))?;
            }
            stage.into_archive(archive, header(Kind::Data, kek))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A folder that nobody else may enter, beside the archive and gone with it.
struct Stage(tempfile::TempDir);

impl Stage {
    fn in_folder(folder: &Path) -> Result<Self> {
        let made = tempfile::Builder::new()
            .prefix(".cardea-backup-")
            .tempdir_in(folder);
        Ok(Self(made.with_context(|| folder.display().to_string())?))
    }

    fn copy(&self, name: &str, copy: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let to = self.0.path().join(name);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        copy(&to).with_context(|| format!("`{name}` could not be copied"))
    }

    /// Writes the archive whole, or not at all.
    fn into_archive(self, archive: &Path, mut header: Header) -> Result<()> {
        let mut names = Vec::new();
        names_below(self.0.path(), "", &mut names)?;
        names.sort();
        for name in names {
            let (bytes, sha256) = hash(&mut File::open(self.0.path().join(&name))?)?;
            header.parts.push(Part {
                name,
                bytes,
                sha256,
            });
        }
        let folder = self.0.path().parent().unwrap_or(Path::new("."));
        let failed = || {
            format!(
                "{} could not be written; nothing is there",
                archive.display()
            )
        };
        let mut file = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
        write(&mut file, &header, &mut |at| {
            let part = header.parts.get(at).ok_or(std::io::ErrorKind::NotFound)?;
            let opened = File::open(self.0.path().join(&part.name))?;
            Ok(Box::new(opened) as Box<dyn Read>)
        })
        .with_context(failed)?;
        file.as_file().sync_all().with_context(failed)?;
        file.persist_noclobber(archive).with_context(failed)?;
        keys::sync(folder)?;
        let bytes: u64 = header
            .parts
            .iter()
            .map(|part| part.bytes)
            .fold(0, u64::saturating_add);
        out!(
            "{}: {} files, {bytes} bytes, backup {}",
            archive.display(),
            header.parts.len(),
            header.backup
        );
        Ok(())
    }
}

/// Every file below a folder, by its name from there.
fn names_below(folder: &Path, before: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            names_below(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

/// A clip does not change, so that another name for it is as good as a copy where the disk has that. One that went meanwhile is not missed.
fn link_file(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other.with_context(|| from.display().to_string()),
    }
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
