//! What was put before people when they said something: the words once, for everybody to whom the same was shown.

use cardea_manifest::VersionId;

use crate::engine::{params, sql};
use crate::{Desk, Store, StoreError};

/// Words that were put before somebody. They are the manifest's, and name no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// In which language (BCP 47).
    pub language: String,
    /// The words.
    pub words: String,
}

impl Shown {
    /// The hash that stands with what was said.
    pub fn digest(&self) -> VersionId {
        VersionId::of_words(&self.language, &self.words)
    }
}

/// Writes down what was shown, and answers its hash.
pub(super) fn note(
    desk: &Desk<'_>,
    shown: Option<&Shown>,
) -> Result<Option<VersionId>, StoreError> {
    let Some(shown) = shown else {
        return Ok(None);
    };
    let digest = shown.digest();
    desk.tx.execute(
        sql!("INSERT INTO words (digest, language, words) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO NOTHING"),
        params![digest.bytes(), shown.language, shown.words],
    )?;
    Ok(Some(digest))
}

impl Store {
    /// The words behind a hash. `None` where nothing of the kind was ever shown.
    ///
    /// # Errors
    /// What the database reports.
    pub fn words_shown(&self, digest: VersionId) -> Result<Option<Shown>, StoreError> {
        self.reader()?.first(
            sql!("SELECT language, words FROM words WHERE digest = ?1"),
            params![digest.bytes()],
            |row| {
                Ok(Shown {
                    language: row.get(0)?,
                    words: row.get(1)?,
                })
            },
        )
    }
}
