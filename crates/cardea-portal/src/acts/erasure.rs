//! Being forgotten.

use cardea_ledger::{Commitment, Entry, Receipt};
use cardea_store::{Erasure, ErasureStep, Trust, Waiting};
use cardea_units::{Sensitive, SubjectId};

use super::home::Confirmed;
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

/// What came of asking to be forgotten.
#[derive(Clone, Debug)]
pub enum Forgetting {
    /// It is done.
    Done(Erased),
    /// It waits, because the browser that asked is not known; the person is told, and can stop it.
    Waits(Waiting),
}

/// How somebody asks to be forgotten.
#[derive(Clone, Debug)]
pub struct AsksToBeForgotten {
    /// How well their browser is known.
    pub trust: Trust,
    /// What it calls itself, for the notice.
    pub browser: String,
    /// Their safety code, if they typed one.
    pub code: Option<Sensitive<String>>,
    /// How long it waits from a browser that is not known, in milliseconds.
    pub wait_millis: i64,
}

impl House {
    /// Somebody asks to be forgotten, and has just given their password. From a browser that is known, or with their safety code, it is done at
    /// once; else it waits, so that nobody who has stolen a password can do it in silence.
    ///
    /// # Errors
    /// When the safety code is not theirs, or it could not be finished.
    pub async fn ask_erasure(
        &self,
        confirmed: Confirmed,
        asks: AsksToBeForgotten,
    ) -> Result<Forgetting, Refusal> {
        let who = confirmed.who();
        if asks.trust == Trust::Known || asks.code.is_some() {
            self.require_known(confirmed, asks.trust, asks.code).await?;
            return Ok(Forgetting::Done(self.erase(who).await?));
        }
        let waiting = self
            .store
            .begin_wait(
                who.household,
                who.person,
                asks.wait_millis,
                Sensitive::new(asks.browser),
            )
            .await?;
        self.log_wait(who, "waiting").await?;
        Ok(Forgetting::Waits(waiting))
    }

    /// Before something is destroyed for good: the browser is known, or the safety code is typed, which is worth nothing afterwards.
    pub(super) async fn require_known(
        &self,
        confirmed: Confirmed,
        trust: Trust,
        code: Option<Sensitive<String>>,
    ) -> Result<(), Refusal> {
        let who = confirmed.who();
        match (trust, code) {
            (Trust::Known, _) => Ok(()),
            (Trust::New, None) => Err(Refusal::not_allowed(
                "This browser is new here, and this cannot be undone. Use one that you have used for a week, or your safety code. Nothing was done.",
            )),
            (Trust::New, Some(code)) => {
                if self
                    .store
                    .use_safety_code(who.household, who.person, &code)
                    .await?
                {
                    return Ok(());
                }
                Err(Refusal::invalid(
                    "This is not your safety code, or it was used. Nothing was done.",
                ))
            }
        }
    }

    /// The erasure of a person that waits, if one does.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn waiting_erasure(&self, who: Who) -> Result<Option<Waiting>, Refusal> {
        self.waiting(move |house| Ok(house.store.waiting_of(who.household, who.person)?))
            .await
    }

    /// A person stops the erasure of theirs that waits. Answers whether one did.
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn stop_erasure(&self, who: Who) -> Result<bool, Refusal> {
        let stopped = self.store.stop_wait(who.household, who.person).await?;
        if stopped {
            self.log_wait(who, "withdrawn").await?;
        }
        Ok(stopped)
    }

    /// Counts down the waits, and forgets those whose wait is over. To be called every half minute. Answers how many were forgotten.
    ///
    /// # Errors
    /// What the store or the log reports; it goes on where it stopped.
    pub async fn finish_waits(&self) -> Result<usize, Refusal> {
        let over = self.store.count_waits().await?;
        let count = over.len();
        for waited in over {
            let who = Who {
                household: waited.household,
                person: waited.person,
                since: waited.asked_at,
            };
            drop(self.erase(who).await?);
        }
        self.store.count_recoveries().await?;
        Ok(count)
    }

    async fn log_wait(&self, who: Who, step: &'static str) -> Result<(), Refusal> {
        let entry = self
            .waiting(move |house| {
                let subject = SubjectId::Person(who.person);
                let salt = house.salt(subject)?;
                Ok(Entry::Request {
                    subject: Commitment::of_subject(&salt, subject),
                    reference: Commitment::of_reference(&salt, b"wait"),
                    right: log_name("erasure")?,
                    step: log_name(step)?,
                })
            })
            .await?;
        self.log(vec![entry]).await.map(drop)
    }

    /// Forgets a person, whom [`House::ask_erasure`] has let through. The request is durable before anything is destroyed; "erased" is answered when the secrets are in no file any more
    /// (law L4) and the evidence is durable; then what is left of the ciphertext is swept.
    ///
    /// # Errors
    /// When it could not be finished; it is taken up again at the next start.
    pub(crate) async fn erase(&self, who: Who) -> Result<Erased, Refusal> {
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
