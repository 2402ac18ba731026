//! `cardea restore`: a data folder from backups, in which nobody comes back who was forgotten.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use cardea_archive::{Kind, Reader};
use cardea_ledger::{Entry, Ledger, Name, verify_consistency};
use cardea_store::copy_database;
use cardea_units::{Clock, Random, SubjectId, UnixMillis};
use cardea_vault::{copy_secrets, destroyed_in};
use clap::Args;
use jiff::Timestamp;

use crate::folder::{Folder, open_log};
use crate::system::{MachineClock, MachineRandom};
use crate::{forgotten, keys};

/// Make a data folder from backups; who was forgotten stays forgotten.
///
/// Erasures are known from the evidence, up to its last entry. With `--replaces` that is the evidence of the folder that is replaced, and
/// nothing is missing. Without it somebody who was forgotten after the backup would come back: you have to say up to when erasures are known.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The data folder to make; it must not be there, or be empty
    #[arg(long, env = "CARDEA_DIR")]
    dir: PathBuf,
    /// The archive of the data
    #[arg(long, value_name = "FILE")]
    data: PathBuf,
    /// The archive of the secrets; without it, the secrets of --replaces are taken
    #[arg(long, value_name = "FILE", required_unless_present = "replaces")]
    secrets: Option<PathBuf>,
    /// The key-encryption key, unless it is in the archive or a credential
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The folder that is replaced, moved aside: its evidence, requests and list of what was destroyed count. It is left as it is
    #[arg(long, value_name = "DIR")]
    replaces: Option<PathBuf>,
    /// Up to when erasures are known, when the folder that is replaced is not at hand: who was forgotten later comes back
    #[arg(long, value_name = "TIME")]
    erasures_known_until: Option<Timestamp>,
}

