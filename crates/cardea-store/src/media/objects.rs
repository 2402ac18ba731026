//! The folder of clips: files that only the owner may read, named by chance.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::MediaId;
use crate::StoreError;

/// The folder `media` of the data folder; made when the first clip comes.
#[derive(Debug)]
pub(crate) struct Objects(PathBuf);

impl Objects {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self(folder.join("media"))
    }

    /// A file that is made when its first bytes come, and gone again unless it is kept.
    pub(super) const fn planned(objects: Arc<Self>, id: MediaId) -> NewObject {
        NewObject {
            file: None,
            id,
            objects,
            kept: false,
        }
    }

    fn create(&self, id: MediaId) -> Result<File, StoreError> {
        if !self.0.is_dir() {
            DirBuilder::new().mode(0o700).create(&self.0)?;
            if let Some(above) = self.0.parent() {
                File::open(above)?.sync_all()?;
            }
        }
        Ok(OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(self.path(id))?)
    }

    pub(super) fn open(&self, id: MediaId) -> Result<File, StoreError> {
        File::open(self.path(id)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::Corrupt(
                "the file of a clip is not there: restore the folder `media` that belongs to data.db",
            ),
            _ => error.into(),
        })
    }

    /// Takes a file away; one that is not there is away.
    pub(super) fn delete(&self, id: MediaId) -> Result<(), StoreError> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// What was made and taken away is so after a crash as well.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        if self.0.is_dir() {
            File::open(&self.0)?.sync_all()?;
        }
        Ok(())
    }

    /// Every file there is.
    pub(super) fn all(&self) -> Result<Vec<MediaId>, StoreError> {
        if !self.0.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let name = entry?.file_name();
            found.extend(name.to_str().and_then(|name| name.parse::<MediaId>().ok()));
        }
        Ok(found)
    }

    fn path(&self, id: MediaId) -> PathBuf {
        self.0.join(id.to_string())
    }
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct NewObject {
    file: Option<File>,
    id: MediaId,
    objects: Arc<Objects>,
    kept: bool,
}

impl NewObject {
    /// Writes what comes next.
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(self.objects.create(self.id)?),
        };
        Ok(file.write_all(bytes)?)
    }

    /// What was written is there after a crash; its name is so when the folder was synced.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        self.file
            .as_ref()
            .map_or(Ok(()), |file| Ok(file.sync_all()?))
    }

    /// Its row is committed.
    pub(super) fn keep(&mut self) {
        self.kept = true;
    }
}

impl Drop for NewObject {
    fn drop(&mut self) {
        if self.file.is_some()
            && !self.kept
            && let Err(error) = self.objects.delete(self.id)
        {
            tracing::warn!(%error, "what is left of an upload is swept at the next start; nobody is served it");
        }
    }
}
