//! Being forgotten.

use cardea_ledger::{Commitment, Entry, Receipt};
use cardea_store::{Erasure, ErasureStep};
use cardea_units::SubjectId;

use crate::house::{Who, log_name};
use crate::{House, Refusal};

/// What an erasure left: nothing but this.
#[derive(Clone, Debug)]
pub struct Erased {
    /// The receipt, for the person to keep; Cardea keeps no copy.
    pub receipt: String,
    /// How many secrets were destroyed.
    pub secrets: usize,
}

impl House {
    /// Forgets a person. The request is durable before anything is destroyed; "erased" is answered when the secrets are in no file any more
    /// (law L4) and the evidence is durable; then what is left of the ciphertext is swept.
    ///
    /// # Errors
    /// When it could not be finished; it is taken up again at the next start.
    pub async fn erase(&self, who: Who) -> Result<Erased, Refusal> {
        let erasure = self
            .store
            .request_erasure(who.household, who.person)
            .await?;
        self.carry_out(erasure).await
    }

    /// Takes up erasures that a crash interrupted. To be called before anything is served.
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn resume_erasures(&self) -> Result<usize, Refusal> {
        let open = self
            .waiting(|house| Ok(house.store.open_erasures()?))
            .await?;
        let count = open.len();
        for erasure in open {
            match erasure.step {
                ErasureStep::Received => drop(self.carry_out(erasure).await?),
                // The secrets are gone, and with them the salt: the evidence was written before they went.
                ErasureStep::Sweeping => self.store.sweep(&erasure).await?,
            }
        }
        Ok(count)
    }

    pub(super) async fn carry_out(&self, erasure: Erasure) -> Result<Erased, Refusal> {
        let asked = erasure.clone();
        let entries = self
            .waiting(move |house| house.erasure_entries(&asked))
            .await?;
        let index = match entries {
            Some(entries) => {
                let last = u64::try_from(entries.len().saturating_sub(1)).unwrap_or(0);
                Some(self.log(entries).await?.first.saturating_add(last))
            }
            None => None,
        };
        self.store.destroy_secrets(&erasure).await?;
        self.store.sweep(&erasure).await?;
        let receipt = match index {
            Some(index) => {
                self.waiting(move |house| {
                    Ok(Receipt::issue(&house.ledger, index)
                        .map_err(Refusal::not_now)?
                        .to_json()
                        .to_owned())
                })
                .await?
            }
            None => String::new(),
        };
        Ok(Erased {
            receipt,
            secrets: erasure.subjects.len(),
        })
    }

    /// The evidence, made while the salts still exist; the last entry is the person's own. `None` when a crash came after the secrets went.
    fn erasure_entries(&self, erasure: &Erasure) -> Result<Option<Vec<Entry>>, Refusal> {
        let person = SubjectId::Person(erasure.person);
        if !self
            .store
            .vault()
            .has_subject(person)
            .map_err(Refusal::not_now)?
        {
            return Ok(None);
        }
        let salt = self.salt(person)?;
        let mut entries = vec![Entry::Request {
            subject: Commitment::of_subject(&salt, person),
            reference: Commitment::of_reference(&salt, &erasure.number.to_be_bytes()),
            right: log_name("erasure")?,
            step: log_name("received")?,
        }];
        for subject in erasure
            .subjects
            .iter()
            .filter(|subject| **subject != person)
        {
            if self
                .store
                .vault()
                .has_subject(*subject)
                .map_err(Refusal::not_now)?
            {
                entries.push(Entry::Erasure {
                    subject: self.commitment(*subject)?,
                    secrets: 1,
                });
            }
        }
        entries.push(Entry::Erasure {
            subject: Commitment::of_subject(&salt, person),
            secrets: 1,
        });
        Ok(Some(entries))
    }
}
