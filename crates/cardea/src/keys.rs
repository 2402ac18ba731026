//! The key-encryption key: where it comes from, and how it is exchanged.
//!
//! ```text
//! secrets/kek        the key in force
//! secrets/kek.next   a new one, until every secret is locked with it
//! secrets/kek.old    the one before, until it is overwritten
//! ```
//!
//! Which of them is the right one is not remembered anywhere else than in `secrets.db`, in the transaction that locks the secrets anew. So a
//! crash at any point leaves a key file that opens every secret, and the next start does what was left to do.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use cardea_units::Random;
use cardea_vault::{Kek, KeyEncryption, Rotated, Vault, kek_of};

/// Name of the credential of systemd that is the key, if there is one.
const CREDENTIAL: &str = "cardea-kek";

/// The key of a folder of secrets: the credential where systemd gives one, else the file, made if nothing is there.
pub(crate) fn load(secrets: &Path, random: &dyn Random) -> Result<Kek> {
    if let Some(path) = credential() {
        return Ok(Kek::load(&path)?);
    }
    let _turn = take_turn(secrets)?;
    settle(secrets)?;
    Ok(Kek::load_or_create(&secrets.join("kek"), random)?)
}

/// The key to look with; makes and changes nothing.
pub(crate) fn look(secrets: &Path, given: Option<&Path>) -> Result<Kek> {
    let path = match given {
        Some(path) => path.to_owned(),
        None => credential().unwrap_or_else(|| secrets.join("kek")),
    };
    Ok(Kek::load(&path)?)
}

/// The credential, if systemd gives one.
pub(crate) fn credential() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("CREDENTIALS_DIRECTORY")?).join(CREDENTIAL);
    path.is_file().then_some(path)
}

/// Locks every secret with a new key, drawn here, and destroys the old one.
pub(crate) fn rotate(vault: &Vault, secrets: &Path, random: &dyn Random) -> Result<Rotated> {
    if credential().is_some() {
        bail!(
            "the key comes from the credential {CREDENTIAL}, which Cardea cannot exchange: stop the server, run `cardea rotate-key --to FILE` with a new key, and make FILE the credential"
        );
    }
    let _turn = take_turn(secrets)?;
    let next = secrets.join("kek.next");
    destroy(&next)?;
    let new = Kek::load_or_create(&next, random)?;
    let rotated = vault.rotate(Arc::new(new));
    // Also when it failed: the secrets file says which key is right.
    settle(secrets)?;
    Ok(rotated?)
}

/// Finishes a rotation whose secrets are locked with the new key, and takes back one whose are not.
fn settle(secrets: &Path) -> Result<()> {
    let (kek, next, old) = (
        secrets.join("kek"),
        secrets.join("kek.next"),
        secrets.join("kek.old"),
    );
    let database = secrets.join("secrets.db");
    if !database.exists() || !(next.exists() || old.exists()) {
        return Ok(());
    }
    let wanted = kek_of(&database)?;
    if next.exists() {
        if wanted == Some(Kek::load(&next)?.id()) {
            if kek.exists() {
                fs::rename(&kek, &old).with_context(|| kek.display().to_string())?;
            }
            fs::rename(&next, &kek).with_context(|| next.display().to_string())?;
            sync(secrets)?;
        } else {
            destroy(&next)?;
        }
    }
    if old.exists() && wanted == Some(Kek::load(&kek)?.id()) {
        destroy(&old)?;
    }
    Ok(())
}

/// Overwrites a key file, then removes it. No key file there is no error.
fn destroy(path: &Path) -> Result<()> {
    let file = match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other,
    };
    let overwritten = file.and_then(|mut file| {
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
        file.write_all(&vec![0; length.min(4_096)])?;
        file.sync_all()
    });
    overwritten
        .and_then(|()| fs::remove_file(path))
        .with_context(|| format!("cannot destroy {}", path.display()))?;
    sync(path.parent().unwrap_or(Path::new(".")))
}

/// Makes names in a folder durable.
pub(crate) fn sync(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .with_context(|| folder.display().to_string())
}

/// One rotation at a time; nobody settles one that is under way.
fn take_turn(secrets: &Path) -> Result<File> {
    let path = secrets.join("kek.lock");
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(&path)
        .with_context(|| path.display().to_string())?;
    if file.try_lock().is_err() {
        bail!("another process exchanges the key at this moment: try again when it is done");
    }
    Ok(file)
}