impl Restore {
    pub(super) fn run(self) -> Result<ExitCode> {
        if fs::read_dir(&self.dir).is_ok_and(|mut entries| entries.next().is_some())
            || self.dir.is_file()
        {
            bail!(
                "{} is not empty: move it aside, and name it with --replaces, so that nobody who was forgotten comes back",
                self.dir.display()
            );
        }
        let parent = self
            .dir
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new(".")).to_owned();
        // Nobody serves it before it is done: it has its name last.
        let stage = tempfile::Builder::new()
            .prefix(".cardea-restore-")
            .tempdir_in(&parent);
        let stage = stage.with_context(|| parent.display().to_string())?;
        let inside = stage.path();
        extract(&self.data, Kind::Data, inside)?;
        self.bring_secrets(inside)?;
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let folder = Folder::there(inside).context("the backup has no secrets")?;
        let told = self.settle(&folder, &clock, &random)?;
        sync_below(inside)?;
        let _ = fs::remove_dir(&self.dir);
        fs::rename(stage.keep(), &self.dir).with_context(|| self.dir.display().to_string())?;
        keys::sync(&parent)?;
        for line in told {
            out!("{line}");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn bring_secrets(&self, inside: &Path) -> Result<()> {
        let to = inside.join("secrets");
        match (&self.secrets, &self.replaces) {
            (Some(archive), _) => extract(archive, Kind::Secrets, inside)?,
            (None, Some(old)) => {
                fs::create_dir_all(&to)?;
                let old = old.join("secrets");
                copy_secrets(&old.join("secrets.db"), &to.join("secrets.db"))?;
                for name in ["log-key", "kek"] {
                    if old.join(name).exists() {
                        fs::copy(old.join(name), to.join(name)).context(name)?;
                    }
                }
            }
            (None, None) => {
                bail!("name an archive of secrets, or the folder that has them with --replaces")
            }
        }
        if let Some(key) = &self.key {
            fs::copy(key, to.join("kek")).with_context(|| key.display().to_string())?;
        }
        if !to.join("kek").exists() && keys::credential().is_none() {
            bail!(
                "the key that opens these secrets is not in the archive: name its file with --key"
            );
        }
        let media = inside.join("media");
        let media = media.exists().then_some(media.as_path());
        for folder in [inside, &to].into_iter().chain(media) {
            fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        }
        Ok(())
    }

    /// Takes the newest evidence there is, and destroys again whoever and whatever is gone by it.
    fn settle(
        &self,
        folder: &Folder,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<Vec<String>> {
        let vault = folder.vault(random)?;
        let inside = folder.path();
        if !inside.join("secrets").join("log-key").exists() {
            bail!("the key of the log is not among the secrets: the evidence cannot be checked");
        }
        let newest = self.newest_log(inside, clock, random)?;
        let ledger = folder.ledger(clock, random)?;
        let known = forgotten::known(&ledger)?;
        let until = known.until.unwrap_or(UnixMillis(0));
        if newest == Newest::OfTheBackup {
            self.require_date(until)?;
        }
        let mut erased: BTreeSet<SubjectId> = forgotten::carried_out(inside)?.into_iter().collect();
        if let Some(old) = &self.replaces {
            // Also what was only asked for there: the backup may be older than the wish.
            erased.extend(
                cardea_store::erased_in(old)?
                    .into_iter()
                    .map(|(subject, _)| subject),
            );
            let database = old.join("secrets").join("secrets.db");
            if database.exists() {
                erased.extend(destroyed_in(&database)?);
            }
        }
        let erased: Vec<SubjectId> = erased.into_iter().collect();
        // A clock that was set back brings no period back.
        let now = clock.now().max(until);
        let people = forgotten::destroy_again(&vault, &ledger, &erased, now)?;
        let periods = vault.end_periods(now)?.len();
        ledger.append(&[Entry::Administrative {
            what: Name::new("restored")?,
        }])?;
        Ok(vec![
            format!(
                "{} is restored; start the server with it",
                self.dir.display()
            ),
            format!(
                "left dead: {people} people or homes who were forgotten since the backup, {periods} periods that are over"
            ),
            format!("erasures are known until {until}, by {}", newest.word()),
        ])
    }

    /// Puts the longer of two logs of one history into the folder.
    fn newest_log(
        &self,
        inside: &Path,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<Newest> {
        let Some(old) = self
            .replaces
            .as_ref()
            .filter(|old| old.join("log.db").exists())
        else {
            return Ok(Newest::OfTheBackup);
        };
        let (here, copy) = (inside.join("log.db"), inside.join("log.old.db"));
        copy_database(&old.join("log.db"), &copy)
            .context("the evidence of the folder that is replaced")?;
        let key = inside.join("secrets").join("log-key");
        let (ours, theirs) = (
            open_log(&here, &key, clock, random)?,
            open_log(&copy, &key, clock, random)?,
        );
        let (ours_size, theirs_size) = (ours.checkpoint()?.size(), theirs.checkpoint()?.size());
        if theirs_size < ours_size {
            require_one_history(&theirs, &ours)?;
            drop((ours, theirs));
            remove_database(&copy)?;
            return Ok(Newest::OfTheBackup);
        }
        require_one_history(&ours, &theirs)?;
        drop((ours, theirs));
        remove_database(&here)?;
        // As a copy once more, so that it comes without a write-ahead log of its own.
        copy_database(&copy, &here)?;
        remove_database(&copy)?;
        Ok(Newest::OfTheFolder)
    }

    fn require_date(&self, until: UnixMillis) -> Result<()> {
        let Some(said) = self.erasures_known_until else {
            bail!(
                "the newest evidence at hand ends at {until}: whoever was forgotten after that would come back. Name the folder that is replaced with --replaces; if there is none, and you take that on, say --erasures-known-until {until}"
            );
        };
        if said.as_millisecond() > until.0 {
            bail!(
                "the newest evidence at hand ends at {until}, so erasures are not known until {said}: say --erasures-known-until {until}, or bring newer evidence with --replaces"
            );
        }
        Ok(())
    }
}

/// Whose evidence is the newest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Newest {
    OfTheBackup,
    OfTheFolder,
}

impl Newest {
    const fn word(self) -> &'static str {
        match self {
            Self::OfTheBackup => {
                "the evidence in the backup: WHO WAS FORGOTTEN LATER IS BACK. Erase them again"
            }
            Self::OfTheFolder => "the evidence of the folder that is replaced",
        }
    }
}

/// Refuses two logs of which the longer is not the shorter gone on.
fn require_one_history(shorter: &Ledger, longer: &Ledger) -> Result<()> {
    let (old, new) = (shorter.checkpoint()?, longer.checkpoint()?);
    if old.size() == 0 {
        return Ok(());
    }
    let proof = longer.consistency_proof(old.size(), new.size())?;
    verify_consistency(&proof, old.root(), new.root()).context(
        "the evidence of the backup and of the folder that is replaced are two histories: one of them was changed. Find out which before anything is restored",
    )
}

/// Reads an archive into a folder; every hash is checked before anything is used.
pub(super) fn extract(archive: &Path, kind: Kind, into: &Path) -> Result<()> {
    let named = || archive.display().to_string();
    let file = File::open(archive).with_context(named)?;
    let reader = Reader::open(BufReader::new(file)).with_context(named)?;
    if reader.header().kind != kind {
        bail!(
            "{} is the other archive of the two: --data and --secrets are exchanged",
            named()
        );
    }
    let allowed = |name: &str| match kind {
        Kind::Data => {
            matches!(name, "data.db" | "log.db")
                || name.starts_with("manifests/")
                || name.starts_with("media/")
        }
        Kind::Secrets => matches!(
            name,
            "secrets/secrets.db" | "secrets/log-key" | "secrets/kek"
        ),
    };
    reader
        .extract(&mut |part| {
            if !allowed(&part.name) {
                return Err(std::io::Error::other(format!(
                    "`{}` does not belong into such a backup",
                    part.name
                )));
            }
            let path = into.join(&part.name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)?;
            Ok(Box::new(file) as Box<dyn Write>)
        })
        .with_context(named)?;
    Ok(())
}

fn remove_database(path: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn sync_below(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_below(&path)?;
        } else {
            File::open(&path)?.sync_all()?;
        }
    }
    keys::sync(folder)
}
