//! The data folder: what lies where, and how the house is opened from it.
//!
//! ```text
//! DIR/manifests/*.yaml    what is served, when none is named on the command line
//! DIR/data.db             what is kept: nothing in it can be opened without the secrets
//! DIR/log.db              the evidence
//! DIR/secrets/            secrets.db, the key-encryption key and the log's key: back these up apart from the rest
//! ```

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use cardea_ledger::{Entry, Ledger, Name, SigningKey};
use cardea_manifest::model::Manifest;
use cardea_portal::House;
use cardea_store::{Opening, Store};
use cardea_units::{Clock, Random};
use cardea_vault::Vault;

use crate::commands::read_manifest;
use crate::{forgotten, keys};

/// A data folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at a path, made if it is not there; nobody else may look into it.
    pub(crate) fn at(path: &Path) -> Result<Self> {
        for folder in [path.to_owned(), path.join("secrets")] {
            if !folder.is_dir() {
                DirBuilder::new()
                    .recursive(true)
                    .mode(0o700)
                    .create(&folder)
                    .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            }
        }
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// A folder that must be there, with secrets in it.
    pub(crate) fn there(path: &Path) -> Result<Self> {
        if !path.join("secrets").join("secrets.db").is_file() {
            bail!(
                "{} is not a data folder: there is no secrets/secrets.db in it",
                path.display()
            );
        }
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// Its manifests, in the order of their names.
    pub(crate) fn manifests(&self) -> Result<Vec<PathBuf>> {
        let folder = self.path.join("manifests");
        let Ok(entries) = fs::read_dir(&folder) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.with_context(|| folder.display().to_string())?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "yaml" || extension == "yml")
            {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Opens the house with these manifests. Each must be readable.
    pub(crate) fn open(
        &self,
        manifests: &[PathBuf],
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<House> {
        if manifests.is_empty() {
            bail!(
                "there is no manifest to serve: name one, as in `cardea serve examples/thermostat/cardea.yaml`, or put it into {}",
                self.path.join("manifests").display()
            );
        }
        let read = manifests
            .iter()
            .map(|path| read_manifest(path))
            .collect::<Result<Vec<_>>>()?;
        self.open_with(read, clock, random)
    }

    /// Opens the house with manifests that were read.
    pub(crate) fn open_with(
        &self,
        manifests: Vec<(Manifest, Vec<u8>)>,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<House> {
        let secrets = self.path.join("secrets");
        // New secrets beside old data would open nothing of it, and look as if all were well.
        if self.path.join("data.db").exists() && !secrets.join("secrets.db").exists() {
            bail!(
                "there is data in {} but no secrets in {}: put back the folder of secrets that belongs to it",
                self.path.display(),
                secrets.display()
            );
        }
        let vault = Arc::new(self.vault(random)?);
        let ledger = Arc::new(self.ledger(clock, random)?);
        // Before anything is read: an older copy of the secrets brings nobody back.
        let erased = forgotten::carried_out(&self.path)?;
        let again = forgotten::destroy_again(&vault, &ledger, &erased, clock.now())?;
        if again > 0 {
            tracing::warn!(
                again,
                "secrets of people or homes who were forgotten were here again, as after an older copy was put back: they were destroyed again"
            );
        }
        let opening = Opening {
            manifests,
            vault,
            clock: Arc::clone(clock),
            random: Arc::clone(random),
        };
        let store = Arc::new(Store::open(&self.path, opening)?);
        let house = House {
            store,
            ledger,
            clock: Arc::clone(clock),
            random: Arc::clone(random),
            elsewhere: Arc::default(),
        };
        log_manifests(&house)?;
        Ok(house)
    }

    /// Where the secrets are.
    pub(crate) fn secrets(&self) -> PathBuf {
        self.path.join("secrets")
    }

    /// Opens the secrets. A rotation of their key that was interrupted is finished, or taken back.
    pub(crate) fn vault(&self, random: &Arc<dyn Random>) -> Result<Vault> {
        let secrets = self.secrets();
        let kek = keys::load(&secrets, &**random).context("the key-encryption key")?;
        Ok(Vault::open(
            &secrets.join("secrets.db"),
            Box::new(kek),
            Arc::clone(random),
        )?)
    }

    /// Opens the evidence.
    pub(crate) fn ledger(
        &self,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<Ledger> {
        open_log(
            &self.path.join("log.db"),
            &self.secrets().join("log-key"),
            clock,
            random,
        )
    }

    /// Writes a file that only the owner may read, such as the operator's token.
    pub(crate) fn write_secret(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        let temporary = self.path.join(format!("{name}.new"));
        let _ = fs::remove_file(&temporary);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&temporary)
            .with_context(|| format!("cannot write {}", temporary.display()))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, &path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Opens a log with its key.
pub(crate) fn open_log(
    log: &Path,
    key: &Path,
    clock: &Arc<dyn Clock>,
    random: &Arc<dyn Random>,
) -> Result<Ledger> {
    let key = SigningKey::load_or_create(key, &**random).context("the key of the log")?;
    Ok(Ledger::open(
        log,
        key,
        "cardea.local/log",
        Arc::clone(clock),
    )?)
}

/// Puts the version of every manifest that is served into the evidence, unless it is the last one there for its product.
fn log_manifests(house: &House) -> Result<()> {
    let mut known: Vec<(Name, Name)> = Vec::new();
    let size = house.ledger.checkpoint()?.size();
    let mut next = 0;
    while next < size {
        let entries = house.ledger.entries(next..size)?;
        let Some(last) = entries.last() else { break };
        next = last.index.saturating_add(1);
        for entry in &entries {
            if let Entry::ManifestDeployed { product, version } = entry.record()?.entry {
                known.retain(|(of, _)| *of != product);
                known.push((product, version));
            }
        }
    }
    let mut new = Vec::new();
    for (_, product) in house.store.products().iter() {
        let name = Name::new(&product.gate.product().to_lowercase())?;
        let version = Name::new(&product.gate.version().to_string())?;
        if !known.contains(&(name.clone(), version.clone())) {
            new.push(Entry::ManifestDeployed {
                product: name,
                version,
            });
        }
    }
    if !new.is_empty() {
        house.ledger.append(&new)?;
    }
    Ok(())
}
