//! What every act needs.

use std::sync::Arc;

use cardea_beyond::Connectors;
use cardea_ledger::{Appended, Commitment, Entry, Ledger, Name, Salt};
use cardea_store::{Session, Store};
use cardea_units::{Clock, Random, SubjectId};

use crate::Refusal;

/// The house: what is kept, the evidence, the clock, chance. Cheap to clone.
#[derive(Clone, Debug)]
pub struct House {
    /// What is kept.
    pub store: Arc<Store>,
    /// The evidence.
    pub ledger: Arc<Ledger>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub random: Arc<dyn Random>,
    /// The maker's own databases and services.
    pub elsewhere: Arc<Connectors>,
}

/// Who acts: somebody who is signed in, or the demo and tests in their name.
pub type Who = Session;

impl House {
    /// Does what may wait for the disk on a thread that may wait.
    pub(crate) async fn waiting<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let house = self.clone();
        tokio::task::spawn_blocking(move || work(&house))
            .await
            .map_err(Refusal::not_now)?
    }

    /// Writes evidence down. Durable when it returns.
    pub(crate) async fn log(&self, entries: Vec<Entry>) -> Result<Appended, Refusal> {
        self.waiting(move |house| Ok(house.ledger.append(&entries)?))
            .await
    }

    /// The salt under which a subject stands in the evidence; it goes with the subject.
    pub(crate) fn salt(&self, subject: SubjectId) -> Result<Salt, Refusal> {
        let salt = self.store.vault().salt(subject).map_err(Refusal::not_now)?;
        Ok(Salt::from_bytes(*salt.as_bytes()))
    }

    /// A subject as it stands in the evidence.
    pub(crate) fn commitment(&self, subject: SubjectId) -> Result<Commitment, Refusal> {
        Ok(Commitment::of_subject(&self.salt(subject)?, subject))
    }
}

/// A name from a manifest as the log writes it: in small letters.
pub(crate) fn log_name(text: &str) -> Result<Name, Refusal> {
    Name::new(&text.to_lowercase()).map_err(Refusal::not_now)
}
